import { PlaceNode, placeNode } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  TextNode,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { Having, Suitability, facility } from './facility.ts';
import { facilities, type FacilityRow } from './facility.view.ts';

const HavingEnum = enumOf(Having);
const SuitabilityEnum = enumOf(Suitability);
const FacilityPhase = enumOf(z.enum(['recorded', 'closed']).meta({ id: 'FacilityPhase' }));

@ObjectType({ description: 'What a facility has. Unknown and not stated are neither yes nor no.' })
export class Equipment {
  @Field(() => HavingEnum, { description: 'A shower.' })
  shower!: Having;
  @Field(() => HavingEnum, { description: 'A sauna.' })
  sauna!: Having;
  @Field(() => HavingEnum, { description: 'A gym.' })
  gym!: Having;
  @Field(() => HavingEnum, { description: 'A room for groups.' })
  groupRoom!: Having;
  @Field(() => HavingEnum, { description: 'Access without obstacles.' })
  accessible!: Having;
}

@ObjectType('Facility', { description: 'A room or house that activities use.' })
export class FacilityNode extends NodeOf<FacilityRow> {
  @Field(() => ID, { description: 'Begins with facility_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => FacilityPhase, { description: 'A closed one stays readable.' })
  phase!: FacilityRow['phase'];
  @Field(() => TextNode, { description: 'Its name.' })
  name!: Text;
  @Field(() => Equipment, { description: 'What it has.' })
  equipment!: Equipment;
  @Field(() => SuitabilityEnum, {
    description: 'Whether it stays as it is, needs work, is new, or becomes a senior centre.',
  })
  suitability!: Suitability;
  @Field(() => TextNode, { nullable: true, description: 'When it opens, in words.' })
  opens!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'What else is known of it.' })
  notes!: Text | null;
  @Field(() => ID, { description: 'The organisation that wrote it down first.' })
  recordedFor!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was last revised, when a reason was given.' })
  revisedBecause!: Text | null;
  @Field(() => String, { nullable: true, description: 'When it was closed. ISO 8601 instant.' })
  closedAt!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was closed.' })
  closedBecause!: Text | null;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;

  @Field(() => PlaceNode, { nullable: true, description: 'Where it is.' })
  place(): PlaceNode | undefined {
    return placeNode(this.world, this.row.place);
  }
}

const FacilityConnection = connectionOf(FacilityNode);

const facilityNode = (world: World, id: string): FacilityNode | undefined => {
  const row = world.rows(facilities).get(id);
  return row && new FacilityNode(world, row);
};

@ArgsType()
class FacilitiesArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only those in this place, by its code.' })
  place?: string | null;
  @Field(() => SuitabilityEnum, { nullable: true, description: 'Only those of this suitability.' })
  suitability?: Suitability | null;
  @Field(() => FacilityPhase, { nullable: true, description: 'Only those in use (RECORDED) or only closed ones.' })
  phase?: FacilityRow['phase'] | null;
}

extend(
  CollaborationNode,
  'facility',
  { type: () => FacilityNode, args: IdArgs, nullable: true, description: 'One facility.' },
  ({ world }, { id }) => facilityNode(world, id),
);

extend(
  CollaborationNode,
  'facilities',
  { type: () => FacilityConnection, args: FacilitiesArgs, description: 'Facilities in the order they were recorded.' },
  ({ world }, args) => {
    const { place, suitability, phase } = args;
    const rows = world.rows(facilities);
    const asked = place != null ? rows.where('place', place) : [...rows.values()];
    const found = asked.filter(
      (row) => (suitability == null || row.suitability === suitability) && (phase == null || row.phase === phase),
    );
    return page(found, args, (row) => new FacilityNode(world, row));
  },
);

const FacilityAnswer = answerOf(FacilityNode);

export const FacilityResolver = mutationsOf(
  facility,
  { answer: FacilityAnswer, find: (world, { id }) => facilityNode(world, id) },
  {
    RecordFacility: 'Writes down a facility and what it has.',
    ReviseFacility: 'Rewrites what is known of a facility.',
    CloseFacility: 'Says that a facility is used no more, with a reason.',
  },
);
