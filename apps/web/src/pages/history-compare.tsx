import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, type ResultOf, type VariablesOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, DateField, Empty, Notice, Select, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Changes, ThingLink } from './history-event.tsx';
import { kinds } from './history-kinds.ts';
import { Span } from './history-span.tsx';
import { dayOf } from './history-timeline.tsx';
import { useCalled, useName } from './names.ts';

const Compared = graphql(`
  query Compared(
    $collaboration: ID!
    $asOf: String
    $actingFor: ID
    $language: Language!
    $from: String!
    $to: String
    $kind: String
    $programme: ID
    $subject: ID
    $outcome: DifferenceOutcome
    $after: String
  ) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      compare(
        from: $from
        to: $to
        kind: $kind
        programme: $programme
        subject: $subject
        outcome: $outcome
        first: 20
        after: $after
      ) {
        from
        to
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          kind
          outcome
          title {
            original
            fi
            sv
            en
          }
          fields {
            field
            before
            after
            reason {
              original
              fi
              sv
              en
            }
            event {
              position
              at
              actor
              organisation
              mandate
              words(language: $language)
            }
          }
        }
      }
    }
  }
`);
type Difference = NonNullable<ResultOf<typeof Compared>['collaboration']>['compare']['nodes'][number];

const Opened = graphql(`
  query Opened($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      moment
      history(order: OLDEST, first: 1) {
        nodes {
          at
        }
      }
    }
  }
`);

const from = '/c/$collaboration/history' as const;
const outcomes = ['APPEARED', 'CHANGED', 'ENDED'] as const;
const tones = { APPEARED: 'good', CHANGED: 'plain', ENDED: 'warn' } as const;

/** Two days side by side: what appeared, what changed and how, what ended; and of each field who changed it and why. */
export function Compare(): ReactElement {
  const { t } = useTranslation(['history', 'common']);
  const language = useLanguage();
  const { day } = useFormats();
  const search = useSearch({ from });
  const opened = useView(Opened, {});
  const today = opened.data?.collaboration?.moment.slice(0, 10);
  const first = opened.data?.collaboration?.history.nodes[0]?.at.slice(0, 10);
  const later = dayOf(search.to) ?? today;
  const earlier = dayOf(search.from) ?? (today === undefined ? undefined : halfYearBefore(today));
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const wanted = JSON.stringify(search);
  useEffect(() => setCursors([]), [wanted]);
  return (
    <div className="stack">
      {earlier !== undefined && later !== undefined && (
        <Days
          key={`${earlier} ${later}`}
          earlier={earlier}
          later={later}
          first={first ?? earlier}
          last={today ?? later}
        />
      )}
      {earlier !== undefined && later !== undefined && earlier > later && (
        <Notice kind="warn" title={t('wrongOrder')} live />
      )}
      {earlier !== undefined && later !== undefined && earlier <= later && (
        <section className="stack" aria-labelledby="differences">
          <h2 id="differences">{t('between', { from: day(earlier), to: day(later) })}</h2>
          <Differences
            variables={{
              language: language.toUpperCase() as 'FI',
              from: earlier,
              to: later,
              kind: search.kind ?? null,
              programme: search.programme ?? null,
              subject: search.about ?? null,
              outcome: outcomes.find((each) => each === search.outcome) ?? null,
              after: cursors.at(-1) ?? null,
            }}
            isFirst={cursors.length === 0}
            onBack={() => setCursors(cursors.slice(0, -1))}
            onMore={(cursor) => setCursors([...cursors, cursor])}
          />
        </section>
      )}
    </div>
  );
}

const halfYearBefore = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 6);
  return date.toISOString().slice(0, 10);
};

/** Which two days, of what: by dates, or by pulling the ends of a line. */
function Days({
  earlier,
  later,
  first,
  last,
}: {
  readonly earlier: string;
  readonly later: string;
  readonly first: string;
  readonly last: string;
}): ReactElement {
  const { t } = useTranslation(['history', 'common']);
  const search = useSearch({ from });
  const navigate = useNavigate({ from });
  const { programmes } = useCalled();
  const [days, setDays] = useState({ earlier, later });
  const [narrow, setNarrow] = useState(search);
  return (
    <form
      className="wanted stack"
      role="search"
      aria-label={t('compareWhat')}
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({ search: { ...narrow, tab: 'compare', from: days.earlier, to: days.later } });
      }}
    >
      <div className="fields">
        <DateField
          label={t('earlier')}
          value={days.earlier}
          onChange={(value) => value !== null && setDays({ ...days, earlier: value })}
        />
        <DateField
          label={t('later')}
          value={days.later}
          onChange={(value) => value !== null && setDays({ ...days, later: value })}
        />
        <Select
          label={t('filterKind')}
          all={t('all')}
          options={kinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
          value={narrow.kind ?? null}
          onChange={(value) => setNarrow({ ...narrow, kind: value ?? undefined })}
        />
        <Select
          label={t('filterProgramme')}
          all={t('all')}
          options={programmes}
          value={narrow.programme ?? null}
          onChange={(value) => setNarrow({ ...narrow, programme: value ?? undefined })}
        />
        <Select
          label={t('filterOutcome')}
          all={t('all')}
          options={outcomes.map((id) => ({ id, label: t(`outcome.${id}`) }))}
          value={narrow.outcome ?? null}
          onChange={(value) => setNarrow({ ...narrow, outcome: value ?? undefined })}
        />
      </div>
      <Span first={first} last={last} earlier={days.earlier} later={days.later} onChange={setDays} />
      <div className="row">
        <Button type="submit" look="main">
          {t('compare')}
        </Button>
        {search.about !== undefined && (
          <Button look="quiet" onPress={() => void navigate({ search: { ...search, about: undefined } })}>
            {t('compareAll')}
          </Button>
        )}
      </div>
    </form>
  );
}

function Differences({
  variables,
  isFirst,
  onBack,
  onMore,
}: {
  readonly variables: Parameters<typeof useCompared>[0];
  readonly isFirst: boolean;
  readonly onBack: () => void;
  readonly onMore: (cursor: string) => void;
}): ReactElement {
  const { t } = useTranslation(['history']);
  const view = useCompared(variables);
  return (
    <Answer view={view} pick={({ collaboration }) => collaboration?.compare}>
      {({ nodes, pageInfo }) =>
        nodes.length === 0 ? (
          <Empty title={t('noDifference')}>
            <p>{t('noDifferenceAdvice')}</p>
          </Empty>
        ) : (
          <>
            <ol className="plain events">
              {nodes.map((difference) => (
                <li key={difference.id}>
                  <DifferencePart difference={difference} />
                </li>
              ))}
            </ol>
            <div className="row">
              {!isFirst && <Button onPress={onBack}>{t('pageBack')}</Button>}
              {pageInfo.hasNextPage && pageInfo.endCursor != null && (
                <Button onPress={() => onMore(pageInfo.endCursor ?? '')}>{t('pageOn')}</Button>
              )}
            </div>
          </>
        )
      }
    </Answer>
  );
}

const useCompared = (variables: Omit<VariablesOf<typeof Compared>, 'collaboration' | 'asOf' | 'actingFor'>) =>
  useView(Compared, variables);

function DifferencePart({ difference }: { readonly difference: Difference }): ReactElement {
  const { t, i18n } = useTranslation(['history']);
  const said = useSaid();
  const name = useName();
  const { moment } = useFormats();
  const { collaboration } = useSight();
  const { id, kind, outcome, title, fields } = difference;
  const called = title ? said(title) : t('untitled');
  const kindName = i18n.exists(`history:kind.${kind}`) ? t(`kind.${kind as 'goal'}`) : kind;
  return (
    <article className="event stack tight" aria-label={called}>
      <p className="row small">
        <Tag tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Tag>
        <span className="quiet">{kindName}</span>
      </p>
      <h3>
        <ThingLink id={id} title={called} />
      </h3>
      {outcome !== 'APPEARED' && (
        <Changes
          changes={fields.map(({ field, before, after, event, reason }) => ({
            id: field,
            field,
            before,
            after,
            more: event ? (
              <>
                <Link
                  to="/c/$collaboration/history"
                  params={{ collaboration }}
                  search={{ tab: 'step', at: event.position }}
                >
                  {event.words}
                </Link>{' '}
                {name(event.actor)}, {name(event.organisation)}, {moment(event.at)}
                {reason && (
                  <>
                    . {t('reason')} <Said text={reason} />
                  </>
                )}
              </>
            ) : (
              t('longAgo')
            ),
          }))}
        />
      )}
      {outcome === 'APPEARED' && fields[0]?.event && (
        <p className="small">
          {fields[0].event.words}: {name(fields[0].event.actor)}, {name(fields[0].event.organisation)},{' '}
          {moment(fields[0].event.at)}
        </p>
      )}
    </article>
  );
}
