import { Link } from '@tanstack/react-router';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandForm } from '../forms/command-form.tsx';
import type { Filled } from '../forms/form.ts';
import { ReportFigure } from '../forms/report-figure.tsx';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { calendarPeriod, type Period, type PeriodType } from '../period.ts';
import { Said, useSaid, type Text } from '../said.tsx';
import { Button, Dialog, Disclosure, Empty, Menu, Notice, Skeleton, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { ThingLink } from './thing-link.tsx';

interface Duty {
  readonly kind: string;
  readonly due: string | null;
  readonly late: boolean;
  readonly about: string;
  readonly title: Text;
  readonly answers: readonly string[];
}

interface Waiting {
  readonly duties: readonly Duty[];
  readonly mine: readonly Pick<Duty, 'kind' | 'about' | 'due'>[];
  readonly mustReport: readonly {
    readonly indicator: { readonly id: string; readonly periodType: PeriodType };
    readonly period: Period;
  }[];
  readonly mustDecide: readonly { readonly id: string; readonly goalVersion: number; readonly scope: Text | null }[];
  readonly mustAssess: readonly {
    readonly programme: { readonly id: string };
    readonly period: { readonly id: string };
  }[];
  readonly asked: readonly {
    readonly id: string;
    readonly leadCommitment: string;
    readonly lead: { readonly id: string } | null;
    readonly successor: { readonly partner: string } | null;
  }[];
}

/** So many are in sight at first: what is most urgent, and not a wall. */
const inSight = 6;

const keyOf = ({ kind, about, due }: Pick<Duty, 'kind' | 'about' | 'due'>) => `${kind} ${about} ${due ?? ''}`;

/** What waits, late first, each with the way to do it on the spot; and what colleagues may do, so that nothing is lost. */
export function Duties({
  view,
  organisation,
  onDone,
}: {
  readonly view: Waiting;
  readonly organisation: string;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['mine', 'common']);
  const title = useSaid();
  const wordsFor = useWordsFor();
  const [said, setSaid] = useState('');
  // Kept here and not in the row: what has been done is in the list no more, and its form still says what happens next.
  const [giving, setGiving] = useState<{ readonly duty: Duty; readonly answer: string }>();
  const may = new Set(view.mine.map(keyOf));
  const own = view.duties.filter((duty) => may.has(keyOf(duty)));
  const others = view.duties.filter((duty) => !may.has(keyOf(duty)));
  const close = () => setGiving(undefined);
  const done = () => {
    if (giving) setSaid(t('doneSaid', { title: title(giving.duty.title) }));
    close();
    onDone();
  };
  const list = (duties: readonly Duty[], mine: boolean) => (
    <ul className="plain duties">
      {duties.map((duty, at) => (
        <Due
          key={keyOf(duty)}
          {...{ duty, view, organisation, mine }}
          isFirst={duty === own[0] && at === 0}
          onGive={(answer) => setGiving({ duty, answer })}
        />
      ))}
    </ul>
  );
  return (
    <section className="stack" aria-labelledby="waits">
      <h2 id="waits">{t('waits')}</h2>
      <p role="status" className={said === '' ? 'hidden' : 'done-line'}>
        {said}
      </p>
      {own.length === 0 ? (
        <Empty title={t('nothingForYou')}>
          <p>{t('nothingAdvice')}</p>
        </Empty>
      ) : (
        list(own.slice(0, inSight), true)
      )}
      {own.length > inSight && (
        <Disclosure title={t('moreWaits', { count: own.length - inSight })}>
          {list(own.slice(inSight), true)}
        </Disclosure>
      )}
      {others.length > 0 && (
        <Disclosure title={t('othersDo', { count: others.length })}>
          <div className="stack">
            <p>{t('othersDoAdvice')}</p>
            {list(others, false)}
          </div>
        </Disclosure>
      )}
      {giving && (
        <Dialog title={`${wordsFor(giving.answer)}: ${title(giving.duty.title)}`} isOpen onClose={close}>
          <Doing command={capital(giving.answer)} duty={giving.duty} view={view} onDone={done} onClose={close} />
        </Dialog>
      )}
    </section>
  );
}

/** One thing that waits: what it is, by when, and a way to do it at once. */
function Due({
  duty,
  view,
  organisation,
  mine,
  isFirst,
  onGive,
}: {
  readonly duty: Duty;
  readonly view: Waiting;
  readonly organisation: string;
  readonly mine: boolean;
  /** The most urgent one is what the page is for. */
  readonly isFirst: boolean;
  readonly onGive: (answer: string) => void;
}): ReactElement {
  const { t } = useTranslation(['mine', 'forms', 'common']);
  const { day } = useFormats();
  const title = useSaid();
  const { asOf } = useSight();
  const name = useId();
  const about = title(duty.title);
  const answers = answersOf(duty, view, organisation);
  const [first, ...more] = answers;
  const wordsFor = useWordsFor();
  return (
    <li className={duty.late ? 'duty is-late' : 'duty'} aria-labelledby={name}>
      <div className="duty-what">
        <p className="row small">
          <span className="quiet">{t(`duty.${duty.kind}`, { defaultValue: duty.kind })}</span>
          {duty.due != null && <span>{t('due', { day: day(duty.due) })}</span>}
          {duty.late && <Tag tone="bad">{t('late')}</Tag>}
        </p>
        <p className="duty-title" id={name}>
          <ThingLink id={duty.about}>
            <Said text={duty.title} />
          </ThingLink>
        </p>
      </div>
      {asOf === undefined && mine && (
        <div className="row duty-acts">
          <Elsewhere duty={duty} view={view} about={about} look={isFirst ? 'button main' : 'button'} />
          {!isElsewhere(duty.kind) && first !== undefined && (
            <Button
              look={isFirst ? 'main' : 'plain'}
              aria-label={`${wordsFor(first)}: ${about}`}
              onPress={() => onGive(first)}
            >
              {wordsFor(first)}
            </Button>
          )}
          {!isElsewhere(duty.kind) && more.length > 0 && (
            <Menu
              label={t('forms:moreActs')}
              accessibleName={`${t('forms:moreActs')}: ${about}`}
              items={more.map((id) => ({ id, label: wordsFor(id) }))}
              onChoose={onGive}
            />
          )}
        </div>
      )}
    </li>
  );
}

/** What a mutation is called on its button. */
function useWordsFor(): (answer: string) => string {
  const { t } = useTranslation(['forms']);
  return (answer) => t(`command.${capital(answer)}`, { defaultValue: answer });
}

/** What is done where more of it is seen: an assessment with its report, figures beside each other. */
const isElsewhere = (kind: string): boolean =>
  ['ASSESS_PROGRAMME', 'MEND_ASSESSMENT', 'REVIEW_FIGURES', 'CONFIRM_MANDATES', 'RECORD_MEETING'].includes(kind);

function Elsewhere({
  duty: { kind, about },
  view,
  about: title,
  look: className,
}: {
  readonly duty: Duty;
  readonly view: Waiting;
  readonly about: string;
  readonly look: string;
}): ReactElement | null {
  const { t } = useTranslation(['mine']);
  const { collaboration } = useSight();
  const look = { className, 'aria-label': `${t(`go.${kind}`, { defaultValue: '' })}: ${title}` };
  const words = t(`go.${kind}`, { defaultValue: '' });
  if (kind === 'ASSESS_PROGRAMME') {
    const due = view.mustAssess.find(({ programme }) => programme.id === about);
    return due ? (
      <Link
        {...look}
        to="/c/$collaboration/reports/$period"
        params={{ collaboration, period: due.period.id }}
        search={{ programme: about }}
      >
        {words}
      </Link>
    ) : (
      <Link {...look} to="/c/$collaboration/reports" params={{ collaboration }}>
        {words}
      </Link>
    );
  }
  if (kind === 'MEND_ASSESSMENT')
    return (
      <Link {...look} to="/c/$collaboration/reports" params={{ collaboration }}>
        {words}
      </Link>
    );
  if (kind === 'REVIEW_FIGURES')
    return (
      <Link {...look} to="/c/$collaboration/indicators/$indicator" params={{ collaboration, indicator: about }}>
        {words}
      </Link>
    );
  if (kind === 'CONFIRM_MANDATES')
    return (
      <Link {...look} to="/c/$collaboration/people" params={{ collaboration }} search={{ partner: about }}>
        {words}
      </Link>
    );
  if (kind === 'RECORD_MEETING')
    return (
      <Link {...look} to="/c/$collaboration/dialogue" params={{ collaboration }} search={{ tab: 'meetings', about }}>
        {words}
      </Link>
    );
  return null;
}

/** The form for what was chosen, with what the place it is opened at already says. */
function Doing({
  command,
  duty,
  view,
  onDone,
  onClose,
}: {
  readonly command: string;
  readonly duty: Duty;
  readonly view: Waiting;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation(['mine']);
  const { organisation = '' } = useSight();
  const { about } = duty;
  if (duty.kind === 'REPORT_FIGURE' || (duty.kind === 'MEND_FIGURE' && command !== 'WithdrawMeasurement'))
    return <ReportFigure about={about} period={periodAsked(about, view)} onDone={onDone} />;
  if (command === 'EndorseGoal') {
    const goal = view.mustDecide.find(({ id }) => id === about);
    return (
      <>
        {goal?.scope && (
          <p>
            <Said text={goal.scope} />
          </p>
        )}
        <p>{t('endorseMeans')}</p>
        <CommandForm {...{ command, onDone }} id={about} given={goal ? { goalVersion: goal.goalVersion } : {}} />
        <p>
          <ThingLink id={about}>{t('readFirst')}</ThingLink>
        </p>
      </>
    );
  }
  if (command === 'AcknowledgeChange') return <Acknowledge notice={about} {...{ organisation, onDone, onClose }} />;
  const given: Filled = command === 'TickClockItem' && duty.due !== null ? { occurrence: duty.due } : {};
  return <CommandForm {...{ command, onDone, given }} id={about} />;
}

const NoticeToRead = graphql(`
  query NoticeToRead($collaboration: ID!, $asOf: String, $actingFor: ID, $notice: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      notice(id: $notice) {
        text {
          original
          fi
          sv
          en
        }
        about {
          id
          revision
          title {
            original
            fi
            sv
            en
          }
        }
      }
    }
  }
`);

/** What one was asked to read, and the word that it was read: of the thing as it stands now. */
function Acknowledge({
  notice,
  organisation,
  onDone,
  onClose,
}: {
  readonly notice: string;
  readonly organisation: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation(['mine', 'common']);
  const { data, loading } = useView(NoticeToRead, { notice });
  const found = data?.collaboration?.notice;
  const thing = found?.about;
  if (!thing)
    return loading ? (
      <Skeleton />
    ) : (
      <Notice kind="warn" title={t('gone')}>
        <Button onPress={onClose}>{t('common:form.close')}</Button>
      </Notice>
    );
  return (
    <>
      {found.text && (
        <p>
          <Said text={found.text} />
        </p>
      )}
      <p>
        <ThingLink id={thing.id}>{thing.title ? <Said text={thing.title} /> : thing.id}</ThingLink>
      </p>
      <p>{t('acknowledgeMeans')}</p>
      <CommandForm
        command="AcknowledgeChange"
        id={`ack_${thing.id}__${organisation.slice('partner_'.length)}`}
        given={{ about: thing.id, revision: thing.revision }}
        onDone={onDone}
      />
    </>
  );
}

/** The indicator's own period that the figure is asked for: the newest report's last one, which may be long past. */
function periodAsked(indicator: string, { mustReport }: Waiting): Period | undefined {
  const asked = mustReport.find((one) => one.indicator.id === indicator);
  if (!asked) return undefined;
  const { periodType } = asked.indicator;
  return periodType === 'DAY' ? asked.period : calendarPeriod(periodType, asked.period.to);
}

/** Of the ways to answer only those that fit: who is asked to lead accepts to lead, who is asked to come along joins. */
function answersOf(duty: Duty, { asked }: Waiting, organisation: string): readonly string[] {
  if (duty.kind !== 'ANSWER_REQUEST') return duty.answers;
  const activity = asked.find(({ id }) => id === duty.about);
  const leads =
    activity?.successor?.partner === organisation ||
    (activity?.lead?.id === organisation && activity.leadCommitment === 'PROPOSED');
  return leads ? ['acceptLead', 'declineLead'] : ['joinActivity', 'declineActivity'];
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
