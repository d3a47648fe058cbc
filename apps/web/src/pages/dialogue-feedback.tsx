import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, type Act } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { About, Filter, Item, Long, useFilter, Who } from './dialogue-parts.tsx';
import { Named, Titled, Words } from './fragments.ts';
import { FreeTextWarning } from './report-warning.tsx';
import { ThingLink } from './thing-link.tsx';

const AllFeedback = graphql(
  `
    query AllFeedback($collaboration: ID!, $asOf: String, $actingFor: ID) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        responseDueDays
        feedback(first: 60) {
          nodes {
            id
            phase
            giver
            givenOn
            due
            overdue
            closedOn
            outcome
            group {
              ...Words
            }
            text {
              ...Words
            }
            outcomeText {
              ...Words
            }
            about {
              ...Titled
            }
            givenBy {
              ...Named
            }
            to {
              ...Named
            }
            passedOn {
              at
              reason {
                ...Words
              }
            }
            answers {
              on
              text {
                ...Words
              }
            }
            actions {
              ...Titled
            }
            told {
              on
              text {
                ...Words
              }
            }
          }
        }
      }
    }
  `,
  [Words, Named, Titled],
);

type Row = NonNullable<ResultOf<typeof AllFeedback>['collaboration']>['feedback']['nodes'][number];
const filters = ['waiting', 'ours', 'closed', 'all'] as const;

/** Feedback on its way round: given, answered, acted on, told to who gave it, closed. */
export function Feedback(): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const { organisation, actingFor } = useSight();
  const view = useView(AllFeedback, {});
  const [filter, choose] = useFilter(filters);
  const [id, renew] = useNewId('feedback');
  const own = actingFor ?? organisation;
  const shows: Record<(typeof filters)[number], (row: Row) => boolean> = {
    waiting: ({ phase }) => phase !== 'CLOSED',
    ours: ({ to, givenBy }) => to?.id === own || givenBy?.id === own,
    closed: ({ phase }) => phase === 'CLOSED',
    all: () => true,
  };
  return (
    <section className="stack" aria-labelledby="feedback">
      <div className="row talk-heads">
        <h2 id="feedback">{t('tab.feedback')}</h2>
        <Acts
          id={id}
          about={t('new.feedback')}
          onDone={() => {
            renew();
            view.again();
          }}
          acts={[{ command: 'GiveFeedback' }]}
        />
      </div>
      <FreeTextWarning />
      <Filter
        label={t('show')}
        options={filters.map((one) => ({ id: one, label: t(`feedback.filter.${one}`) }))}
        chosen={filter}
        choose={choose}
      />
      <Answer view={view} pick={(data) => data.collaboration}>
        {({ feedback, responseDueDays }) => {
          const rows = feedback.nodes.filter(shows[filter]);
          return (
            <>
              <p className="quiet">{t('feedback.days', { count: responseDueDays })}</p>
              {rows.length === 0 ? (
                <Empty title={t(`feedback.none.${filter}`)}>
                  <p>{t('feedback.noneAdvice')}</p>
                </Empty>
              ) : (
                <Long rows={rows}>{(row) => <Loop key={row.id} row={row} own={own} again={view.again} />}</Long>
              )}
            </>
          );
        }}
      </Answer>
    </section>
  );
}

const steps = ['given', 'answered', 'acted', 'told', 'closed'] as const;
type Step = (typeof steps)[number];

function Loop({
  row,
  own,
  again,
}: {
  readonly row: Row;
  readonly own: string | undefined;
  readonly again: () => void;
}): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const { day } = useFormats();
  const said = useSaid();
  const { id, phase, giver, group, givenBy, to, text, due, overdue, about, answers, actions, told, passedOn } = row;
  const { roles } = useSight();
  const isOurs = to?.id === own;
  const done: Record<Step, boolean> = {
    given: true,
    answered: answers.length > 0,
    acted: actions.length > 0,
    told: told.length > 0,
    closed: phase === 'CLOSED',
  };
  const next = steps.find((step) => !done[step]);
  const name = said(text).slice(0, 60);
  return (
    <Item
      id={id}
      late={overdue}
      meta={
        <>
          {overdue ? (
            <Tag tone="bad">{t('late')}</Tag>
          ) : phase === 'CLOSED' ? (
            <Tag tone="good">{t('feedback.step.closed')}</Tag>
          ) : (
            <Tag tone="warn">{t(`feedback.phase.${phase}`)}</Tag>
          )}
          {phase === 'OPEN' && <span>{t('feedback.due', { day: day(due) })}</span>}
          <About thing={about} />
        </>
      }
      title={<Said text={text} />}
    >
      <p className="quiet small">
        {t(`feedback.giver.${giver}`)}
        {group && (
          <>
            {': '}
            <Said text={group} />
          </>
        )}
        {' · '}
        {t('feedback.by')} <Who partner={givenBy} /> · {t('feedback.to')} <Who partner={to} />
      </p>
      <ol className="plain talk-loop" aria-label={t('feedback.loop')}>
        <LoopStep step="given" done next={false}>
          {day(row.givenOn)}
        </LoopStep>
        {passedOn.map(({ at, reason }) => (
          <li key={at} className="loop-step done">
            <span className="loop-name">{t('feedback.passedOn')}</span>
            <span>
              {day(at)} <Said text={reason} />
            </span>
          </li>
        ))}
        <LoopStep step="answered" done={done.answered} next={next === 'answered'} who={to}>
          {answers.map((answer) => (
            <span key={answer.on} className="report-aside">
              {day(answer.on)} <Said text={answer.text} />
            </span>
          ))}
        </LoopStep>
        <LoopStep step="acted" done={done.acted} next={next === 'acted'} who={to}>
          {actions.map((action) => (
            <span key={action.id} className="report-aside">
              <ThingLink id={action.id}>{action.title ? <Said text={action.title} plain /> : action.id}</ThingLink>
            </span>
          ))}
        </LoopStep>
        <LoopStep step="told" done={done.told} next={next === 'told'} who={givenBy}>
          {told.map((one) => (
            <span key={one.on} className="report-aside">
              {day(one.on)} <Said text={one.text} />
            </span>
          ))}
        </LoopStep>
        <LoopStep step="closed" done={done.closed} next={next === 'closed'} who={to}>
          {row.closedOn != null && (
            <span className="report-aside">
              {day(row.closedOn)} {row.outcome && t(`feedback.outcome.${row.outcome}`)}{' '}
              {row.outcomeText && <Said text={row.outcomeText} />}
            </span>
          )}
        </LoopStep>
      </ol>
      {phase !== 'CLOSED' && (
        <Acts
          id={id}
          about={name}
          onDone={again}
          acts={actsOf(row, {
            isOurs,
            isGiver: givenBy?.id === own,
            coordinates: roles.has('COORDINATOR'),
            takeBack: t('feedback.takeBack'),
          })}
        />
      )}
    </Item>
  );
}

/** What may be done next comes first: nobody answers for another, and only the giver takes feedback back. */
function actsOf(
  { phase, answers, told }: Row,
  {
    isOurs,
    isGiver,
    coordinates,
    takeBack,
  }: Readonly<Record<'isOurs' | 'isGiver' | 'coordinates', boolean>> & {
    readonly takeBack: string;
  },
): readonly Act[] {
  const answered = answers.length > 0;
  const leads = isOurs || coordinates;
  return [
    ...(isOurs && phase === 'OPEN' ? [{ command: 'RespondToFeedback' }] : []),
    ...(leads && phase === 'ANSWERED' ? [{ command: 'LinkAction' }] : []),
    ...(leads && phase === 'TOLD' ? [{ command: 'CloseFeedback' }] : []),
    ...((leads || isGiver) && answered ? [{ command: 'TellGiver' }] : []),
    ...(leads && told.length > 0 && phase !== 'TOLD' ? [{ command: 'CloseFeedback' }] : []),
    ...(leads && answered && phase !== 'ANSWERED' ? [{ command: 'LinkAction' }] : []),
    ...(isOurs && phase !== 'OPEN' ? [{ command: 'RespondToFeedback' }] : []),
    ...(leads ? [{ command: 'PassOnFeedback' }] : []),
    ...(isGiver && told.length === 0
      ? [{ command: 'CloseFeedback', label: takeBack, given: { outcome: 'WITHDRAWN' } }]
      : []),
  ];
}

function LoopStep({
  step,
  done,
  next,
  who,
  children,
}: {
  readonly step: Step;
  readonly done: boolean;
  readonly next: boolean;
  readonly who?: Row['to'];
  readonly children: ReactNode;
}): ReactElement {
  const { t } = useTranslation(['dialogue']);
  return (
    <li
      className={`loop-step${done ? ' done' : ''}${next ? ' next' : ''}`}
      {...(next && { 'aria-current': 'step' as const })}
    >
      <span className="loop-name">
        {t(`feedback.step.${step}`)}
        <span className="hidden">{t(done ? 'feedback.isDone' : 'feedback.isOpen')}</span>
      </span>
      <span>
        {children}
        {next && (
          <span className="report-aside">
            {t('feedback.next')} <Who partner={who} />
          </span>
        )}
      </span>
    </li>
  );
}
