import { Commands, Worlds } from '#world';
import { ASKER_IN, CarryOutHandler, CompilingDriver, Desk, readNodesDirectly } from '#graphql';
import { actionResolvers } from '#action';
import { agendaResolvers } from '#agenda';
import { auditResolvers } from '#audit';
import { askerIn, backboneResolvers } from '#backbone';
import { dialogueResolvers } from '#dialogue';
import { identityResolvers, Inbox } from '#identity';
import { measurementResolvers } from '#measurement';
import { overviewResolvers } from '#overview';
import { reportingResolvers } from '#reporting';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { CollaborationResolver } from './collaboration.resolver.ts';
import { contextOf, holding, holdingSockets, maskErrors, recording } from './edge.ts';
import { HealthController } from './health.controller.ts';
import { NotFoundFilter } from './not-found.filter.ts';
import type { Platform } from './platform.ts';
import { ReportsController } from './reports.controller.ts';
import { Sessions } from './sessions.ts';
import { SignInController } from './sign-in.controller.ts';
import { TlogController } from './tlog.controller.ts';
import { PLATFORM } from './tokens.ts';

export const resolvers = [
  CollaborationResolver,
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

/** The composition root: what stands below the edge is made elsewhere and handed in. */
@Module({})
export class AppModule {
  static over(platform: Platform, sessions: Sessions): DynamicModule {
    const before = recording(platform.access);
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        GraphQLModule.forRoot<ApolloDriverConfig>({
          driver: CompilingDriver,
          autoSchemaFile: true,
          sortSchema: true,
          transformSchema: readNodesDirectly,
          transformAutoSchemaFile: true,
          graphiql: false,
          introspection: true,
          includeStacktraceInErrorResponses: false,
          autoTransformHttpErrors: false,
          // The driver gives the status.
          preserveHttpStatusForExecutionErrors: false,
          context: contextOf(sessions),
          formatError: maskErrors,
          plugins: [holding(before)],
          subscriptions: { 'graphql-ws': { path: '/graphql', onNext: holdingSockets(before) } },
        }),
      ],
      controllers: [HealthController, ReportsController, SignInController, TlogController],
      providers: [
        ...resolvers,
        Desk,
        CarryOutHandler,
        { provide: Commands, useValue: platform.commands },
        { provide: Worlds, useValue: platform.worlds },
        { provide: ASKER_IN, useValue: askerIn },
        { provide: Inbox, useValue: platform.inbox },
        { provide: PLATFORM, useValue: platform },
        { provide: Sessions, useValue: sessions },
        { provide: APP_FILTER, useClass: NotFoundFilter },
      ],
    };
  }
}
