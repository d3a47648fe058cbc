import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Checkbox, Disclosure, Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { About, Item, Long, Who } from './dialogue-parts.tsx';
import { Named, Titled, Words } from './fragments.ts';
import { FreeTextWarning } from './report-warning.tsx';
import { ThingLink } from './thing-link.tsx';

const AllObservations = graphql(
  `
    query AllObservations($collaboration: ID!, $asOf: String, $actingFor: ID) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        observations(gathered: false, first: 60) {
          nodes {
            id
            noticedOn
            text {
              ...Words
            }
            hiddenBecause {
              ...Words
            }
            place {
              code
              name {
                ...Words
              }
            }
            about {
              ...Titled
            }
            notedBy {
              ...Named
            }
          }
        }
        themes(first: 40) {
          nodes {
            id
            phase
            gatheredAt
            title {
              ...Words
            }
            text {
              ...Words
            }
            closedBecause {
              ...Words
            }
            gatheredBy {
              ...Named
            }
            observations {
              id
              noticedOn
              text {
                ...Words
              }
              place {
                code
                name {
                  ...Words
                }
              }
              notedBy {
                ...Named
              }
            }
            following {
              at
              text {
                ...Words
              }
              follows {
                ...Titled
              }
              partner {
                ...Named
              }
            }
          }
        }
      }
    }
  `,
  [Words, Named, Titled],
);

type Found = NonNullable<ResultOf<typeof AllObservations>['collaboration']>;
type Theme = Found['themes']['nodes'][number];

/** What is seen at work: single observations, gathered into themes, and what follows from them. */
export function Observations(): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const view = useView(AllObservations, {});
  const [id, renew] = useNewId('observation');
  return (
    <section className="stack" aria-labelledby="observations">
      <div className="row talk-heads">
        <h2 id="observations">{t('tab.observations')}</h2>
        <Acts
          id={id}
          about={t('new.observation')}
          onDone={() => {
            renew();
            view.again();
          }}
          acts={[{ command: 'NoteObservation' }]}
        />
      </div>
      <FreeTextWarning />
      <Answer view={view} pick={(data) => data.collaboration}>
        {(found) => (
          <div className="stack report-sections">
            <Themes themes={found.themes.nodes} again={view.again} />
            <Waiting observations={found.observations.nodes} themes={found.themes.nodes} again={view.again} />
          </div>
        )}
      </Answer>
    </section>
  );
}

function Themes({ themes, again }: { readonly themes: readonly Theme[]; readonly again: () => void }): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const { day } = useFormats();
  const said = useSaid();
  if (themes.length === 0)
    return (
      <Empty title={t('theme.none')}>
        <p>{t('theme.noneAdvice')}</p>
      </Empty>
    );
  return (
    <Long rows={themes} size={10}>
      {({ id, phase, title, text, closedBecause, gatheredBy, gatheredAt, observations, following }) => (
        <Item
          key={id}
          id={id}
          meta={
            <>
              <Tag tone={phase === 'OPEN' ? 'warn' : 'plain'}>{t(`theme.phase.${phase}`)}</Tag>
              <span>{t('theme.observations', { count: observations.length })}</span>
            </>
          }
          title={<Said text={title} />}
        >
          {text && (
            <p>
              <Said text={text} />
            </p>
          )}
          <p className="quiet small">
            {t('theme.gatheredBy')} <Who partner={gatheredBy} /> · {day(gatheredAt)}
          </p>
          <h4>{t('theme.follows')}</h4>
          {following.length === 0 ? (
            <p className="quiet">{t('theme.followsNothing')}</p>
          ) : (
            <ul>
              {following.map((one) => (
                <li key={one.at}>
                  {day(one.at)} <Who partner={one.partner} />: <Said text={one.text} />
                  {one.follows && (
                    <>
                      {' '}
                      <ThingLink id={one.follows.id}>
                        {one.follows.title ? <Said text={one.follows.title} plain /> : one.follows.id}
                      </ThingLink>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
          {closedBecause && (
            <p>
              {t('theme.closed')} <Said text={closedBecause} />
            </p>
          )}
          <Disclosure title={t('theme.seen', { title: said(title) })}>
            <ul>
              {observations.map((one) => (
                <li key={one.id}>
                  {one.text ? <Said text={one.text} /> : <span className="quiet">{t('observation.hidden')}</span>}
                  <span className="quiet small report-aside">
                    <Who partner={one.notedBy} /> · {day(one.noticedOn)}
                    {one.place && (
                      <>
                        {' · '}
                        <Said text={one.place.name} plain />
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </Disclosure>
          {phase === 'OPEN' && (
            <Acts
              id={id}
              about={said(title)}
              onDone={again}
              acts={[{ command: 'SayWhatFollows' }, { command: 'AddToTheme' }, { command: 'CloseTheme' }]}
            />
          )}
        </Item>
      )}
    </Long>
  );
}

function Waiting({
  observations,
  themes,
  again,
}: {
  readonly observations: Found['observations']['nodes'];
  readonly themes: readonly Theme[];
  readonly again: () => void;
}): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const { day } = useFormats();
  const said = useSaid();
  const { asOf, organisation, actingFor, roles } = useSight();
  const own = actingFor ?? organisation;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [theme, renew] = useNewId('theme');
  const done = () => {
    setChosen([]);
    renew();
    again();
  };
  return (
    <section className="stack" aria-labelledby="waiting">
      <h3 id="waiting">{t('observation.waiting')}</h3>
      {observations.length === 0 ? (
        <Empty title={t('observation.none')}>
          <p>{t('observation.noneAdvice')}</p>
        </Empty>
      ) : (
        <>
          <p className="quiet">{t('observation.lead')}</p>
          <ul className="plain report-rows">
            {observations.map(({ id, text, hiddenBecause, place, about, notedBy, noticedOn }) => (
              <li key={id} className="report-item-row">
                <span>
                  {text && asOf === undefined ? (
                    <Checkbox
                      label={said(text)}
                      value={chosen.includes(id)}
                      onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
                    />
                  ) : text ? (
                    <Said text={text} />
                  ) : (
                    <span className="quiet">
                      {t('observation.hidden')} {hiddenBecause && <Said text={hiddenBecause} />}
                    </span>
                  )}
                  <span className="quiet small report-aside">
                    <Who partner={notedBy} /> · {day(noticedOn)}
                    {place && (
                      <>
                        {' · '}
                        <Said text={place.name} plain />
                      </>
                    )}
                    {about && (
                      <>
                        {' · '}
                        <About thing={about} />
                      </>
                    )}
                  </span>
                </span>
                {text && (notedBy?.id === own || roles.has('COORDINATOR')) && (
                  <Acts
                    id={id}
                    about={said(text).slice(0, 60)}
                    onDone={again}
                    acts={[{ command: 'HideObservation' }]}
                  />
                )}
              </li>
            ))}
          </ul>
          {chosen.length > 0 && (
            <Acts
              id={theme}
              about={t('observation.chosen', { count: chosen.length })}
              onDone={done}
              acts={[
                { command: 'GatherTheme', given: { observations: chosen } },
                ...themes
                  .filter(({ phase }) => phase === 'OPEN')
                  .map(({ id, title }) => ({
                    command: 'AddToTheme',
                    id,
                    label: t('observation.addTo', { title: said(title) }),
                    given: { observations: chosen },
                  })),
              ]}
            />
          )}
        </>
      )}
    </section>
  );
}
