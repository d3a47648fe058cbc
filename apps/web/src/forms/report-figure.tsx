import { del, get, set } from 'idb-keyval';
import { useEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { calendarPeriod, periodName, periodsUntil, today, type Period } from '../period.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, DateField, Disclosure, ErrorSummary, Notice, RadioGroup, Select, Skeleton } from '../ui/index.ts';
import { numberOf, TextArea, TextField, type Mistake } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { figureInput, hasParts, holesIn, untyped, wildness, valueOf, isHiddenFromOthers } from './figure.ts';
import type { FigureStatus, FigureTyped } from './figure.ts';
import type { Filled } from './form.ts';
import { useGive } from './give.ts';
import './report-figure.css';

const FigureToReport = graphql(`
  query FigureToReport(
    $collaboration: ID!
    $asOf: String
    $actingFor: ID
    $indicator: ID!
    $series: ID!
    $organisation: ID!
    $since: String!
  ) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      smallBelow
      freeTextWarning {
        original
        fi
        sv
        en
      }
      places {
        code
        name {
          original
          fi
          sv
          en
        }
      }
      partner(id: $organisation) {
        name {
          original
          fi
          sv
          en
        }
        place {
          code
        }
      }
      indicator(id: $indicator) {
        id
        kind
        counts
        periodType
        reviewed
        unit {
          original
          fi
          sv
          en
        }
        definition {
          original
          fi
          sv
          en
        }
        dimensions {
          id
          label {
            original
            fi
            sv
            en
          }
          categories {
            id
            label {
              original
              fi
              sv
              en
            }
          }
        }
        owner {
          name {
            original
            fi
            sv
            en
          }
        }
      }
      series(id: $series) {
        measurements(first: 100, from: $since) {
          nodes {
            key
            place
            dimension
            category
            state
            status
            value
            numerator
            denominator
            indicatorVersion
            narrative {
              original
              fi
              sv
              en
            }
            comment {
              original
              fi
              sv
              en
            }
            origin {
              source
            }
            period {
              from
              to
            }
            pending {
              status
              value
              numerator
              denominator
              narrative {
                original
                fi
                sv
                en
              }
              comment {
                original
                fi
                sv
                en
              }
              verdict {
                comment {
                  original
                  fi
                  sv
                  en
                }
              }
            }
            draft {
              status
              value
              numerator
              denominator
              narrative {
                original
                fi
                sv
                en
              }
              comment {
                original
                fi
                sv
                en
              }
            }
          }
        }
      }
    }
  }
`);

const FigureHelp = graphql(`
  query FigureHelp($collaboration: ID!, $asOf: String, $actingFor: ID, $indicator: ID!, $from: String!, $to: String!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      indicator(id: $indicator) {
        locked(from: $from, to: $to)
        due(from: $from, to: $to)
        suggestedFigures(from: $from, to: $to) {
          value
          contacts
          sessions
          place {
            code
          }
        }
      }
    }
  }
`);

type Collaboration = NonNullable<ResultOf<typeof FigureToReport>['collaboration']>;
type Indicator = NonNullable<Collaboration['indicator']>;
type Measured = NonNullable<Collaboration['series']>['measurements']['nodes'][number];

interface Asked {
  /** The indicator, or the organisation's own series of it. */
  readonly about: string;
  readonly period?: Period | undefined;
  /** Code of the place; `null` says that it is of no place. */
  readonly place?: string | null | undefined;
  /** Key of a value that is to be corrected. */
  readonly measurement?: string | undefined;
  /** When the person is done and has seen what happens next. */
  readonly onDone: () => void;
}

/**
 * Reporting a figure, or correcting one: asks for a number and only what does not follow from the place it was opened
 * at, shows what was reported last, and says what happens next. Made for a phone and two minutes.
 */
export function ReportFigure(asked: Asked): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { collaboration, organisation = '', actingFor } = useSight();
  const partner = actingFor ?? organisation;
  const { indicator, series } = thingsOf(asked.about, partner);
  const since = `${String(Number(today().slice(0, 4)) - 3)}-01-01`;
  const variables = useMemo(
    () => ({
      collaboration,
      asOf: null,
      actingFor: actingFor ?? null,
      indicator,
      series,
      organisation: partner,
      since,
    }),
    [collaboration, actingFor, indicator, series, partner, since],
  );
  // Asked anew each time: what is corrected must be what stands, and not what was seen some minutes ago.
  const [{ data, fetching, error }, ask] = useQuery({
    query: FigureToReport,
    variables,
    requestPolicy: 'network-only',
  });
  const found = data?.collaboration;
  if (found?.indicator)
    return <Form {...asked} seriesId={series} indicator={found.indicator} collaboration={found} partner={partner} />;
  if (fetching) return <Skeleton lines={6} />;
  return (
    <Notice kind="fault" title={error ? t('common:state.failed') : t('form.noIndicator')} live>
      <Button small onPress={() => ask()}>
        {t('common:state.again')}
      </Button>
    </Notice>
  );
}

/** `series_<indicator>__<partner>`, each without its prefix. */
export const seriesOf = (indicator: string, partner: string): string =>
  `series_${indicator.slice('indicator_'.length)}__${partner.slice('partner_'.length)}`;

function thingsOf(about: string, partner: string): { readonly indicator: string; readonly series: string } {
  if (!about.startsWith('series_')) return { indicator: about, series: seriesOf(about, partner) };
  return { indicator: `indicator_${about.slice('series_'.length, about.indexOf('__'))}`, series: about };
}

interface Where {
  readonly period: Period;
  readonly place: string | undefined;
}

/** How long after the last key what was typed is kept on this machine, in milliseconds. */
const keptAfter = 600;
const otherSpan = 'other';

function Form({
  about,
  period: givenPeriod,
  place: givenPlace,
  measurement,
  onDone,
  seriesId,
  partner,
  ...found
}: Asked & {
  readonly seriesId: string;
  readonly indicator: Indicator;
  readonly collaboration: Collaboration;
  readonly partner: string;
}): ReactElement {
  // What was there when the form was opened: nothing moves under the hands of who fills it in.
  const [{ indicator, collaboration }] = useState(found);
  const { t } = useTranslation(['indicators', 'common']);
  const language = useLanguage();
  const { number } = useFormats();
  const title = useSaid();
  const give = useGive();
  const { person = '', collaboration: where } = useSight();
  const values = useMemo(
    () => (collaboration.series?.measurements.nodes ?? []).filter(({ state }) => state !== 'WITHDRAWN'),
    [collaboration.series],
  );
  const whole = useMemo(() => values.filter(({ dimension }) => dimension === null), [values]);
  const mending = about.startsWith('series_') ? whole.findLast(({ state }) => state === 'SENT_BACK') : undefined;
  const named = measurement === undefined ? mending : values.find(({ key }) => key === measurement);

  const [at, setAt] = useState<Where>(() => ({
    period: named?.period ?? givenPeriod ?? periodToReport(indicator, whole),
    place: named
      ? (named.place ?? undefined)
      : givenPlace === undefined
        ? usualPlace(whole, collaboration.partner?.place?.code)
        : (givenPlace ?? undefined),
  }));
  const [choosing, setChoosing] = useState(false);
  const there =
    measurement !== undefined && named
      ? named
      : whole.find(
          ({ place, period }) =>
            (place ?? undefined) === at.place && period.from === at.period.from && period.to === at.period.to,
        );
  // What stands there already is corrected, with a reason; a draft is taken up where it was left (rule 17).
  const standing = there && (there.state !== 'DRAFT' ? there : undefined);
  const begun = useMemo(() => typedOf(there, language), [there, language]);
  const [typed, setTyped] = useState<FigureTyped>();
  const [parts, setParts] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState({ label: '', url: '' });
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [sending, setSending] = useState<'report' | 'draft'>();
  const [unsent, setUnsent] = useState(false);
  const [done, setDone] = useState<'reported' | 'drafted'>();
  const [restored, setRestored] = useState(false);
  const commandIds = useRef(new Map<string, string>());
  const taken = useRef(new Set<string>());

  const now = typed ?? begun ?? { ...untyped, status: at.period.to >= today() ? 'PROVISIONAL' : 'FINAL' };
  const kept = `figure ${person} ${where} ${seriesId} ${at.period.from} ${at.period.to} ${at.place ?? ''} ${standing?.key ?? ''}`;
  useEffect(() => {
    setTyped(undefined);
    setRestored(false);
    commandIds.current.clear();
    taken.current.clear();
    void get<FigureTyped>(kept).then(
      (draft) => {
        if (!draft) return;
        setTyped(draft);
        setRestored(true);
      },
      () => undefined,
    );
  }, [kept]);
  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => void set(kept, typed).catch(() => undefined), keptAfter);
    return () => clearTimeout(timer);
  }, [typed, kept]);
  const change = (part: Partial<FigureTyped>) => {
    setTyped({ ...now, ...part });
    // What is typed otherwise is another command.
    commandIds.current.clear();
    setUnsent(false);
  };

  const help = useView(FigureHelp, { indicator: indicator.id, from: at.period.from, to: at.period.to });
  const helped = help.data?.collaboration?.indicator;
  const suggested = helped?.suggestedFigures.find(({ place }) => (place?.code ?? undefined) === at.place);
  const before = newestBefore(whole, at, standing);
  const value = now.status === 'NOT_AVAILABLE' ? undefined : valueOf(indicator.kind, now);
  const wild = wildness(value, before?.value ?? undefined);
  const unit = title(indicator.unit);
  const placeName = (code: string | undefined) => {
    const place = collaboration.places.find((one) => one.code === code);
    return place
      ? title(place.name)
      : t('form.noPlace', { partner: collaboration.partner ? title(collaboration.partner.name) : partner });
  };
  const errors = useMemo(() => new Map(mistakes.map(({ name = '', message }) => [name, message])), [mistakes]);

  const sendOne = async (command: string, which: string, input: Filled) => {
    const commandId = commandIds.current.get(which) ?? crypto.randomUUID();
    commandIds.current.set(which, commandId);
    if (taken.current.has(which)) return true;
    const answer = await give(command, seriesId, commandId, input);
    if (answer.kind === 'done') {
      taken.current.add(which);
      return true;
    }
    if (answer.kind === 'unsent') setUnsent(true);
    else {
      commandIds.current.delete(which);
      const field = answer.field?.startsWith('period') === true ? 'period' : answer.field;
      if (field === 'period' || field === 'place') setChoosing(true);
      setMistakes([{ message: answer.words, ...(field !== undefined && { name: field }) }]);
    }
    return false;
  };

  const send = async (as: 'report' | 'draft') => {
    const correcting = standing !== undefined && as === 'report';
    const holes =
      as === 'draft'
        ? []
        : [
            ...holesIn(indicator.kind, now).map((hole) => ({
              name: hole.split('.')[0] ?? hole,
              message: t(`form.hole.${hole}`),
            })),
            ...(correcting && reason.trim() === '' ? [{ name: 'reason', message: t('form.hole.reason') }] : []),
            ...(evidence.url !== '' && !/^https:\/\/[^\s/]+/.test(evidence.url)
              ? [{ name: 'url', message: t('form.hole.url') }]
              : []),
          ];
    setMistakes(holes);
    if (holes.length > 0) return;
    setSending(as);
    const words = (text: string) => ({ original: language.toUpperCase(), [language]: text.trim() });
    const figure = figureInput(indicator.kind, now, language);
    const attached = evidence.url !== '' && {
      evidence: [
        { url: evidence.url.trim(), label: words(evidence.label.trim() === '' ? evidence.url : evidence.label) },
      ],
    };
    const cell = { indicator: indicator.id, period: at.period, ...(at.place !== undefined && { place: at.place }) };
    const well = correcting
      ? await sendOne('CorrectMeasurement', 'whole', {
          indicator: indicator.id,
          measurement: standing.key,
          ...figure,
          ...attached,
          reason: words(reason),
        })
      : await sendOne(as === 'draft' ? 'DraftMeasurement' : 'ReportMeasurement', `${as} whole`, {
          ...cell,
          ...figure,
          ...attached,
        });
    if (well && as === 'report' && !correcting && now.status !== 'NOT_AVAILABLE')
      for (const [part, words] of Object.entries(parts)) {
        const [dimension = '', category = ''] = part.split(' ');
        if (words.trim() === '') continue;
        if (
          !(await sendOne('ReportMeasurement', part, {
            ...cell,
            dimension,
            category,
            status: now.status,
            value: words,
          }))
        ) {
          setSending(undefined);
          return;
        }
      }
    setSending(undefined);
    if (!well) return;
    await del(kept).catch(() => undefined);
    setDone(as === 'draft' ? 'drafted' : 'reported');
  };

  const owner = indicator.owner ? title(indicator.owner.name) : '';
  const next = indicator.reviewed ? t('form.next.review', { owner }) : t('form.next.counts');
  if (done)
    return (
      <div className="stack">
        <Notice kind="done" title={t(done === 'drafted' ? 'form.drafted' : 'form.reported')} live>
          <p>{done === 'drafted' ? t('form.next.draft') : next}</p>
        </Notice>
        <div className="row">
          <Button look="main" autoFocus onPress={onDone}>
            {t('form.finish')}
          </Button>
        </div>
      </div>
    );

  if (there?.origin)
    return (
      <Notice kind="warn" title={t('form.imported', { source: there.origin.source })}>
        <p>{t('form.importedAdvice')}</p>
      </Notice>
    );

  const comment = there?.pending?.verdict?.comment;
  return (
    <form
      noValidate
      className="stack figure-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (sending === undefined) void send('report');
      }}
    >
      <ErrorSummary mistakes={mistakes} />
      {there?.state === 'SENT_BACK' && (
        <Notice kind="warn" title={t('form.sentBack')}>
          {comment != null && (
            <p>
              <Said text={comment} />
            </p>
          )}
        </Notice>
      )}
      {indicator.definition && (
        <p>
          <Said text={indicator.definition} />
        </p>
      )}
      <div className="figure-where">
        <dl>
          <div>
            <dt>{t('period')}</dt>
            <dd>{periodName(at.period, language)}</dd>
          </div>
          <div>
            <dt>{t('place')}</dt>
            <dd>{placeName(at.place)}</dd>
          </div>
          {helped?.due != null && standing === undefined && (
            <div>
              <dt>{t('due')}</dt>
              <dd>
                <Due day={helped.due} />
              </dd>
            </div>
          )}
        </dl>
        {measurement === undefined && !choosing && (
          <Button look="quiet" small onPress={() => setChoosing(true)}>
            {t('form.changeWhere')}
          </Button>
        )}
      </div>
      {choosing && (
        <WhereFields
          {...{ at, indicator, errors }}
          places={collaboration.places.map(({ code, name }) => ({ id: code, label: title(name) }))}
          noPlace={placeName(undefined)}
          onChange={setAt}
        />
      )}
      {helped?.locked === true && (
        <Notice kind="warn" title={t('form.locked')}>
          <p>{t('form.lockedAdvice')}</p>
        </Notice>
      )}
      {restored && (
        <Notice live>
          <p>{t('form.restored')}</p>
          <Button
            look="quiet"
            small
            onPress={() => {
              setTyped(undefined);
              setRestored(false);
              void del(kept);
            }}
          >
            {t('form.dropped')}
          </Button>
        </Notice>
      )}
      {standing && <Standing {...{ standing, unit }} />}
      <Figure
        {...{ indicator, now, unit, errors }}
        hint={
          before?.value != null
            ? t('form.last', { value: number(before.value), unit, period: periodName(before.period, language) })
            : undefined
        }
        warning={title(collaboration.freeTextWarning)}
        onChange={change}
      >
        {suggested?.value != null && standing === undefined && (
          <p className="row small">
            {t('form.suggested', { count: suggested.sessions, value: number(suggested.value) })}
            <Button small onPress={() => change({ value: String(suggested.value) })}>
              {t('form.useSuggested', { value: number(suggested.value) })}
            </Button>
          </p>
        )}
      </Figure>
      {wild && before?.value != null && value !== undefined && (
        <Notice kind="warn" title={t(`form.wild.${wild}`)} live>
          <p>
            {t('form.wild.advice', {
              before: number(before.value),
              now: number(value),
              unit,
              period: periodName(before.period, language),
            })}
          </p>
        </Notice>
      )}
      {isHiddenFromOthers(indicator, value, collaboration.smallBelow) && (
        <Notice live>
          <p>{t('form.small', { below: collaboration.smallBelow })}</p>
        </Notice>
      )}
      {!standing && now.status !== 'NOT_AVAILABLE' && (
        <PartsFields {...{ indicator, parts, value }} onChange={setParts} />
      )}
      {standing && (
        <TextArea
          label={t('form.reason')}
          hint={t('form.reasonHint')}
          name="reason"
          error={errors.get('reason')}
          value={reason}
          onChange={setReason}
          rows={2}
          maxLength={2000}
        />
      )}
      <Disclosure title={t('form.more')} isOpen={errors.has('comment') || errors.has('url')}>
        <div className="stack">
          <TextArea
            label={t('form.comment')}
            hint={title(collaboration.freeTextWarning)}
            name="comment"
            isRequired={errors.has('comment')}
            error={errors.get('comment')}
            value={now.comment}
            onChange={(words) => change({ comment: words })}
            rows={2}
            maxLength={5000}
          />
          <TextField
            label={t('form.evidence')}
            hint={t('form.evidenceHint')}
            name="url"
            isRequired={false}
            error={errors.get('url')}
            type="url"
            value={evidence.url}
            onChange={(url) => setEvidence({ ...evidence, url })}
          />
          {evidence.url !== '' && (
            <TextField
              label={t('form.evidenceLabel')}
              isRequired={false}
              value={evidence.label}
              onChange={(label) => setEvidence({ ...evidence, label })}
            />
          )}
        </div>
      </Disclosure>
      {unsent && (
        <Notice kind="warn" title={t('form.unsent')} live>
          <p>{t('form.unsentAdvice')}</p>
        </Notice>
      )}
      <p className="quiet small">{next}</p>
      <div className="row">
        <Button type="submit" look="main" isPending={sending === 'report'} isDisabled={helped?.locked === true}>
          {unsent ? t('form.again') : t(standing ? 'form.correct' : 'form.report')}
        </Button>
        {!standing && (
          <Button isPending={sending === 'draft'} onPress={() => void send('draft')}>
            {t('form.draft')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** The last day to report, and that it has passed. */
function Due({ day }: { readonly day: string }): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const formats = useFormats();
  return day < today() ? (
    <strong className="late">{t('dueLate', { day: formats.day(day) })}</strong>
  ) : (
    <>{formats.day(day)}</>
  );
}

/** What is there now, beside which the new one is typed (rule 21). */
function Standing({ standing, unit }: { readonly standing: Measured; readonly unit: string }): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { number } = useFormats();
  const is = standing.pending ?? standing;
  return (
    <Notice title={t(standing.pending ? 'form.given' : 'form.standing')}>
      <p className="figure-old">
        {is.narrative ? (
          <Said text={is.narrative} />
        ) : is.value != null ? (
          `${number(is.value)} ${unit}`
        ) : (
          t('status.NOT_AVAILABLE')
        )}
      </p>
    </Notice>
  );
}

/** The period and the place, where they are not what was thought. */
function WhereFields({
  at,
  indicator,
  places,
  noPlace,
  errors,
  onChange,
}: {
  readonly at: Where;
  readonly indicator: Indicator;
  readonly places: readonly { readonly id: string; readonly label: string }[];
  readonly noPlace: string;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (at: Where) => void;
}): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const language = useLanguage();
  const newest = periodsUntil(indicator.periodType, today(), 8);
  const known = newest.some(({ from, to }) => from === at.period.from && to === at.period.to);
  const [other, setOther] = useState(!known);
  return (
    <div className="stack figure-choose">
      <Select
        label={t('period')}
        name="period"
        error={errors.get('period')}
        options={[
          ...newest.map((period) => ({ id: `${period.from} ${period.to}`, label: periodName(period, language) })),
          { id: otherSpan, label: t('form.otherSpan') },
        ]}
        value={other ? otherSpan : `${at.period.from} ${at.period.to}`}
        onChange={(chosen) => {
          const [from, to] = (chosen ?? '').split(' ');
          setOther(chosen === otherSpan);
          if (from !== undefined && to !== undefined) onChange({ ...at, period: { from, to } });
        }}
      />
      {other && (
        <div className="row">
          <DateField
            label={t('form.from')}
            value={at.period.from}
            onChange={(from) =>
              from !== null &&
              onChange({
                ...at,
                period: {
                  from,
                  to: at.period.to < from ? calendarPeriod(indicator.periodType, from).to : at.period.to,
                },
              })
            }
          />
          <DateField
            label={t('form.to')}
            value={at.period.to}
            onChange={(to) => to !== null && onChange({ ...at, period: { ...at.period, to } })}
          />
        </div>
      )}
      <Select
        label={t('place')}
        name="place"
        error={errors.get('place')}
        options={[{ id: 'none', label: noPlace }, ...places]}
        value={at.place ?? 'none'}
        onChange={(place) => onChange({ ...at, place: place === null || place === 'none' ? undefined : place })}
      />
    </div>
  );
}

/** The number, its parts or the words, as the kind of indicator takes them. */
function Figure({
  indicator,
  now,
  unit,
  hint,
  warning,
  errors,
  onChange,
  children,
}: {
  readonly indicator: Indicator;
  readonly now: FigureTyped;
  readonly unit: string;
  readonly hint: string | undefined;
  readonly warning: string;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (part: Partial<FigureTyped>) => void;
  readonly children?: ReactNode;
}): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { number } = useFormats();
  const [bare, setBare] = useState(() => hasParts(indicator.kind) && now.value !== '' && now.numerator === '');
  const share = valueOf(indicator.kind, now);
  const numeric = { inputMode: 'decimal' as const, size: 12, autoComplete: 'off' };
  return (
    <>
      {now.status !== 'NOT_AVAILABLE' &&
        (indicator.kind === 'NARRATIVE' ? (
          <TextArea
            label={t('form.narrative')}
            hint={warning}
            name="narrative"
            error={errors.get('narrative')}
            value={now.narrative}
            onChange={(narrative) => onChange({ narrative })}
            rows={5}
            maxLength={5000}
          />
        ) : hasParts(indicator.kind) && !bare ? (
          <div className="stack tight">
            <div className="figure-parts">
              <TextField
                {...numeric}
                label={t('form.numerator')}
                hint={t('form.numeratorHint')}
                name="numerator"
                error={errors.get('numerator')}
                value={now.numerator}
                onChange={(numerator) => onChange({ numerator })}
              />
              <TextField
                {...numeric}
                label={t('form.denominator')}
                hint={t('form.denominatorHint')}
                name="denominator"
                error={errors.get('denominator')}
                value={now.denominator}
                onChange={(denominator) => onChange({ denominator })}
              />
            </div>
            <p aria-live="polite" className="figure-share">
              {share !== undefined && t('form.share', { value: number(share), unit })}
            </p>
            {hint !== undefined && <p className="hint">{hint}</p>}
            <Button look="quiet" small onPress={() => setBare(true)}>
              {t('form.onlyShare')}
            </Button>
          </div>
        ) : (
          <div className="stack tight">
            <TextField
              {...numeric}
              label={t('form.value', { unit })}
              hint={bare ? t('form.onlyShareHint') : hint}
              name="value"
              error={errors.get('value')}
              value={now.value}
              onChange={(value) => onChange({ value, numerator: '', denominator: '' })}
            />
            {bare && (
              <Button look="quiet" small onPress={() => setBare(false)}>
                {t('form.withParts')}
              </Button>
            )}
          </div>
        ))}
      {children}
      <RadioGroup
        label={t('form.status')}
        name="status"
        options={(['FINAL', 'PROVISIONAL', 'NOT_AVAILABLE'] as const).map((status) => ({
          id: status,
          label: t(`status.${status}`),
          hint: t(`form.statusHint.${status}`),
        }))}
        value={now.status}
        onChange={(status) => onChange({ status: status as FigureStatus })}
      />
    </>
  );
}

/** The same number by parts, such as age groups: each part is a figure of its own, and together they should make it. */
function PartsFields({
  indicator,
  parts,
  value,
  onChange,
}: {
  readonly indicator: Indicator;
  readonly parts: Readonly<Record<string, string>>;
  readonly value: number | undefined;
  readonly onChange: (parts: Readonly<Record<string, string>>) => void;
}): ReactElement | null {
  const { t } = useTranslation(['indicators', 'common']);
  const { number } = useFormats();
  const title = useSaid();
  const { dimensions, kind } = indicator;
  if (dimensions === null || dimensions.length === 0 || kind === 'NARRATIVE' || hasParts(kind)) return null;
  return (
    <>
      {dimensions.map(({ id, label, categories }) => {
        const typed = categories.map((category) => parts[`${id} ${category.id}`] ?? '');
        const sum = typed.reduce((total, words) => total + (numberOf(words) ?? 0), 0);
        const differs =
          kind === 'COUNT' && value !== undefined && typed.every((words) => words !== '') && sum !== value;
        return (
          <Disclosure key={id} title={t('form.parts', { dimension: title(label) })}>
            <div className="stack">
              <p className="hint">{t('form.partsHint')}</p>
              <div className="figure-parts">
                {categories.map((category) => (
                  <TextField
                    key={category.id}
                    label={title(category.label)}
                    isRequired={false}
                    inputMode="decimal"
                    size={8}
                    value={parts[`${id} ${category.id}`] ?? ''}
                    onChange={(words) => onChange({ ...parts, [`${id} ${category.id}`]: words })}
                  />
                ))}
              </div>
              {differs && (
                <Notice kind="warn" live>
                  <p>{t('form.partsDiffer', { sum: number(sum), value: number(value) })}</p>
                </Notice>
              )}
            </div>
          </Disclosure>
        );
      })}
    </>
  );
}

/** The newest period that is over and lacks a value; when none does, the newest of them. */
function periodToReport(indicator: Indicator, whole: readonly Measured[]): Period {
  const over = periodsUntil(indicator.periodType, today(), 4).filter(({ to }) => to < today());
  const last = over[0] ?? calendarPeriod(indicator.periodType, today());
  const draft = whole.findLast(({ state }) => state === 'DRAFT');
  return draft?.period ?? last;
}

/** The place the organisation last reported for; else its own. */
const usualPlace = (whole: readonly Measured[], own: string | undefined): string | undefined => {
  const last = whole.at(-1);
  return last ? (last.place ?? undefined) : own;
};

/** What was reported for the same place before. */
const newestBefore = (whole: readonly Measured[], { period, place }: Where, standing: Measured | undefined) =>
  whole.findLast(
    (one) => one !== standing && (one.place ?? undefined) === place && one.period.to < period.to && one.value !== null,
  );

/** What a figure that is there would be typed as. */
function typedOf(there: Measured | undefined, language: 'fi' | 'sv' | 'en'): FigureTyped | undefined {
  const is = there?.draft ?? there?.pending ?? there;
  if (!is) return undefined;
  const shown = (value: number | null) =>
    value === null ? '' : String(value).replace('.', language === 'en' ? '.' : ',');
  const words = (text: (typeof is)['comment']) =>
    text === null ? '' : (text[language] ?? text[text.original.toLowerCase() as 'fi' | 'sv' | 'en'] ?? '');
  const byParts = is.numerator !== null && is.denominator !== null;
  return {
    status: is.status ?? 'FINAL',
    value: byParts ? '' : shown(is.value),
    numerator: shown(is.numerator),
    denominator: shown(is.denominator),
    narrative: words(is.narrative),
    comment: words(is.comment),
  };
}
