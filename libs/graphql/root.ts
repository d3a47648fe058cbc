import type { World } from '#world';
import type { Type } from '@nestjs/common';
import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Takes } from './node.ts';

/** The root of a consistent world: whatever is asked below it is answered at one position. */
@ObjectType('Collaboration', { description: 'Many equal organisations holding one agenda together, at one moment.' })
export class CollaborationNode {
  readonly world: World;

  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'The log position everything below is answered at.' })
  position: string;

  @Field(() => String, {
    description: 'The moment lateness and rules are judged by: now, or the as-of moment. ISO 8601, UTC.',
  })
  moment: string;

  constructor(world: World) {
    this.world = world;
    this.id = world.collaboration;
    this.position = String(world.position);
    this.moment = world.now;
  }
}

type Class<T> = abstract new (...args: never[]) => T;

/**
 * Adds a field to another context's node: a goal's indicators are shared measurement's to tell, and the agenda
 * knows nothing of them. `read` takes the node and the field's arguments.
 */
export function extend<Node extends object, Arguments extends object = object>(
  node: Class<Node>,
  name: string,
  field: { type: () => unknown; args?: Type<Arguments>; nullable?: boolean; description: string },
  read: (node: Node, args: Arguments) => unknown,
): void {
  const prototype = node.prototype as Record<string, unknown>;
  if (name in prototype) throw new Error(`${node.name} has a field ${name} already`);
  prototype[name] = function (this: Node, args: Arguments) {
    return read(this, args);
  };
  const { type, args, nullable = false, description } = field;
  Field(type as () => typeof String, { nullable, description })(prototype, name);
  if (args) Takes(args)(prototype, name);
}
