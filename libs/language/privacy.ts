import { z } from 'zod';

/**
 * How personal a stored field is: not at all; by an opaque id that the directory of people can tell the name of; or
 * words that may say anything of anybody. A text is personal until somebody has written down why it is not.
 */
export type Privacy = 'none' | 'pseudonymous' | 'personal';

/** A place in a shape: field names from the top, `*` for every element of a list or a record. */
export type FieldPath = readonly string[];

export interface Field {
  readonly path: FieldPath;
  readonly privacy: Privacy;
  /** A text in several languages, or a plain string, or something of which nothing is said. */
  readonly is: 'text' | 'string' | 'other';
}

/**
 * Every field of a shape. A string that a pattern, a list or a format binds is no free text; a shape may say of itself
 * what it is by `meta({ privacy })`. What cannot be looked into counts as personal.
 */
export function fieldsOf(shape: unknown, path: FieldPath = []): readonly Field[] {
  if (!(shape instanceof z.ZodType)) return [{ path, privacy: 'personal', is: 'other' }];
  const told = shape.meta()?.['privacy'] as Privacy | undefined;
  const field = (privacy: Privacy, is: Field['is'] = 'other'): readonly Field[] => [
    { path, privacy: told ?? privacy, is },
  ];
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable || shape instanceof z.ZodDefault)
    return fieldsOf(shape.unwrap(), path);
  if (shape instanceof z.ZodReadonly) return fieldsOf(shape.unwrap(), path);
  if (shape instanceof z.ZodPipe) return fieldsOf(shape.out, path);
  if (shape instanceof z.ZodArray) return fieldsOf(shape.element, [...path, '*']);
  if (shape instanceof z.ZodRecord)
    return [...fieldsOf(shape.keyType, [...path, '*']), ...fieldsOf(shape.valueType, [...path, '*'])].filter(
      ({ privacy }, index) => index > 0 || privacy !== 'none',
    );
  if (shape instanceof z.ZodObject) {
    if ('original' in shape.shape) return field('personal', 'text');
    return Object.entries(shape.shape).flatMap(([key, inner]) => fieldsOf(inner, [...path, key]));
  }
  if (shape instanceof z.ZodUnion) {
    const fields = shape.options.flatMap((option) => fieldsOf(option, path));
    return fields.filter((one, index) => fields.findIndex((other) => samePlace(one, other)) === index);
  }
  if (shape instanceof z.ZodString) return field(isBound(shape) ? 'none' : 'personal', 'string');
  const closed = [z.ZodStringFormat, z.ZodNumber, z.ZodBoolean, z.ZodEnum, z.ZodLiteral, z.ZodBigInt, z.ZodNull];
  return field(closed.some((kind) => shape instanceof kind) ? 'none' : 'personal');
}

const samePlace = (a: Field, b: Field): boolean => a.privacy === b.privacy && a.path.join('/') === b.path.join('/');

/** Bound by a pattern or a format. */
const isBound = (shape: z.ZodString): boolean =>
  (shape.def.checks ?? []).some((check) => check._zod.def.check === 'string_format');
