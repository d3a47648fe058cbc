import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, useMayGive, type Act } from '../forms/acts.tsx';
import { isHiddenFromOthers } from '../forms/figure.ts';
import { newId } from '../forms/form.ts';
import { ReportFigure } from '../forms/report-figure.tsx';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { periodName } from '../period.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, Dialog, Notice, Skeleton, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import type { IndicatorShown } from './indicator.tsx';

export const MeasurementCard = graphql(`
  fragment MeasurementCard on Measurement {
    id
    key
    place
    dimension
    category
    state
    status
    value
    numerator
    denominator
    suppressed
    at
    indicatorVersion
    period {
      from
      to
    }
    narrative {
      original
      fi
      sv
      en
    }
    origin {
      source
    }
    pending {
      value
      status
      narrative {
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
  }
`);

const FigureStory = graphql(`
  query FigureStory(
    $collaboration: ID!
    $asOf: String
    $actingFor: ID
    $series: ID!
    $from: String!
    $to: String!
    $place: String
  ) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      series(id: $series) {
        measurements(first: 40, from: $from, to: $to, place: $place) {
          nodes {
            key
            reportedOn
            mandate
            indicatorVersion
            comment {
              original
              fi
              sv
              en
            }
            evidence {
              url
              label {
                original
                fi
                sv
                en
              }
            }
            origin {
              source
              dataset
              updated
              licence
            }
            notes {
              at
              note {
                original
                fi
                sv
                en
              }
            }
            history {
              at
              value
              status
              suppressed
              accepted
              position
              reason {
                original
                fi
                sv
                en
              }
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
                at
                outcome
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
  }
`);

type Card = ResultOf<typeof MeasurementCard>;
type Story = NonNullable<
  NonNullable<ResultOf<typeof FigureStory>['collaboration']>['series']
>['measurements']['nodes'][number];

interface Dimensions {
  readonly dimensions:
    | readonly {
        readonly id: string;
        readonly label: Text;
        readonly categories: readonly { readonly id: string; readonly label: Text }[];
      }[]
    | null;
}
type Text = IndicatorShown['title'];

const seriesIn = (card: Card): string => card.id.split('/')[0] ?? '';
const partnerIn = (card: Card): string => {
  const series = seriesIn(card);
  return `partner_${series.slice(series.indexOf('__') + 2)}`;
};
const tones = {
  ACCEPTED: 'good',
  SUBMITTED: 'warn',
  SENT_BACK: 'bad',
  DRAFT: 'tentative',
  WITHDRAWN: 'plain',
} as const;

/** One figure with what it is, how it stands, and all that the asker may do with it. */
export function FigureCard({
  indicator,
  card,
  parts,
  told,
  names,
  places,
  withPeriod = false,
  below,
  again,
}: {
  readonly indicator: IndicatorShown;
  readonly card: Card;
  /** The same figure by parts. */
  readonly parts: readonly Card[];
  readonly told: Dimensions;
  readonly names: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, string>;
  readonly withPeriod?: boolean;
  /** From how many people on a count is shown to others. */
  readonly below: number;
  readonly again: () => void;
}): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const language = useLanguage();
  const { asOf, organisation, actingFor } = useSight();
  const self = actingFor ?? organisation;
  const mayGive = useMayGive();
  const [opened, setOpened] = useState<'story' | 'mend'>();
  const partner = partnerIn(card);
  const name = [names.get(partner) ?? partner, card.place === null ? undefined : places.get(card.place)]
    .filter((one) => one !== undefined)
    .join(', ');
  const about = `${name}, ${periodName(card.period, language)}`;
  const acts = actsFor(card, {
    own: partner === self,
    reviews: indicator.owner?.id === self,
    indicator: indicator.id,
    small: card.suppressed || isHiddenFromOthers(indicator, card.value ?? undefined, below),
  });
  const mayMend =
    asOf === undefined &&
    partner === self &&
    card.origin === null &&
    card.state !== 'WITHDRAWN' &&
    mayGive('CorrectMeasurement');
  const comment = card.pending?.verdict?.comment;
  const edge = card.state === 'SUBMITTED' ? ' waiting' : card.state === 'SENT_BACK' ? ' back' : '';
  return (
    <li className={`card figure-card${edge}`}>
      <div className="stack tight">
        <p className="row">
          <strong>{name}</strong>
          {withPeriod && <span>{periodName(card.period, language)}</span>}
          <Tag tone={tones[card.state]}>{t(`measurement.${card.state}`)}</Tag>
          {card.status === 'PROVISIONAL' && <Tag tone="tentative">{t('provisional')}</Tag>}
          {card.origin && <Tag>{t('figures.imported', { source: card.origin.source })}</Tag>}
        </p>
        <Value card={card} unit={indicator.unit} />
        {comment != null && (
          <Notice kind="warn" title={t('form.sentBack')}>
            <p>
              <Said text={comment} />
            </p>
          </Notice>
        )}
        {parts.length > 0 && (
          <ul className="plain parts-list">
            {parts.map((part) => (
              <li key={part.id}>
                <PartName part={part} told={told} />: <Short card={part} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="row acts-side">
        {mayMend && (
          <Button
            small
            look={card.state === 'SENT_BACK' || card.state === 'DRAFT' ? 'main' : 'plain'}
            aria-label={`${t(card.state === 'DRAFT' ? 'figures.continue' : 'form.correct')}: ${about}`}
            onPress={() => setOpened('mend')}
          >
            {t(card.state === 'DRAFT' ? 'figures.continue' : 'form.correct')}
          </Button>
        )}
        <Acts
          id={seriesIn(card)}
          about={about}
          acts={acts}
          look={acts[0]?.command === 'AcceptMeasurement' ? 'main' : 'plain'}
          onDone={again}
        />
        <Button small look="quiet" aria-label={`${t('figures.story')}: ${about}`} onPress={() => setOpened('story')}>
          {t('figures.story')}
        </Button>
      </div>
      <Dialog
        title={`${t('figures.story')}: ${about}`}
        isOpen={opened === 'story'}
        onClose={() => setOpened(undefined)}
      >
        <StoryOf card={card} unit={indicator.unit} />
      </Dialog>
      <Dialog title={`${t('form.correct')}: ${about}`} isOpen={opened === 'mend'} onClose={() => setOpened(undefined)}>
        <ReportFigure
          about={indicator.id}
          measurement={card.key}
          onDone={() => {
            setOpened(undefined);
            again();
          }}
        />
      </Dialog>
    </li>
  );
}

/** What may be done with a figure as it stands, the most usual first. Who may, the roles decide. */
function actsFor(
  { key, id, state, status, origin }: Card,
  {
    own,
    reviews,
    small,
    indicator,
  }: { readonly own: boolean; readonly reviews: boolean; readonly small: boolean; readonly indicator: string },
): readonly Act[] {
  const given = { indicator, measurement: key };
  const standing = state === 'ACCEPTED' || state === 'SUBMITTED' || state === 'SENT_BACK';
  return [
    ...(reviews && state === 'SUBMITTED'
      ? [
          { command: 'AcceptMeasurement', given },
          { command: 'SendBackMeasurement', given },
        ]
      : []),
    ...(own && state === 'ACCEPTED' && status === 'PROVISIONAL' ? [{ command: 'FinaliseMeasurement', given }] : []),
    ...(own && standing ? [{ command: 'AnnotateMeasurement', given }] : []),
    ...(own && standing && origin === null ? [{ command: 'WithdrawMeasurement', given }] : []),
    ...(own && state === 'DRAFT' ? [{ command: 'DropMeasurementDraft', given }] : []),
    ...(small && state === 'ACCEPTED'
      ? [{ command: 'DiscloseMeasurement', id: newId('disclosure'), given: { measurement: id } }]
      : []),
  ];
}

/** The number, the words, or why neither is seen: hidden, not available and nought are three things (rule 25). */
function Value({ card, unit }: { readonly card: Card; readonly unit: Text }): ReactElement {
  const { t } = useTranslation('indicators');
  const { number } = useFormats();
  const title = useSaid();
  const waiting = card.pending && card.state !== 'ACCEPTED' ? card.pending : undefined;
  const is = card.value !== null || card.narrative !== null || card.suppressed ? card : (waiting ?? card);
  return (
    <>
      {card.suppressed ? (
        <p className="quiet">{t('figures.suppressed')}</p>
      ) : is.narrative ? (
        <p className="measure">
          <Said text={is.narrative} />
        </p>
      ) : is.value !== null ? (
        <p>
          <strong className="figure-number">{number(is.value)}</strong> {title(unit)}
          {card.numerator !== null && card.denominator !== null && is === card && (
            <span className="quiet">
              {' '}
              ({t('figures.parts', { numerator: number(card.numerator), denominator: number(card.denominator) })})
            </span>
          )}
        </p>
      ) : (
        <p className="quiet">{t(is.status === 'NOT_AVAILABLE' ? 'status.NOT_AVAILABLE' : 'noValue')}</p>
      )}
      {waiting && is === card && (waiting.value !== null || waiting.narrative) && (
        <p>
          {t('figures.proposed')}{' '}
          {waiting.narrative ? <Said text={waiting.narrative} /> : waiting.value !== null && number(waiting.value)}
        </p>
      )}
    </>
  );
}

const Short = ({ card }: { readonly card: Card }): ReactElement => {
  const { t } = useTranslation('indicators');
  const { number } = useFormats();
  return card.suppressed ? (
    <span className="quiet">{t('notShown')}</span>
  ) : (
    <strong>{card.value === null ? t('noValue') : number(card.value)}</strong>
  );
};

function PartName({ part, told }: { readonly part: Card; readonly told: Dimensions }): ReactElement {
  const dimension = told.dimensions?.find(({ id }) => id === part.dimension);
  const category = dimension?.categories.find(({ id }) => id === part.category);
  return category ? <Said text={category.label} /> : <>{`${part.dimension ?? ''}: ${part.category ?? ''}`}</>;
}

/** All that has happened to a figure: every value ever given with its reason, the verdicts, evidence, notes, origin. */
function StoryOf({ card, unit }: { readonly card: Card; readonly unit: Text }): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { day, moment, number } = useFormats();
  const title = useSaid();
  const { data, error } = useView(FigureStory, { series: seriesIn(card), ...card.period, place: card.place });
  const story = data?.collaboration?.series?.measurements.nodes.find(({ key }) => key === card.key);
  if (!story) return error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton />;
  const written = (given: Story['history'][number]) =>
    given.suppressed
      ? t('notShown')
      : given.narrative
        ? title(given.narrative)
        : given.value !== null
          ? `${number(given.value)} ${title(unit)}`
          : t(`status.${given.status}`);
  return (
    <div className="stack">
      <section className="stack tight">
        <h3>{t('figures.history')}</h3>
        {story.history.length === 0 ? (
          <p className="quiet">{t('figures.noHistory')}</p>
        ) : (
          <ol className="plain story">
            {story.history.map((given) => (
              <li key={given.position} className="stack tight">
                <p>
                  <strong>{written(given)}</strong> <span className="small quiet">{moment(given.at)}</span>
                </p>
                {given.reason && (
                  <p>
                    <span className="quiet">{t('figures.correctedBecause')}: </span>
                    <Said text={given.reason} />
                  </p>
                )}
                {given.comment && (
                  <p>
                    <Said text={given.comment} />
                  </p>
                )}
                {given.verdict && (
                  <p>
                    <Tag tone={given.verdict.outcome === 'ACCEPTED' ? 'good' : 'warn'}>
                      {t(`verdict.${given.verdict.outcome}`)}
                    </Tag>{' '}
                    <span className="small quiet">{moment(given.verdict.at)}</span>{' '}
                    {given.verdict.comment && <Said text={given.verdict.comment} />}
                  </p>
                )}
              </li>
            ))}
          </ol>
        )}
      </section>
      <dl className="facts">
        {story.reportedOn !== null && (
          <>
            <dt>{t('figures.knownOn')}</dt>
            <dd>{day(story.reportedOn)}</dd>
          </>
        )}
        <dt>{t('figures.version')}</dt>
        <dd>{number(story.indicatorVersion)}</dd>
        {story.origin && (
          <>
            <dt>{t('figures.origin')}</dt>
            <dd>{t('figures.originTold', { ...story.origin, updated: day(story.origin.updated) })}</dd>
          </>
        )}
        <dt>{t('figures.evidence')}</dt>
        <dd>
          {story.evidence.length === 0 ? (
            <span className="quiet">{t('common:state.none')}</span>
          ) : (
            <ul>
              {story.evidence.map(({ url, label }) => (
                <li key={url}>
                  <a href={url} rel="noreferrer" target="_blank">
                    <Said text={label} /> ({t('figures.newWindow')})
                  </a>
                </li>
              ))}
            </ul>
          )}
        </dd>
        <dt>{t('figures.notes')}</dt>
        <dd>
          {story.notes.length === 0 ? (
            <span className="quiet">{t('common:state.none')}</span>
          ) : (
            <ul>
              {story.notes.map(({ at, note }) => (
                <li key={at}>
                  <Said text={note} /> <span className="small quiet">{moment(at)}</span>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
    </div>
  );
}
