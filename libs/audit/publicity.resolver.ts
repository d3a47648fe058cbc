import { ActivityNode, LinkNode, SessionNode, TaskNode } from '#action';
import { DecisionNode, GoalNode, ProgrammeNode, StrategyNode } from '#agenda';
import { PartnerNode, RiskNode, TeamNode } from '#backbone';
import { FeedbackNode, MeetingNode, NoticeNode, ObservationNode, ThemeNode, ThingNode, ThreadNode } from '#dialogue';
import { NodeOf, TextNode, answerOf, enumOf, extend, mutationsOf } from '#graphql';
import type { Text } from '#language';
import { AgreementNode, IndicatorNode, SeriesNode } from '#measurement';
import { AssessmentNode, PeriodNode, ReportNode } from '#reporting';
import type { World } from '#world';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { publicityOf, type PublicityJudged } from './publicity.reading.ts';
import { Publicity, publicity, publicityId } from './publicity.ts';
import { publicities } from './publicity.view.ts';
import type { PublicityClass } from './retention-plan.ts';

const PublicityEnum = enumOf(Publicity);

@ObjectType('Publicity', {
  description:
    'Whether something may be told outside the collaboration, by the Act on the Openness of Government Activities (621/1999).',
})
export class PublicityNode extends NodeOf<PublicityJudged & { readonly id: string; readonly about: string }> {
  @Field(() => ID, { description: 'publicity_<id of the thing>: what ClassifyItem is given to.' })
  id!: string;
  @Field(() => ID, { description: 'The thing it is of.' })
  about!: string;
  @Field(() => PublicityEnum, { description: 'Judged by the day of the world: secrecy ends by itself.' })
  publicity!: PublicityClass;
  @Field(() => [Int], { description: 'By which numbers of § 24 (1) it is secret.' })
  grounds!: readonly number[];
  @Field(() => String, { nullable: true, description: 'A provision of another act by which it is secret.' })
  otherLaw!: string | null;
  @Field(() => String, { nullable: true, description: 'Last day of the classification, where one was said. ISO 8601.' })
  until!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why, in the words of who decided.' })
  reason!: Text | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'What the decision is of: the thing itself, or a whole it belongs to; nothing when it is what such things usually are.',
  })
  by!: string | null;
}

const publicityNode = (world: World, about: string): PublicityNode =>
  new PublicityNode(world, { ...publicityOf(world, about), id: publicityId(about), about });

const classified: readonly (abstract new (...args: never[]) => NodeOf<{ readonly id: string }>)[] = [
  ActivityNode,
  AgreementNode,
  AssessmentNode,
  DecisionNode,
  FeedbackNode,
  GoalNode,
  IndicatorNode,
  LinkNode,
  MeetingNode,
  NoticeNode,
  ObservationNode,
  PartnerNode,
  PeriodNode,
  ProgrammeNode,
  ReportNode,
  RiskNode,
  SeriesNode,
  SessionNode,
  StrategyNode,
  TaskNode,
  TeamNode,
  ThemeNode,
  ThingNode,
  ThreadNode,
];

for (const node of classified)
  extend(
    node,
    'publicity',
    { type: () => PublicityNode, description: 'Whether it is public, to be weighed, or secret, and by what.' },
    ({ world, row }) => publicityNode(world, row.id),
  );

export const PublicityResolver = mutationsOf(
  publicity,
  {
    answer: answerOf(PublicityNode),
    find(world, { id }) {
      const row = world.rows(publicities).get(id);
      return row && publicityNode(world, row.about);
    },
  },
  {
    ClassifyItem: 'Makes a thing secret by a provision, one to be weighed, or public, until a day where one is said.',
    DeclassifyItem: 'Takes a classification back: the thing is again what such things usually are.',
  },
);
