import { PlaceNode, settingsOf, todayIn } from '#backbone';
import { feedbacks } from '#dialogue';
import {
  addRefusalWords,
  Allow,
  answerOf,
  Ask,
  enumOf,
  LanguageEnum,
  Refused,
  TextNode,
  type RequestContext,
} from '#graphql';
import { Throttle } from '#identity';
import type { Language, Text } from '#language';
import { LightStateEnum, ReportFigureNode } from '#reporting';
import { isRefusal } from '#decider';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { publicReading, publishes, type PublicReading } from './public.reading.ts';
import { residentsVoice, saidByResident } from './public.feedback.ts';
import { publicWords } from './public.words.ts';
import type { Platform } from './platform.ts';
import { PLATFORM } from './tokens.ts';

addRefusalWords(publicWords);

@ObjectType({ description: 'A collaboration that tells something to everybody.' })
export class PublicCollaboration {
  @Field(() => ID)
  id!: string;
  @Field(() => TextNode)
  name!: Text;
}

@ObjectType({ description: 'A programme as the newest published report shows it.' })
export class PublicProgramme {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { description: 'Its row in the report’s table, e.g. 16.1.' })
  number!: string;
  @Field(() => TextNode, { description: 'Its name.' })
  title!: Text;
  @Field(() => TextNode, { nullable: true, description: 'The success factor it stands under.' })
  factor!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'The organisation that answers for it.' })
  owner!: Text | null;
  @Field(() => LightStateEnum, { description: 'The whole.' })
  overall!: string;
  @Field(() => LightStateEnum, { description: 'The schedule.' })
  schedule!: string;
  @Field(() => LightStateEnum, { description: 'The risks.' })
  risks!: string;
  @Field(() => LightStateEnum, { description: 'The resources.' })
  resources!: string;
}

@ObjectType({ description: 'A goal of the common agenda.' })
export class PublicGoal {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { nullable: true, description: 'Its number among the goals.' })
  number!: string | null;
  @Field(() => TextNode, { description: 'What is wanted.' })
  title!: Text;
  @Field(() => ID, { nullable: true, description: 'The goal it is a part of.' })
  parent!: string | null;
  @Field(() => [ID], { description: 'The programmes it serves.' })
  programmes!: readonly string[];
}

@ObjectType({ description: 'What is offered to people in a year.' })
export class PublicActivity {
  @Field(() => ID)
  id!: string;
  @Field(() => TextNode, { description: 'Its name.' })
  title!: Text;
  @Field(() => TextNode, { nullable: true, description: 'For whom.' })
  targetGroup!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'The organisation that leads it.' })
  lead!: Text | null;
  @Field(() => [ID], { description: 'Codes of the places where it goes on or is settled for the year.' })
  places!: readonly string[];
}

@ObjectType({ description: 'A published report: to be read at /reports/<collaboration>/<code>, also as files.' })
export class PublicReport {
  @Field(() => ID, { description: 'Code of its period, e.g. 2024-H2.' })
  code!: string;
  @Field(() => String, { description: 'First day of the period.' })
  from!: string;
  @Field(() => String, { description: 'Last day of the period.' })
  to!: string;
  @Field(() => Int, { description: 'The newest published version.' })
  version!: number;
  @Field(() => String, { description: 'When that was published. ISO 8601 instant.' })
  publishedAt!: string;
}

@ObjectType({ description: 'What a collaboration tells everybody, without sign-in.' })
export class PublicView {
  @Field(() => ID)
  id!: string;
  @Field(() => TextNode)
  name!: Text;
  @Field(() => TextNode, { nullable: true, description: 'The organisation that answers what residents ask.' })
  answeredBy!: Text | null;
  @Field(() => [PublicProgramme], { description: 'Programmes in the order of the newest published report.' })
  programmes!: readonly PublicProgramme[];
  @Field(() => [PublicGoal], { description: 'Goals in force.' })
  goals!: readonly PublicGoal[];
  @Field(() => [ReportFigureNode], { description: 'Figures of the newest published report, as they were published.' })
  figures!: readonly ReportFigureNode[];
  @Field(() => Int, {
    description: 'The year the activities are of: this one, or the newest of which anything is told.',
  })
  year!: number;
  @Field(() => [PublicActivity], { description: 'What is offered to people that year.' })
  activities!: readonly PublicActivity[];
  @Field(() => [PlaceNode], { description: 'The places of that year.' })
  places!: readonly PlaceNode[];
  @Field(() => [PublicReport], { description: 'Published reports, the newest first.' })
  reports!: readonly PublicReport[];
}

const Topic = z.enum(['accessibility', 'other']).meta({ id: 'ResidentFeedbackTopic' });
type Topic = z.infer<typeof Topic>;
const TopicEnum = enumOf(Topic);

@ObjectType({ description: 'An answer to feedback, as its giver is told.' })
export class ResidentAnswer {
  @Field(() => String, { description: 'The day.' })
  on!: string;
  @Field(() => TextNode, { description: 'The words.' })
  text!: Text;
}

@ObjectType({ description: 'Feedback somebody gave on the public pages, for whoever has its id.' })
export class ResidentFeedback {
  @Field(() => ID, { description: 'Cannot be guessed: whoever gave the feedback keeps it to read the answer.' })
  id!: string;
  @Field(() => String, { description: 'The day it was given.' })
  givenOn!: string;
  @Field(() => String, { description: 'The last day for the answer.' })
  due!: string;
  @Field(() => [ResidentAnswer], { description: 'What was answered, oldest first.' })
  answers!: readonly ResidentAnswer[];
}

const ResidentFeedbackAnswer = answerOf(ResidentFeedback);

@ArgsType()
class SaidArgs {
  @Field(() => ID)
  collaboration!: string;
  @Field(() => ID, {
    description: 'A random UUID: sent again, the feedback counts once. Whoever knows it can read the answer.',
  })
  commandId!: string;
  @Field(() => TopicEnum, { description: 'Feedback on accessibility is answered in 14 days.' })
  topic!: Topic;
  @Field(() => LanguageEnum, { description: 'The language it is written in.' })
  language!: Language;
  @Field(() => String, { description: 'The feedback. Names nobody.' })
  text!: string;
}

/** What everybody is told and what anybody may say, signed in or not: see infra/decisions/0048. */
@Resolver()
export class PublicResolver {
  private readonly throttle: Throttle;

  constructor(@Inject(PLATFORM) private readonly platform: Platform) {
    this.throttle = new Throttle(platform.clock);
  }

  @Query(() => [PublicCollaboration], { description: 'The collaborations that have published a report.' })
  async publicCollaborations(): Promise<readonly PublicCollaboration[]> {
    const known = await this.known();
    const all = await Promise.all(known.map((id) => this.platform.worlds.live(id)));
    return all.flatMap((world) => {
      const settings = settingsOf(world);
      return settings && publishes(world) ? [{ id: world.collaboration, name: settings.name }] : [];
    });
  }

  @Query(() => PublicView, {
    nullable: true,
    description: 'What a collaboration tells everybody; nothing where nothing is published or there is no such one.',
  })
  async publicView(
    @Args('collaboration', { type: () => ID }) collaboration: string,
  ): Promise<PublicReading | undefined> {
    return (await this.known()).includes(collaboration)
      ? publicReading(this.platform.worlds, collaboration)
      : undefined;
  }

  @Query(() => ResidentFeedback, {
    nullable: true,
    description: 'Feedback given on the public pages, with what was answered, for whoever has its id.',
  })
  async residentFeedback(
    @Args('collaboration', { type: () => ID }) collaboration: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ResidentFeedback | undefined> {
    return (await this.known()).includes(collaboration) ? this.given(collaboration, id) : undefined;
  }

  @Allow()
  @Mutation(() => ResidentFeedbackAnswer, {
    description: 'Takes in what anybody says on the public pages, as feedback to the organisation that answers there.',
  })
  async sayAsResident(
    @Ask() { payer, correlationId, traceparent }: RequestContext,
    @Args() { collaboration, commandId, topic, language, text }: SaidArgs,
  ): Promise<ResidentFeedback | Refused> {
    const isKnown = (await this.known()).includes(collaboration);
    const world = isKnown ? await this.platform.worlds.live(collaboration) : undefined;
    const backbone = world && settingsOf(world)?.backbone;
    if (!world || backbone === undefined || !publishes(world))
      return new Refused({ refused: 'RESIDENT_FEEDBACK_NOT_TAKEN' });
    // By who sends, and by where it goes: neither one address nor many together fill anybody's desk.
    const tried = { account: payer, address: collaboration };
    if (this.throttle.wait(tried) > 0) return new Refused({ refused: 'RESIDENT_FEEDBACK_TOO_OFTEN' });
    this.throttle.failed(tried);
    const said = saidByResident({ commandId, topic, language, text, backbone, today: todayIn(world) });
    const asker = residentsVoice(backbone);
    for (const order of said.orders) {
      const outcome = await this.platform.commands.execute({
        ...order,
        collaboration,
        asker,
        correlationId,
        traceparent,
      });
      if (isRefusal(outcome)) return new Refused({ refused: outcome.refused, ...(outcome.field && { field: 'text' }) });
    }
    return (await this.given(collaboration, said.id)) ?? new Refused({ refused: 'RESIDENT_FEEDBACK_NOT_TAKEN' });
  }

  /** Collaborations there are. No world is begun for a name that somebody made up. */
  private async known(): Promise<readonly string[]> {
    const { history, log } = this.platform;
    await history.store.reached(await log.head(), patienceMs);
    return history.store.collaborations();
  }

  /** Only what came this way: whatever partners give each other is theirs. */
  private async given(collaboration: string, id: string): Promise<ResidentFeedback | undefined> {
    const world = await this.platform.worlds.live(collaboration);
    const row = isFromResident(id) ? world.rows(feedbacks).get(id) : undefined;
    if (!row) return undefined;
    const { givenOn, due, answers, told } = row;
    return { id, givenOn, due, answers: [...answers, ...told].map(({ on, text }) => ({ on, text })) };
  }
}

/** How long the index may take to catch up, in milliseconds. */
const patienceMs = 500;

const isFromResident = (id: string): boolean => /^feedback_resident_[0-9a-f]{32}$/.test(id);
