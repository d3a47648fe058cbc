import { Commands, Worlds } from '#world';
import {
  ASKER_IN,
  CarryOutHandler,
  CompilingDriver,
  Desk,
  narrowing,
  readNodesDirectly,
  type AskerIn,
  type EdgeConfig,
} from '#graphql';
import { actionResolvers } from '#action';
import { agendaResolvers } from '#agenda';
import { auditResolvers } from '#audit';
import { askerIn, backboneResolvers, settingsOf } from '#backbone';
import { dialogueResolvers } from '#dialogue';
import {
  Accounts,
  COLLABORATIONS_OF,
  collaborationsOf,
  Forgetting,
  identityResolvers,
  Inbox,
  People,
  type CollaborationsOf,
} from '#identity';
import { measurementResolvers } from '#measurement';
import { overviewResolvers } from '#overview';
import { reportingResolvers } from '#reporting';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { BundlesController } from './bundles.controller.ts';
import { CollaborationResolver } from './collaboration.resolver.ts';
import { contextOf, edgeRules, holding, holdingSockets, maskErrors, recording, type BeforeAnswer } from './edge.ts';
import { EventsController } from './events.controller.ts';
import { HealthController } from './health.controller.ts';
import { NotFoundFilter } from './not-found.filter.ts';
import { reaches } from './machines.ts';
import type { Platform } from './platform.ts';
import { PublicResolver } from './public.resolver.ts';
import { ReportsController } from './reports.controller.ts';
import { SessionResolver } from './session.resolver.ts';
import type { EdgeSettings } from './settings.ts';
import { AccountController } from './sign-in/account.controller.ts';
import { Entrance } from './sign-in/entrance.ts';
import { SignInController } from './sign-in/sign-in.controller.ts';
import { TlogController } from './tlog.controller.ts';
import { PersonReportController } from './person-report.controller.ts';
import { PLATFORM } from './tokens.ts';

export const resolvers = [
  CollaborationResolver,
  PublicResolver,
  SessionResolver,
  ...backboneResolvers,
  ...agendaResolvers,
  ...measurementResolvers,
  ...actionResolvers,
  ...dialogueResolvers,
  ...reportingResolvers,
  ...overviewResolvers,
  ...auditResolvers,
  ...identityResolvers,
];

/** Who somebody is in a world; in one that does not exist yet, whoever the installation lets open collaborations. */
const askerOn =
  ({ people }: Platform): AskerIn =>
  (world, person, organisation) =>
    // Looked up only where it matters: every request comes by here.
    askerIn(world, person, organisation, settingsOf(world) === undefined && people.mayOpen(person));

/** The composition root: what stands below the edge is made elsewhere and handed in. */
@Module({})
export class AppModule {
  static over(
    platform: Platform,
    entrance: Entrance,
    settings: EdgeSettings,
    before: BeforeAnswer = recording(platform.access, platform.requests, platform.clock),
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        GraphQLModule.forRoot<EdgeConfig>({
          driver: CompilingDriver,
          edge: edgeRules(settings, entrance),
          autoSchemaFile: true,
          sortSchema: true,
          transformSchema: readNodesDirectly,
          transformAutoSchemaFile: true,
          graphiql: false,
          // Who may see the schema is decided when a document is admitted.
          introspection: true,
          includeStacktraceInErrorResponses: false,
          autoTransformHttpErrors: false,
          // The driver gives the status.
          preserveHttpStatusForExecutionErrors: false,
          context: contextOf(entrance),
          formatError: maskErrors,
          plugins: [holding(before), narrowing(reaches)],
          subscriptions: {
            'graphql-ws': { path: '/graphql', ...holdingSockets(before), onOpened: entrance.watch } as object,
          },
        }),
      ],
      controllers: [
        AccountController,
        BundlesController,
        EventsController,
        HealthController,
        PersonReportController,
        ReportsController,
        SignInController,
        TlogController,
      ],
      providers: [
        ...resolvers,
        Desk,
        CarryOutHandler,
        { provide: Commands, useValue: platform.commands },
        { provide: Worlds, useValue: platform.worlds },
        { provide: ASKER_IN, useValue: askerOn(platform) },
        { provide: Inbox, useValue: platform.inbox },
        { provide: People, useValue: platform.people },
        { provide: Forgetting, useValue: platform.forgetting },
        { provide: Accounts, useValue: entrance.accounts },
        {
          provide: COLLABORATIONS_OF,
          useValue: ((person) => collaborationsOf(platform.log, person)) satisfies CollaborationsOf,
        },
        { provide: PLATFORM, useValue: platform },
        { provide: Entrance, useValue: entrance },
        { provide: APP_FILTER, useClass: NotFoundFilter },
      ],
    };
  }
}
