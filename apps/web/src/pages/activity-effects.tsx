import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';

const EffectsOfActivity = graphql(`
  query EffectsOfActivity($collaboration: ID!, $asOf: String, $actingFor: ID, $activity: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      activity(id: $activity) {
        id
        links(first: 40, phase: STANDING) {
          nodes {
            id
            effect
            strength
            confidence
            sentence {
              ...Words
            }
            why {
              ...Words
            }
            evidence {
              url
              label {
                ...Words
              }
            }
            from {
              id
              title {
                ...Words
              }
            }
            to {
              id
              title {
                ...Words
              }
            }
          }
        }
        risks(first: 20) {
          nodes {
            id
            phase
            size
            title {
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
  }
`);

type Found = NonNullable<NonNullable<ResultOf<typeof EffectsOfActivity>['collaboration']>['activity']>;
type Effect = Found['links']['nodes'][number];

/** What the activity is expected to change, how surely and why, and how it goes together with others. */
export function ActivityEffects({
  activity,
  name,
  open,
}: {
  readonly activity: string;
  readonly name: string;
  readonly open: boolean;
}): ReactElement {
  const { t } = useTranslation('activities');
  const { collaboration } = useSight();
  const [id, renew] = useNewId('link');
  const [risk, renewRisk] = useNewId('risk');
  const view = useView(EffectsOfActivity, { activity });
  const done = () => {
    renew();
    renewRisk();
    view.again();
  };
  return (
    <Answer view={view} pick={({ collaboration: found }) => found?.activity}>
      {({ links, risks }) => (
        <div className="stack">
          {open && (
            <Acts id={id} about={name} acts={[{ command: 'DrawLink', given: { from: activity } }]} onDone={done} />
          )}
          {links.nodes.length === 0 ? (
            <Empty title={t('effects.none')}>
              <p>{t('effects.noneAdvice')}</p>
            </Empty>
          ) : (
            <ul className="plain bring-list">
              {links.nodes.map((link) => (
                <EffectShown key={link.id} link={link} onDone={done} />
              ))}
            </ul>
          )}
          <section className="stack" aria-labelledby="risks">
            <div className="row">
              <h2 id="risks">{t('effects.risks')}</h2>
              {open && (
                <Acts
                  id={risk}
                  about={name}
                  acts={[{ command: 'RaiseRisk', given: { about: activity } }]}
                  onDone={done}
                />
              )}
            </div>
            {risks.nodes.length === 0 ? (
              <p className="quiet">{t('effects.noRisks')}</p>
            ) : (
              <ul>
                {risks.nodes.map(({ id: one, title, size }) => (
                  <li key={one}>
                    <Link
                      to="/c/$collaboration/backbone"
                      params={{ collaboration }}
                      search={{ tab: 'risks', item: one }}
                    >
                      <Said text={title} />
                    </Link>{' '}
                    <Tag tone={size === 'HIGH' ? 'bad' : size === 'MEDIUM' ? 'warn' : 'plain'}>{t(`risk.${size}`)}</Tag>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      )}
    </Answer>
  );
}

function EffectShown({ link, onDone }: { readonly link: Effect; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('activities');
  const said = useSaid();
  const { id, from, to, effect, strength, confidence, why, evidence, sentence } = link;
  return (
    <li className="bring">
      <div className="stack tight">
        <p>
          {sentence ? (
            <strong>
              <Said text={sentence} plain />
            </strong>
          ) : (
            <strong>
              {from && said(from.title)} – {t(`effect.${effect}`)} – {to && said(to.title)}
            </strong>
          )}
        </p>
        <p className="row small">
          <Tag>{t(`effect.${effect}`)}</Tag>
          <Tag>{t(`strength.${strength}`)}</Tag>
          <Tag tone={confidence === 'LOW' ? 'tentative' : 'plain'}>{t(`confidence.${confidence}`)}</Tag>
        </p>
        <p>
          <Said text={why} />
        </p>
        {evidence.length > 0 && (
          <Disclosure title={t('effects.evidence', { count: evidence.length })}>
            <ul>
              {evidence.map(({ label, url }, at) => (
                <li key={at}>
                  {url != null && /^https?:/.test(url) ? (
                    <a href={url} rel="noreferrer">
                      <Said text={label} />
                    </a>
                  ) : (
                    <Said text={label} />
                  )}
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
      <Acts
        id={id}
        about={to ? said(to.title) : ''}
        acts={[
          {
            command: 'ReviseLink',
            filled: {
              effect,
              strength,
              confidence,
              why: textFilled(why),
              evidence: evidence.map(({ label, url }) => ({ label: textFilled(label), ...(url != null && { url }) })),
            },
          },
          { command: 'RemoveLink' },
        ]}
        onDone={onDone}
      />
    </li>
  );
}
