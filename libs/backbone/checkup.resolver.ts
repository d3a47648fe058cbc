import { holds } from '#decider';
import {
  CollaborationNode,
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
import { languages, type Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { checkup, Condition, conditions } from './checkup.ts';
import { checkupMeans, checkups, jointCheckups, type CheckupRow, type JointCheckupRow } from './checkup.view.ts';
import { partnerNode, PartnerNode } from './partner.resolver.ts';

const ConditionEnum = enumOf(Condition);

@ObjectType('ConditionScore', { description: 'How well one of the five conditions holds by a partner’s own word.' })
export class ConditionScoreNode {
  @Field(() => ConditionEnum, { description: 'Which condition.' })
  condition!: Condition;
  @Field(() => Int, { description: 'From 1, hardly at all, to 5, fully.' })
  score!: number;
  @Field(() => TextNode, { nullable: true, description: 'What the partner says of it.' })
  words!: Text | undefined;
}

@ObjectType('Checkup', {
  description: 'A partner’s self-assessment of a period: shown to itself and to auditors, to nobody else.',
})
export class CheckupNode extends NodeOf<CheckupRow> {
  @Field(() => ID, { description: 'Begins with checkup_; holds the period and the partner.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => String, { description: 'A year or half of one: 2025, 2025-H1.' })
  period!: string;
  @Field(() => Boolean, { description: 'Made up to show the software.' })
  demonstration!: boolean;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  givenAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was said anew, when it was.' })
  revisedBecause!: Text | null;

  @Field(() => PartnerNode, { nullable: true, description: 'Whose it is.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => [ConditionScoreNode], { description: 'One score for each of the five conditions.' })
  scores(): ConditionScoreNode[] {
    const { scores, words } = this.row;
    return conditions.map((condition) => ({ condition, score: scores[condition], words: words?.[condition] }));
  }
}

export const CheckupConnection = connectionOf(CheckupNode);

@ObjectType('ConditionMean', { description: 'How well one of the five conditions holds by the partners’ own word.' })
export class ConditionMeanNode {
  @Field(() => ConditionEnum, { description: 'Which condition.' })
  condition!: Condition;
  @Field(() => Float, { description: 'Mean of the counted scores, 1–5, not rounded.' })
  mean!: number;
  @Field(() => [TextNode], { description: 'What was said of it, without saying by whom.' })
  words!: readonly Text[];
}

@ObjectType('JointCheckup', {
  description:
    'What the partners together said of a period. Answers come out three partners’ at a time, so that nobody’s own can be told from what was shown before and after.',
})
export class JointCheckupNode extends NodeOf<JointCheckupRow> {
  @Field(() => ID, { description: 'The period: a year or half of one.' })
  id!: string;

  @Field(() => Int, { description: 'How many partners have answered.' })
  answered(): number {
    const { counted, waiting } = this.row;
    return new Set([...Object.keys(counted), ...Object.keys(waiting)]).size;
  }

  @Field(() => Int, { description: 'How many partners’ answers the means are made from.' })
  counted(): number {
    return checkupMeans(this.row).counted;
  }

  @Field(() => [ConditionMeanNode], {
    description: 'One for each condition; none while fewer than three have answered.',
  })
  means(): ConditionMeanNode[] {
    const { means } = checkupMeans(this.row);
    if (!means) return [];
    const answers = Object.values(this.row.counted);
    return conditions.map((condition) => ({
      condition,
      mean: means[condition],
      // Sorted by what they say: the order in which they came would hint at who said it.
      words: answers
        .flatMap(({ words }) => words?.[condition] ?? [])
        .toSorted((a, b) => (spelt(a) < spelt(b) ? -1 : 1)),
    }));
  }
}

const spelt = (text: Text): string => languages.map((language) => text[language] ?? '').join(' ');

const checkupNode = (world: World, id: string): CheckupNode | undefined => {
  const row = world.rows(checkups).get(id);
  return row && mayRead(world, row.partner) ? new CheckupNode(world, row) : undefined;
};

/** A partner reads its own answers; an auditor of the whole reads all. Others get what they would if there were none. */
const mayRead = ({ asker }: World, partner: string): boolean =>
  asker?.organisation === partner || holds(asker, ['auditor']);

@ArgsType()
class CheckupArgs {
  @Field(() => String, { description: 'A year or half of one: 2025, 2025-H1.' })
  period!: string;
}

extend(
  CollaborationNode,
  'jointCheckup',
  {
    type: () => JointCheckupNode,
    args: CheckupArgs,
    nullable: true,
    description: 'The partners’ self-assessment of a period; nothing when nobody has answered.',
  },
  ({ world }, { period }) => {
    const row = world.rows(jointCheckups).get(period);
    return row && new JointCheckupNode(world, row);
  },
);

const JointCheckupConnection = connectionOf(JointCheckupNode);

extend(
  CollaborationNode,
  'jointCheckups',
  {
    type: () => JointCheckupConnection,
    args: PageArgs,
    description: 'The partners’ self-assessments, period by period, the newest first.',
  },
  ({ world }, args) => {
    const rows = world.rows(jointCheckups).values();
    return page(
      rows.toSorted((a, b) => (a.id < b.id ? 1 : -1)),
      args,
      (row) => new JointCheckupNode(world, row),
    );
  },
);

extend(
  PartnerNode,
  'checkups',
  {
    type: () => CheckupConnection,
    args: PageArgs,
    description: 'Its own self-assessments, the newest first; none for anybody but itself and auditors.',
  },
  ({ world, id }, args) => {
    const rows = mayRead(world, id) ? world.rows(checkups).where('partner', id) : [];
    return page(
      rows.toSorted((a, b) => (a.period < b.period ? 1 : -1)),
      args,
      (row) => new CheckupNode(world, row),
    );
  },
);

const CheckupAnswer = answerOf(CheckupNode);

export const CheckupResolver = mutationsOf(
  checkup,
  { answer: CheckupAnswer, find: (world, { id }) => checkupNode(world, id) },
  {
    GiveCheckup:
      'Says how well the five conditions hold in the eyes of the organisation acted for. `id` is checkup_, the period in lower case with underscores, two underscores and the partner: checkup_2025_h1__partnername.',
    ReviseCheckup: 'Says a self-assessment anew, with the reason.',
  },
);
