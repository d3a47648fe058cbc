import { refuse, type Refusal } from '#decider';
import type { z } from 'zod';

/** What was asked as its shape reads it, or what is wrong with it: as commands of the domain are answered. */
export function understood<T extends object>(shape: z.ZodType<T>, asked: unknown): T | Refusal {
  const { data, error } = shape.safeParse(asked);
  if (!error) return data;
  const [issue] = error.issues;
  const code = issue?.message ?? '';
  const field = issue?.path.join('.') ?? '';
  if (/^[A-Z][A-Z_]+$/.test(code)) return refuse(code, field === '' ? undefined : field);
  return refuse(issue?.code === 'too_big' ? 'INPUT_TOO_LARGE' : 'INPUT_INVALID', field === '' ? undefined : field);
}
