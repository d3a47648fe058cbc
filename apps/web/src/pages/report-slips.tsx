import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said } from '../said.tsx';
import { Empty, Tag } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Words } from './fragments.ts';

export const Slipping = graphql(
  `
    fragment Slipping on Slip {
      kind
      about
      from
      to
      value
      title {
        ...Words
      }
      why {
        ...Words
      }
    }
  `,
  [Words],
);

const SlippedOf = graphql(
  `
    query SlippedOf($collaboration: ID!, $asOf: String, $actingFor: ID, $period: ID!) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        period(id: $period) {
          slipped {
            programme {
              id
              title {
                ...Words
              }
            }
            slips {
              ...Slipping
            }
          }
        }
      }
    }
  `,
  [Words, Slipping],
);

type Slip = ResultOf<typeof Slipping>;

/** What went otherwise than was planned, programme by programme: it stands in the published report as well. */
export function Slips({ period }: { readonly period: string }): ReactElement {
  const { t } = useTranslation(['report']);
  const view = useView(SlippedOf, { period });
  return (
    <section className="stack" aria-labelledby="slipped">
      <h2 id="slipped">{t('slip.title')}</h2>
      <p>{t('slip.lead')}</p>
      <Answer view={view} pick={({ collaboration }) => collaboration?.period?.slipped}>
        {(found) => {
          if (found.length === 0) return <Empty title={t('slip.none')} />;
          return found.map(({ programme, slips }) => (
            <section key={programme?.id ?? ''} className="stack tight">
              <h3>{programme && <Said text={programme.title} />}</h3>
              <SlipList slips={slips} />
            </section>
          ));
        }}
      </Answer>
    </section>
  );
}

/** Things that slipped: what, from when to when, and why. */
export function SlipList({ slips }: { readonly slips: readonly Slip[] }): ReactElement {
  const { t } = useTranslation(['report']);
  const { day, month, number } = useFormats();
  const when = (at: string) => (at.length > 7 ? day(at) : month(at));
  return (
    <ul className="plain report-rows">
      {slips.map(({ kind, about, title, from, to, why, value }) => (
        <li key={`${kind} ${about}`} className="report-slip">
          <Tag tone={kind === 'ADDED' ? 'plain' : 'warn'}>{t(`slip.kind.${kind}`)}</Tag>
          <span>
            <strong>
              <Said text={title} />
            </strong>
            <span className="quiet small report-aside">
              {from != null && to != null
                ? t('slip.moved', { from: when(from), to: when(to) })
                : from != null
                  ? t(kind === 'ADDED' ? 'slip.added' : 'slip.meant', { day: when(from) })
                  : ''}
              {value != null && ` ${t('slip.value', { value: number(value) })}`}
            </span>
            {why && (
              <span className="report-aside">
                <Said text={why} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
