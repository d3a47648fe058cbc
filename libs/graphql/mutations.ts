import type { Decider, Message } from '#decider';
import type { World } from '#world';
import { Inject, type Type } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { Allow, Ask, Desk, To, type RequestContext } from './desk.ts';
import { Input } from './input.ts';

/** The command a mutation gives, with the id of the thing it is for. */
export type Given<C extends Message> = C & { readonly id: string };

/** What a mutation answers with when it was not refused. */
export interface Answer<C extends Message> {
  /** The union of the node and Refused: see answerOf. */
  readonly answer: object;
  /** The changed thing as its node, in the world that holds the change. */
  readonly find: (world: World, given: Given<C>) => object | undefined;
}

/** What a mutation is for, in words; with an answer of its own where it is not that of the others. */
type Says<C extends Message> = {
  readonly [K in C['type']]: string | (Answer<Extract<C, { type: K }>> & { readonly says: string });
};

/**
 * The mutations of an aggregate, one for each of its commands: named as the command, with its shape as `input`, open
 * to the roles its decider lets in. What a command asks for stands in one place, and one without words here does not
 * compile. A command that asks for nothing takes no `input`; where all it asks for may be left out, so may `input`.
 */
export function mutationsOf<S, C extends Message, E extends Message, R extends string, F>(
  decider: Decider<S, C, E, R, F>,
  usual: Answer<C>,
  says: Says<C>,
): Type<object> {
  class Mutations {
    readonly desk: Desk;
    constructor(desk: Desk) {
      this.desk = desk;
    }
  }
  Inject(Desk)(Mutations, undefined, 0);
  const commands: Readonly<Record<string, unknown>> = decider.commands;
  const roles: Readonly<Record<string, readonly string[]>> = decider.roles;
  for (const [type, said] of Object.entries<string | (Answer<never> & { says: string })>(says)) {
    const { answer, find } = typeof said === 'string' ? usual : said;
    const shape = commands[type];
    if (!(shape instanceof z.ZodObject)) throw new Error(`${type} takes no object`);
    const name = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
    const method = function (this: Mutations, ask: RequestContext, to: To, data: unknown) {
      const command = { type, data: data ?? {} };
      // Named by a key of `says`, it is one of the decider's commands: its shape was parsed before it was carried out.
      return this.desk.act(ask, to, command, (world) => find(world, { ...command, id: to.id } as never));
    };
    const { prototype } = Mutations;
    const descriptor: PropertyDescriptor = { value: method, writable: true, configurable: true };
    Object.defineProperty(prototype, name, descriptor);
    Reflect.defineMetadata('design:paramtypes', [Object, To, Object], prototype, name);
    Ask()(prototype, name, 0);
    Args({ type: () => To })(prototype, name, 1);
    if (Object.keys(shape.shape).length > 0) Input(type, { [type]: shape })(prototype, name, 2);
    Allow(...(roles[type] ?? []))(prototype, name, descriptor);
    const description = typeof said === 'string' ? said : said.says;
    Mutation(() => answer as never, { name, description })(prototype, name, descriptor);
  }
  Resolver()(Mutations);
  return Mutations;
}
