import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useSight } from '../view.ts';

/** Where things of a kind are shown that have no page of their own: in which part of which page. */
const parts = {
  thread: 'threads',
  feedback: 'feedback',
  meeting: 'meetings',
  observation: 'observations',
  theme: 'observations',
  notice: 'threads',
} as const;
const backboneParts = {
  task: 'tasks',
  risk: 'risks',
  clock: 'clock',
  agreement: 'agreements',
  partner: 'partners',
  team: 'teams',
  decision: 'decisions',
} as const;

const partOf = <T extends string>(table: Readonly<Record<string, T>>, kind: string): T | undefined =>
  Object.hasOwn(table, kind) ? table[kind] : undefined;

/** Leads to the page on which a thing is shown, by its id alone: the part before the first underscore says its kind. */
export function ThingLink({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactElement {
  const { collaboration } = useSight();
  const kind = id.slice(0, id.indexOf('_'));
  const params = { collaboration };
  if (kind === 'goal')
    return (
      <Link to="/c/$collaboration/goals/$goal" params={{ ...params, goal: id }}>
        {children}
      </Link>
    );
  if (kind === 'programme')
    return (
      <Link to="/c/$collaboration/programmes/$programme" params={{ ...params, programme: id }}>
        {children}
      </Link>
    );
  if (kind === 'indicator' || kind === 'series')
    return (
      <Link to="/c/$collaboration/indicators/$indicator" params={{ ...params, indicator: indicatorOf(id) }}>
        {children}
      </Link>
    );
  if (kind === 'activity')
    return (
      <Link to="/c/$collaboration/activities/$activity" params={{ ...params, activity: id }}>
        {children}
      </Link>
    );
  if (kind === 'report' || kind === 'period' || kind === 'assessment') {
    const [period = '', programme] = id.slice(kind.length + 1).split('__');
    return (
      <Link
        to="/c/$collaboration/reports/$period"
        params={{ ...params, period: `period_${period}` }}
        search={programme === undefined ? {} : { programme: `programme_${programme}` }}
      >
        {children}
      </Link>
    );
  }
  const dialogue = partOf(parts, kind);
  if (dialogue !== undefined)
    return (
      <Link
        to="/c/$collaboration/dialogue"
        params={params}
        search={kind === 'thread' ? { tab: dialogue, thread: id } : { tab: dialogue, about: id }}
      >
        {children}
      </Link>
    );
  const backbone = partOf(backboneParts, kind);
  if (backbone !== undefined)
    return (
      <Link to="/c/$collaboration/backbone" params={params} search={{ tab: backbone, item: id }}>
        {children}
      </Link>
    );
  return (
    <Link to="/c/$collaboration/history" params={params} search={{ about: id }}>
      {children}
    </Link>
  );
}

/** A series is `series_<indicator>__<partner>`, each without its prefix. */
const indicatorOf = (id: string): string =>
  id.startsWith('series_') ? `indicator_${id.slice('series_'.length, id.indexOf('__'))}` : id;
