import type { Reach } from '#graphql';
import { NoBearer, type MachineScope } from '#identity';
import { HttpStatus } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { graphqlPath } from './http.ts';
import { cookieIn } from './sign-in/cookies.ts';
import type { Entrance } from './sign-in/entrance.ts';

/** What every scope needs to ask anything: the collaboration, whose a thing is, and words. */
const base = {
  Query: ['collaboration', 'refusals'],
  Collaboration: ['id', 'moment', 'name', 'position', 'partner', 'partners'],
  Partner: ['id', 'name', 'kind', 'revision'],
  PageInfo: '*',
  Refused: '*',
  RefusalWords: '*',
  Text: '*',
  Timespan: '*',
} as const satisfies Reach;

/**
 * What each scope reaches. Fields that lead to a type not named here lead nowhere: an indicator's goals are the agenda's,
 * and its threads nobody's but people's. Fields of the collaboration are named one by one, since every part adds to it.
 */
export const reaches: Readonly<Record<MachineScope, Reach>> = {
  'agenda:read': {
    ...base,
    Collaboration: [
      ...base.Collaboration,
      ...[
        'decision',
        'decisions',
        'goal',
        'goals',
        'programme',
        'programmes',
        'strategies',
        'strategy',
        'successFactor',
      ],
    ],
    Decision: '*',
    DecisionAmendment: '*',
    Goal: '*',
    GoalEndorsement: '*',
    GoalGap: '*',
    GoalMove: '*',
    GoalRewording: '*',
    GoalVersion: '*',
    GoalWithdrawal: '*',
    Milestone: '*',
    MilestoneMove: '*',
    Programme: '*',
    Strategy: '*',
    SuccessFactor: '*',
  },
  'measurement:read': {
    ...base,
    Collaboration: [...base.Collaboration, 'indicator', 'indicators', 'measurementTable', 'series'],
    Aggregation: '*',
    Baseline: '*',
    Breakdown: '*',
    Category: '*',
    Comparison: '*',
    ComparisonRow: '*',
    Completeness: '*',
    Dimension: '*',
    Evidence: '*',
    GivenFigure: '*',
    Indicator: '*',
    IndicatorRevision: '*',
    IndicatorVersion: '*',
    JointValue: '*',
    Measurement: '*',
    MeasurementCorrection: '*',
    MeasurementDraft: '*',
    MeasurementNote: '*',
    MeasurementVerdict: '*',
    Origin: '*',
    Series: '*',
    Target: '*',
  },
  'measurement:report': {
    ...base,
    Mutation: [
      'correctMeasurement',
      'draftMeasurement',
      'dropMeasurementDraft',
      'finaliseMeasurement',
      'reportMeasurement',
    ],
    // What was just given, said back; the rest is read with another scope.
    Measurement: [
      'category',
      'denominator',
      'dimension',
      'id',
      'key',
      'numerator',
      'period',
      'place',
      'state',
      'status',
      'value',
    ],
    Series: ['id', 'revision'],
  },
};

/**
 * Reads the access token of a machine before anything else looks at its request (RFC 6750). A token and a cookie in one
 * request would be two askers: it is refused, and so no page can lend a token the rights of who is signed in. Sockets
 * are for people: a token opens none.
 */
export function admitMachines(fastify: FastifyInstance, entrance: Entrance): void {
  fastify.addHook('onRequest', async ({ url, headers }, reply) => {
    if (!/^bearer(\s|$)/i.test(headers.authorization ?? '') || url.split('?', 1)[0] !== graphqlPath) return undefined;
    const refuse = (status: HttpStatus, error: string, code: string, message: string) =>
      reply
        .status(status)
        .header('www-authenticate', `Bearer error="${error}", error_description="${message}"`)
        .header('cache-control', 'no-store')
        .send({ errors: [{ message, extensions: { code } }] });
    if (cookieIn(headers.cookie, entrance.cookies.session) !== undefined) {
      const message = 'Send an access token or a cookie, not both';
      return refuse(HttpStatus.BAD_REQUEST, 'invalid_request', 'TWO_SIGN_INS', message);
    }
    try {
      await entrance.letIn(headers);
    } catch (error) {
      if (!(error instanceof NoBearer)) throw error;
      return refuse(HttpStatus.UNAUTHORIZED, 'invalid_token', 'TOKEN_REFUSED', error.message);
    }
    return undefined;
  });
}
