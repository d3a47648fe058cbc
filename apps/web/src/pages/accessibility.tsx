import { useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Announcer, Foot, Masthead } from '../frame.tsx';
import checked from '../generated/accessibility.json';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { useSaid } from '../said.tsx';
import { Disclosure, Select, Table } from '../ui/index.ts';
import { Heading } from './heading.tsx';
import { FeedbackAnswer, ResidentFeedback } from './resident-feedback.tsx';
import './public.css';

const Answering = graphql(`
  query Answering {
    publicCollaborations {
      id
      name {
        original
        fi
        sv
        en
      }
    }
  }
`);

/** What the last run of the tests over every page found: test/web/statement.spec.ts writes it. */
const found: {
  readonly checkedOn: string;
  readonly engine: string;
  readonly rules: number;
  readonly pages: readonly { readonly path: string; readonly widths: readonly number[]; readonly found: number }[];
} = checked;

/** What is known not to work: each has words of its own. When one is mended it leaves this list. */
const gaps = ['people', 'files', 'content', 'dragging'] as const;

/**
 * The accessibility statement (act 306/2019): out of the last run of the tests over every page, and of what is known
 * not to work, with the way to say what is difficult.
 */
export function Accessibility(): ReactElement {
  const { t } = useTranslation(['accessibility', 'common']);
  const { day, number } = useFormats();
  const { collaboration, feedback } = useSearch({ from: '/accessibility' });
  const [{ data }] = useQuery({ query: Answering });
  const title = useSaid();
  const [chosen, setChosen] = useState<string>();
  const open = data?.publicCollaborations ?? [];
  const to = chosen ?? open.find(({ id }) => id === collaboration)?.id ?? open[0]?.id;
  const faults = found.pages.reduce((sum, page) => sum + page.found, 0);
  return (
    <>
      <Masthead />
      <main id="content" tabIndex={-1} className="wide open-page">
        <Heading title={t('common:page.accessibility')}>
          <p className="lead">{t('lead')}</p>
        </Heading>
        {feedback !== undefined && collaboration !== undefined && (
          <FeedbackAnswer collaboration={collaboration} id={feedback} />
        )}
        <section className="stack" aria-labelledby="how">
          <h2 id="how">{t('how')}</h2>
          <p>{t(faults === 0 ? 'meets' : 'meetsPartly')}</p>
          <p>
            {t('checked', {
              day: day(found.checkedOn),
              pages: number(found.pages.length),
              rules: number(found.rules),
              engine: found.engine,
            })}{' '}
            {faults === 0 ? t('foundNothing') : t('found', { count: faults })}
          </p>
          <Disclosure title={t('byPage')}>
            <Table
              caption={t('byPageCaption')}
              captionHidden
              rows={found.pages}
              keyOf={({ path }) => path}
              columns={[
                { id: 'path', title: t('page'), isHead: true, cell: ({ path }) => <code>{path}</code> },
                {
                  id: 'widths',
                  title: t('widths'),
                  cell: ({ widths }) => widths.map((width) => `${String(width)} px`).join(', '),
                },
                {
                  id: 'found',
                  title: t('result'),
                  cell: (page) => (page.found === 0 ? t('passes') : t('found', { count: page.found })),
                },
              ]}
            />
          </Disclosure>
        </section>
        <section className="stack" aria-labelledby="gaps">
          <h2 id="gaps">{t('gapsTitle')}</h2>
          <ul className="goals">
            {gaps.map((gap) => (
              <li key={gap}>{t(`gap.${gap}`)}</li>
            ))}
          </ul>
        </section>
        <section className="stack" aria-labelledby="feedback">
          <h2 id="feedback">{t('feedbackTitle')}</h2>
          <p>{t('feedbackLead')}</p>
          {open.length > 1 && (
            <Select
              label={t('which')}
              options={open.map(({ id, name }) => ({ id, label: title(name) }))}
              value={to ?? null}
              onChange={(id) => setChosen(id ?? undefined)}
            />
          )}
          {to === undefined ? (
            data && <p>{t('nobodyAnswers')}</p>
          ) : (
            <ResidentFeedback collaboration={to} topic="ACCESSIBILITY" />
          )}
        </section>
        <section className="stack" aria-labelledby="authority">
          <h2 id="authority">{t('authorityTitle')}</h2>
          <p>{t('authority')}</p>
          <p>
            <a href="https://www.saavutettavuusvaatimukset.fi/" rel="noreferrer">
              {t('authorityLink')}
            </a>
          </p>
        </section>
      </main>
      <Foot />
      <Announcer />
    </>
  );
}
