import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { askers, type Asker, type Relation } from './told.ts';

const Asked = z.enum(askers);
const How = z.enum(['always', 'sometimes', 'never']);
export type How = z.infer<typeof How>;

/** Who is shown something, of their own organisation and of others. Nobody signed in and outsiders: only when named. */
const Sight = z.strictObject({
  why: z.string(),
  own: How.default('never'),
  others: How.default('never'),
  always: z.array(Asked).default([]),
  sometimes: z.array(Asked).default([]),
});

const words = z.string().transform((text) => text.split(/\s+/).filter(Boolean));

const Policy = z.strictObject({
  sights: z.record(z.string(), Sight),
  things: z.record(z.string(), z.strictObject({ types: words, when: z.record(z.string(), z.string()).optional() })),
  fields: z.record(z.string(), z.record(z.string(), words)),
  pages: z.strictObject({ connections: words, edges: words, of: words }),
  mutations: z.record(z.string(), words),
});
export type Policy = z.infer<typeof Policy>;

export const policy: Policy = Policy.parse(parse(readFileSync(join(__dirname, '../../infra/policy.yaml'), 'utf8')));

/** A cell of the table: one sight, one asker, one relation. */
export function cell(sight: string, asker: Asker, relation: Relation): How {
  const wanted = policy.sights[sight];
  if (!wanted) throw new Error(`infra/policy.yaml has no sight ${sight}`);
  if (wanted.always.includes(asker)) return 'always';
  if (wanted.sometimes.includes(asker)) return 'sometimes';
  if (asker === 'nobody' || asker === 'outsider') return 'never';
  return relation === 'own' ? wanted.own : wanted.others;
}

/** By which sight a field is told: `Goal.title`. */
export const sightOfField: ReadonlyMap<string, string> = new Map(
  Object.entries(policy.fields).flatMap(([type, bySight]) =>
    Object.entries(bySight).flatMap(([sight, fields]) => fields.map((field) => [`${type}.${field}`, sight] as const)),
  ),
);
