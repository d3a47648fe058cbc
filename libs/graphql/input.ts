import { Args, Field, Float, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { z } from 'zod';

/**
 * GraphQL input types out of the commands' own shapes, so that a command is described once. The shape checks
 * again what GraphQL cannot say (lengths, patterns, numbers that fit together).
 */

type Leaf = () => unknown;
interface Described {
  readonly type: Leaf | [Leaf];
  readonly nullable: boolean;
}

const enums = new Map<string, object>();
const inputs = new Map<string, new () => object>();

/** The GraphQL enum of a zod enum: named by its `meta({ id })`, values in capitals as GraphQL writes them. */
export function enumOf(shape: z.ZodEnum, name = nameOf(shape)): object {
  if (name === undefined)
    throw new Error(`An enum in the API needs a name: meta({ id }) on ${shape.options.join(', ')}`);
  let found = enums.get(name);
  if (!found) {
    found = Object.fromEntries(shape.options.map((value) => [String(value).toUpperCase(), value]));
    registerEnumType(found, { name });
    enums.set(name, found);
  }
  return found;
}

/** What all input types are. */
@InputType({ isAbstract: true })
abstract class CommandInput {}

/** The GraphQL input type of an object shape. */
export function inputOf(name: string, shape: z.ZodObject): new () => object {
  const known = inputs.get(name);
  if (known) return known;
  // Nest knows a type by its class: each needs its own.
  const input = class Input extends CommandInput {};
  inputs.set(name, input);
  for (const [key, field] of Object.entries(shape.shape)) {
    const { type, nullable } = describe(field as z.ZodType, `${name.replace(/Input$/, '')}${capital(key)}`);
    const typeOf = () => (Array.isArray(type) ? [type[0]()] : type()) as typeof String;
    Field(typeOf, { nullable })(input.prototype, key);
  }
  const { description } = shape.meta() ?? {};
  InputType(name, description === undefined ? {} : { description })(input);
  return input;
}

/**
 * A mutation's `input` argument, described by the command's shape; it may be left out when all it asks for may.
 * GraphQL's null means "not said".
 */
export const Input = (command: string, shapes: Readonly<Record<string, z.ZodType>>): ParameterDecorator => {
  const shape = shapes[command];
  if (!(shape instanceof z.ZodObject)) throw new Error(`${command} takes no object`);
  const type = inputOf(`${command}Input`, shape);
  return Args('input', { type: () => type, nullable: shape.safeParse({}).success }, { transform: withoutNulls });
};

function describe(shape: z.ZodType, name: string): Described {
  if (shape instanceof z.ZodOptional) return { ...describe(shape.unwrap() as z.ZodType, name), nullable: true };
  if (shape instanceof z.ZodDefault) return { ...describe(shape.unwrap() as z.ZodType, name), nullable: true };
  if (shape instanceof z.ZodNullable) return { ...describe(shape.unwrap() as z.ZodType, name), nullable: true };
  const own = nameOf(shape) ?? name;
  if (shape instanceof z.ZodArray) {
    const { type } = describe(shape.element as z.ZodType, own);
    if (Array.isArray(type)) throw new Error(`A list of lists in ${name}`);
    return { type: [type], nullable: false };
  }
  if (shape instanceof z.ZodObject) {
    const input = inputOf(`${own}Input`, shape);
    return { type: () => input, nullable: false };
  }
  if (shape instanceof z.ZodDiscriminatedUnion) {
    const input = inputOf(`${own}Input`, merged(shape, own));
    return { type: () => input, nullable: false };
  }
  if (shape instanceof z.ZodEnum) {
    const registered = enumOf(shape, own);
    return { type: () => registered, nullable: false };
  }
  if (shape instanceof z.ZodBoolean) return { type: () => Boolean, nullable: false };
  if (shape instanceof z.ZodNumber) return { type: () => (shape.format === 'safeint' ? Int : Float), nullable: false };
  if (shape instanceof z.ZodString || shape instanceof z.ZodISODate || shape instanceof z.ZodISODateTime)
    return { type: () => String, nullable: false };
  throw new Error(`${name}: a ${shape.def.type} has no GraphQL input`);
}

/** GraphQL has no input unions: one input with the fields of all, told apart by the discriminator. */
function merged(union: z.ZodDiscriminatedUnion, name: string): z.ZodObject {
  const options = union.options.filter((option) => option instanceof z.ZodObject);
  const { discriminator } = union.def;
  const kinds = options.map((option) => (option.shape[discriminator] as z.ZodLiteral).value as string);
  const fields = options.flatMap((option) => Object.entries(option.shape).filter(([key]) => key !== discriminator));
  const optional = fields.map(([key, field]) => [key, (field as z.ZodType).optional()]);
  return z.object({
    [discriminator]: z.enum(kinds).meta({ id: `${name}${capital(discriminator)}` }),
    ...(Object.fromEntries(optional) as Record<string, z.ZodType>),
  });
}

const nameOf = (shape: z.ZodType): string | undefined => {
  const id = shape.meta()?.['id'];
  return typeof id === 'string' ? id : undefined;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}
