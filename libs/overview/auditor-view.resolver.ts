import { holds } from '#decider';
import {
  CheckupConnection,
  CheckupNode,
  checkups,
  mandates,
  mandatesHeld,
  MandateConnection,
  MandateNode,
  settingChanges,
  SettingChangeConnection,
  SettingChangeNode,
} from '#backbone';
import { CollaborationNode, extend, PageArgs, page, Takes, type Page } from '#graphql';
import type { World } from '#world';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';

@ArgsType()
class AuditedMandatesArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, description: 'True: only those in force; false: only those that are not.' })
  inForce?: boolean | null;
}

@ObjectType('AuditorView', {
  description:
    'Who may do what and by whose word, how the settings came about: with who, when and under which mandate.',
})
export class AuditorViewNode {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  @Field(() => MandateConnection, {
    description: 'Every mandate with who granted and revoked it and under which mandate, in the order granted.',
  })
  @Takes(AuditedMandatesArgs)
  mandates({ inForce, ...args }: AuditedMandatesArgs): Page<MandateNode> {
    const rows = this.world.rows(mandates).values();
    const held = new Set(inForce == null ? [] : mandatesHeld(this.world, rows).map(({ id }) => id));
    const found = inForce == null ? rows : rows.filter(({ id }) => held.has(id) === inForce);
    return page(found, args, (row) => new MandateNode(this.world, row));
  }

  @Field(() => SettingChangeConnection, { description: 'Every setting ever set, newest first.' })
  @Takes(PageArgs)
  settings(args: PageArgs): Page<SettingChangeNode> {
    const rows = this.world.rows(settingChanges).values().toReversed();
    return page(rows, args, (row) => new SettingChangeNode(this.world, row));
  }

  @Field(() => CheckupConnection, { description: 'Every partner’s self-assessment, in the order given.' })
  @Takes(PageArgs)
  checkups(args: PageArgs): Page<CheckupNode> {
    return page(this.world.rows(checkups).values(), args, (row) => new CheckupNode(this.world, row));
  }
}

extend(
  CollaborationNode,
  'auditorView',
  {
    type: () => AuditorViewNode,
    nullable: true,
    description: 'Who may do what and by whose word; for auditors only, otherwise nothing.',
  },
  ({ world }) => (holds(world.asker, ['auditor']) ? new AuditorViewNode(world) : undefined),
);
