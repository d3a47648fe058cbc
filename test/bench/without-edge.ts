import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Asker } from '#decider';
import { Admission, Allowance, Desk, type Session } from '#graphql';
import { AppModule } from '../../apps/api/app.module.ts';
import { PinoLogger } from '../../apps/api/logger.ts';
import type { Platform } from '../../apps/api/platform.ts';
import { edgeDefaults } from '../../apps/api/settings.ts';
import type { Entrance } from '../../apps/api/sign-in/entrance.ts';

/**
 * The application with nobody at its door, to measure what the door costs. There is no switch for this in the
 * application: its layers are replaced here, in a process of the bench's own, by what lets everything through. What
 * stays is the mandate that the handler of commands looks for, and the cost of a document, which is remembered.
 */
export async function serverWithoutEdge(
  platform: Platform,
  entrance: Entrance,
  session: Session,
): Promise<NestFastifyApplication> {
  entrance.sessionIn = () => session;
  Admission.prototype.admit = ({ query }) => (typeof query === 'string' ? query : undefined);
  Allowance.prototype.charge = () => undefined;
  const askers = new Map<string, Asker | undefined>();
  const { askerOf } = Desk.prototype;
  Desk.prototype.askerOf = function (of, world) {
    const known = askers.get(world.collaboration) ?? askerOf.call(this, of, world);
    askers.set(world.collaboration, known);
    return known;
  };
  const module = AppModule.over(platform, entrance, edgeDefaults, () => Promise.resolve());
  return NestFactory.create(module, new FastifyAdapter(), { logger: new PinoLogger() });
}
