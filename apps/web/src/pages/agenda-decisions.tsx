import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, useMayGive, type Act } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid, type Text } from '../said.tsx';
import { Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Choice, Filters, SearchBox } from './filters.tsx';
import { matches } from './agenda-tree.ts';

const AgendaDecisionsView = graphql(`
  query AgendaDecisions($collaboration: ID!, $asOf: String, $actingFor: ID, $about: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      decisions(first: 50, subject: $about) {
        totalCount
        nodes {
          id
          revision
          phase
          late
          date
          planned
          section
          registerNumber
          bodyKind
          outcome
          subjects
          title {
            ...Words
          }
          body {
            ...Words
          }
          cancelledBecause {
            ...Words
          }
          programmes {
            id
            title {
              ...Words
            }
          }
          goals {
            id
            number
            title {
              ...Words
            }
          }
          strategies {
            id
            title {
              ...Words
            }
          }
          amendments {
            at
            reason {
              ...Words
            }
          }
        }
      }
    }
  }
  fragment Words on Text {
    original
    fi
    sv
    en
    outdated
  }
`);

export type DecisionShown = NonNullable<
  ResultOf<typeof AgendaDecisionsView>['collaboration']
>['decisions']['nodes'][number];

const phases = ['TAKEN', 'PLANNED', 'CANCELLED'] as const;

/** Which body decided what and when, under which section and register number; and what is still to be decided. */
export function AgendaDecisions(): ReactElement {
  const { t } = useTranslation(['agenda']);
  const { about, search, status } = useSearch({ from: '/c/$collaboration/agenda' });
  const navigate = useNavigate({ from: '/c/$collaboration/agenda' });
  const said = useSaid();
  const phase = phases.find((one) => one.toLowerCase() === status);
  const change = (more: { search?: string | undefined; status?: string | undefined; about?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <div className="stack">
      <h2>{t('decisions.title')}</h2>
      <p className="measure">{t('decisions.lead')}</p>
      <Filters>
        <SearchBox label={t('filter.decision')} value={search} onChange={(text) => change({ search: text })} />
        <Choice
          label={t('filter.decisionPhase')}
          value={phase}
          options={phases.map((one) => ({ id: one, label: t(`decision.${one}`) }))}
          onChange={(chosen) => change({ status: chosen?.toLowerCase() })}
        />
      </Filters>
      {about !== undefined && (
        <p className="row">
          {t('decisions.narrowed')}
          <Link from="/c/$collaboration/agenda" to="." search={{ view: 'decisions' }}>
            {t('decisions.wider')}
          </Link>
        </p>
      )}
      <Decisions
        about={about}
        isWanted={(decision) =>
          (phase === undefined || decision.phase === phase) &&
          matches(`${said(decision.title)} ${said(decision.body)} ${decision.registerNumber ?? ''}`, search)
        }
      />
    </div>
  );
}

/** The decisions about a thing, or all of them, and a way to record one. */
export function Decisions({
  about,
  title,
  isWanted = () => true,
}: {
  readonly about?: string | undefined;
  /** What the thing is called. */
  readonly title?: string;
  readonly isWanted?: (decision: DecisionShown) => boolean;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const view = useView(AgendaDecisionsView, { about: about ?? null });
  const mayGive = useMayGive();
  const [id, renew] = useNewId('decision');
  return (
    <Answer view={view} pick={({ collaboration }) => collaboration?.decisions}>
      {({ nodes, totalCount }) => {
        const found = nodes.filter(isWanted).toSorted(newestFirst);
        return (
          <>
            {totalCount > nodes.length && <p className="small quiet">{t('decisions.more', { count: totalCount })}</p>}
            <Acts
              id={id}
              about={title ?? t('decisions.new')}
              acts={[{ command: 'RecordDecision', ...(about !== undefined && { given: { subjects: [about] } }) }]}
              onDone={() => {
                renew();
                view.again();
              }}
            />
            {found.length === 0 ? (
              <Empty title={t('decisions.none')}>
                {mayGive('RecordDecision') && <p>{t('decisions.noneAdvice')}</p>}
              </Empty>
            ) : (
              <ol className="plain decisions">
                {found.map((decision) => (
                  <Decision key={decision.id} decision={decision} onDone={view.again} />
                ))}
              </ol>
            )}
          </>
        );
      }}
    </Answer>
  );
}

/** What is still to come first, then what was decided, the newest first; what has no date last. */
function newestFirst(a: DecisionShown, b: DecisionShown): number {
  const when = (decision: DecisionShown) =>
    decision.phase === 'PLANNED' ? `9${decision.planned ?? ''}` : (decision.date ?? '');
  return when(b).localeCompare(when(a));
}

const filledOf = (decision: DecisionShown) => ({
  title: textFilled(decision.title),
  body: textFilled(decision.body),
  bodyKind: decision.bodyKind,
  ...(decision.date != null && { date: decision.date }),
  ...(decision.planned != null && { planned: decision.planned }),
  ...(decision.section != null && { section: decision.section }),
  ...(decision.registerNumber != null && { registerNumber: decision.registerNumber }),
  ...(decision.outcome != null && { outcome: decision.outcome }),
  subjects: decision.subjects,
});

const tones = { TAKEN: 'good', PLANNED: 'tentative', CANCELLED: 'plain' } as const;

function Decision({
  decision,
  onDone,
}: {
  readonly decision: DecisionShown;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const { day, month } = useFormats();
  const { collaboration } = useSight();
  const { id, phase, title, body, date, planned, section, registerNumber, outcome, revision } = decision;
  // A source may know no more than the month or the year.
  const written = (when: string) => (when.length > 7 ? day(when) : when.length > 4 ? month(when) : when);
  const when = phase === 'TAKEN' ? date : (planned ?? date);
  const acts: readonly Act[] =
    phase === 'CANCELLED'
      ? []
      : [
          ...(phase === 'PLANNED' ? [{ command: 'TakeDecision', expectedVersion: revision }] : []),
          { command: 'AmendDecision', filled: filledOf(decision), expectedVersion: revision },
          ...(phase === 'PLANNED' ? [{ command: 'CancelDecision', expectedVersion: revision }] : []),
        ];
  const subjects: readonly { id: string; title: Text; to: 'goal' | 'programme' | 'strategy' }[] = [
    ...decision.strategies.map((one) => ({ ...one, to: 'strategy' as const })),
    ...decision.programmes.map((one) => ({ ...one, to: 'programme' as const })),
    ...decision.goals.map((one) => ({ ...one, to: 'goal' as const })),
  ];
  return (
    <li className="decision">
      <p className="decision-when">
        {when == null ? <span className="quiet">{t('decision.dateless')}</span> : <time>{written(when)}</time>}
      </p>
      <div className="stack tight">
        <h3>
          <Said text={title} />
        </h3>
        <p className="row small">
          <Tag tone={tones[phase]}>{outcome == null ? t(`decision.${phase}`) : t(`outcome.${outcome}`)}</Tag>
          {decision.late && <Tag tone="bad">{t('decision.late')}</Tag>}
          <span>
            <Said text={body} />
            {section != null && `, § ${section.replace(/^§\s*/, '')}`}
            {registerNumber != null && `, ${t('decision.register')} ${registerNumber}`}
          </span>
        </p>
        {subjects.length > 0 && (
          <p className="small">
            {t('decision.about')}{' '}
            {subjects.map((one, at) => (
              <span key={one.id}>
                {at > 0 && ', '}
                {one.to === 'programme' ? (
                  <Link to="/c/$collaboration/programmes/$programme" params={{ collaboration, programme: one.id }}>
                    <Said text={one.title} />
                  </Link>
                ) : one.to === 'goal' ? (
                  <Link to="/c/$collaboration/goals/$goal" params={{ collaboration, goal: one.id }}>
                    <Said text={one.title} />
                  </Link>
                ) : (
                  <Said text={one.title} />
                )}
              </span>
            ))}
          </p>
        )}
        {decision.cancelledBecause && (
          <p className="small quiet">
            {t('decision.cancelledBecause')} <Said text={decision.cancelledBecause} />
          </p>
        )}
        {decision.amendments.length > 0 && (
          <p className="small quiet">{t('decision.amended', { count: decision.amendments.length })}</p>
        )}
        {acts.length > 0 && <Acts id={id} about={said(title)} acts={acts} look="plain" onDone={onDone} />}
      </div>
    </li>
  );
}
