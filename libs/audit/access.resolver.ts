import { CollaborationNode, NodeOf, PageArgs, addRefusalWords, connectionOf, enumOf, extend, page } from '#graphql';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { accessLog, type AccessRow } from './access.view.ts';
import { isAuditor } from './history.sight.ts';
import { auditWords } from './words.ts';

addRefusalWords(auditWords);

const AccessKind = enumOf(
  z
    .enum(['command_refused', 'read_refused', 'small_counts_read', 'personal_data_read', 'bundle_taken'])
    .meta({ id: 'AccessKind' }),
);

@ObjectType('AccessRecord', { description: 'What was tried without a right, or looked at by an auditor’s alone.' })
export class AccessNode extends NodeOf<AccessRow> {
  @Field(() => ID)
  id!: string;
  @Field(() => AccessKind)
  kind!: AccessRow['kind'];
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => String, { description: 'Log position of the record.' })
  position!: string;
  @Field(() => ID, { description: 'Opaque id of the person who tried or looked.' })
  person!: string;
  @Field(() => ID, { nullable: true, description: 'The organisation acted for; nothing where the person holds none.' })
  organisation!: string | null;
  @Field(() => ID, { nullable: true, description: 'The auditor’s mandate that opened hidden values.' })
  mandate!: string | null;
  @Field(() => Int, { description: 'How often: what is tried again within a minute is counted, not listed.' })
  times!: number;
  @Field(() => String, { nullable: true, description: 'The command that was refused; the newest of several.' })
  command!: string | null;
  @Field(() => ID, { nullable: true, description: 'What it was to change; of a bundle, the one part it held.' })
  subject!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was refused: see refusals.' })
  code!: string | null;
  @Field(() => [ID], {
    description: 'Series and sessions whose hidden numbers were shown, at most 500; the person read about.',
  })
  subjects!: readonly string[];
  @Field(() => Int, { description: 'Those beyond the ones listed.' })
  moreSubjects!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Log position of the world that was looked into, or that a bundle reached.',
  })
  readAt!: string | null;
}

export const AccessConnection = connectionOf(AccessNode, 'AccessRecord');

@ArgsType()
class AccessArgs extends PageArgs {
  @Field(() => AccessKind, { nullable: true, description: 'Only records of this kind.' })
  kind?: AccessRow['kind'] | null;
  @Field(() => ID, { nullable: true, description: 'Only what this person tried or looked at.' })
  person?: string | null;
}

// To everybody else it is as if there were none: who is watched for what is nobody's business.
extend(
  CollaborationNode,
  'accessLog',
  {
    type: () => AccessConnection,
    args: AccessArgs,
    nullable: true,
    description:
      'Refused attempts, readings of hidden values and bundles taken, newest first; for auditors only, otherwise nothing.',
  },
  ({ world }, { kind, person, ...args }: AccessArgs) => {
    if (!isAuditor(world.asker)) return null;
    const all = world.rows(accessLog);
    const found = person != null ? all.where('person', person) : kind != null ? all.where('kind', kind) : all.values();
    const fitting = found.filter((row) => kind == null || row.kind === kind);
    return page(fitting.toReversed(), args, (row) => new AccessNode(world, row));
  },
);
