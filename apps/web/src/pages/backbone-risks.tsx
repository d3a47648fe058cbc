import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, type Act } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Tag } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Answer } from './answer.tsx';

const Risked = graphql(`
  query Risked($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      risks(first: 100) {
        nodes {
          id
          phase
          size
          likelihood
          effect
          response
          reviewBy
          reviewLate
          about
          title {
            ...Words
          }
          text {
            ...Words
          }
          closedBecause {
            ...Words
          }
          owner {
            id
            name {
              ...Words
            }
          }
          assessments {
            at
            likelihood
            effect
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
  }
`);

type Risk = NonNullable<ResultOf<typeof Risked>['collaboration']>['risks']['nodes'][number];

const steps = [1, 2, 3, 4, 5] as const;
const tones = { LOW: 'plain', MEDIUM: 'warn', HIGH: 'bad' } as const;

/** What may go wrong: how likely, how badly, who keeps an eye on it and until when. */
export function Risks(): ReactElement {
  const { t } = useTranslation('backbone');
  const view = useView(Risked, {});
  const [id, renew] = useNewId('risk');
  const done = () => {
    renew();
    view.again();
  };
  return (
    <div className="stack">
      <div className="row">
        <p className="lead list-count">{t('risk.lead')}</p>
        <Acts id={id} about={t('risk.new')} acts={[{ command: 'RaiseRisk' }]} onDone={done} />
      </div>
      <Answer view={view} pick={({ collaboration }) => collaboration?.risks}>
        {({ nodes }) => {
          const open = nodes
            .filter(({ phase }) => phase === 'OPEN')
            .toSorted((a, b) => b.likelihood * b.effect - a.likelihood * a.effect);
          const closed = nodes.filter(({ phase }) => phase === 'CLOSED');
          return nodes.length === 0 ? (
            <Empty title={t('risk.none')}>
              <p>{t('risk.noneAdvice')}</p>
            </Empty>
          ) : (
            <>
              <RiskGrid risks={open} />
              <ul className="plain cards two">
                {open.map((risk) => (
                  <RiskShown key={risk.id} risk={risk} onDone={done} />
                ))}
              </ul>
              {closed.length > 0 && (
                <Disclosure title={t('risk.closed', { count: closed.length })}>
                  <ul className="plain cards two">
                    {closed.map((risk) => (
                      <RiskShown key={risk.id} risk={risk} onDone={done} />
                    ))}
                  </ul>
                </Disclosure>
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

/** How many risks there are of each likelihood and effect. */
function RiskGrid({ risks }: { readonly risks: readonly Risk[] }): ReactElement {
  const { t } = useTranslation('backbone');
  return (
    <div className="scroll" role="region" aria-label={t('risk.grid')} tabIndex={0}>
      <table className="risk-grid">
        <caption>{t('risk.grid')}</caption>
        <thead>
          <tr>
            <td className="quiet small">
              {t('risk.likelihood')} ↓ {t('risk.effect')} →
            </td>
            {steps.map((effect) => (
              <th key={effect} scope="col">
                {effect}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.toReversed().map((likelihood) => (
            <tr key={likelihood}>
              <th scope="row">{likelihood}</th>
              {steps.map((effect) => {
                const count = risks.filter((one) => one.likelihood === likelihood && one.effect === effect).length;
                const size = likelihood * effect;
                return (
                  <td key={effect} className={size >= 12 ? 'high' : size >= 6 ? 'medium' : 'low'}>
                    {count > 0 ? count : ''}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RiskShown({ risk, onDone }: { readonly risk: Risk; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const { day } = useFormats();
  const { id, title, text, size, likelihood, effect, owner, response, reviewBy, reviewLate, phase, about } = risk;
  const acts: readonly Act[] =
    phase === 'CLOSED'
      ? []
      : [
          { command: 'ReassessRisk', filled: { likelihood, effect } },
          {
            command: 'ReviseRisk',
            filled: {
              title: textFilled(title),
              text: textFilled(text),
              ...(about != null && { about }),
              owner: owner?.id,
              response,
            },
          },
          { command: 'CloseRisk' },
        ];
  return (
    <li className="card">
      <h2>
        <Said text={title} />
      </h2>
      <p className="row small">
        <Tag tone={tones[size]}>{t(`risk.size.${size}`)}</Tag>
        <Tag>{t(`risk.response.${response}`)}</Tag>
        {reviewLate && phase === 'OPEN' && <Tag tone="bad">{t('risk.late')}</Tag>}
      </p>
      {text && (
        <p>
          <Said text={text} />
        </p>
      )}
      <dl className="facts small">
        <dt>{t('risk.owner')}</dt>
        <dd>{owner && <Said text={owner.name} />}</dd>
        <dt>{t('risk.likelihood')}</dt>
        <dd>{t('risk.ofFive', { value: likelihood })}</dd>
        <dt>{t('risk.effect')}</dt>
        <dd>{t('risk.ofFive', { value: effect })}</dd>
        <dt>{t('risk.review')}</dt>
        <dd>{day(reviewBy)}</dd>
      </dl>
      {risk.closedBecause && (
        <p className="quiet small">
          {t('because')} <Said text={risk.closedBecause} />
        </p>
      )}
      {risk.assessments.length > 1 && (
        <Disclosure title={t('risk.story', { count: risk.assessments.length })}>
          <ol className="plain small">
            {risk.assessments.map((one) => (
              <li key={one.at}>
                {day(one.at)}: {one.likelihood} × {one.effect} {one.reason && <Said text={one.reason} />}
              </li>
            ))}
          </ol>
        </Disclosure>
      )}
      <Acts id={id} look="plain" about={said(title)} acts={acts} onDone={onDone} />
    </li>
  );
}
