import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { graphql } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Said } from '../said.tsx';
import { Disclosure, Table, Tag } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { useName } from './names.ts';

const Kept = graphql(`
  query Kept($collaboration: ID!, $asOf: String, $actingFor: ID, $language: Language!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      retention {
        id
        name(language: $language)
        basis(language: $language)
        disposal(language: $language)
        startsWhen(language: $language)
        years
        proposedYears
        confirmed
        confirmedBy {
          original
          fi
          sv
          en
        }
        usually
        store
        due(first: 20) {
          totalCount
          nodes {
            id
            due
            since
            title {
              original
              fi
              sv
              en
            }
          }
        }
        disposals {
          at
          by
          position
          subjects
          reason {
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

/** How long each kind of data is kept and by what right, what is due to go, and what was decided. */
export function Retention(): ReactElement {
  const { t } = useTranslation(['history', 'forms']);
  const language = useLanguage();
  const { day, moment } = useFormats();
  const name = useName();
  const view = useView(Kept, { language: language.toUpperCase() as 'FI' });
  return (
    <div className="stack">
      <p>{t('retentionLead')}</p>
      <Answer view={view} pick={({ collaboration }) => collaboration?.retention}>
        {(classes) => (
          <ol className="plain events">
            {classes.map((one) => (
              <li key={one.id}>
                <article className="event stack tight" aria-label={one.name}>
                  <p className="row small">
                    <Tag tone={one.confirmed ? 'good' : 'tentative'}>
                      {one.confirmed ? t('confirmed') : t('proposed')}
                    </Tag>
                    <Tag>{t(`publicity.${one.usually}`)}</Tag>
                    {one.due.totalCount > 0 && <Tag tone="warn">{t('due', { count: one.due.totalCount })}</Tag>}
                  </p>
                  <h2>{one.name}</h2>
                  <p>
                    {one.years == null ? t('forGood') : t('years', { count: one.years })}
                    {one.startsWhen != null && ` · ${one.startsWhen}`}
                  </p>
                  <p className="small quiet">
                    {one.basis} {one.confirmedBy && <Said text={one.confirmedBy} />}
                  </p>
                  <p className="small">{one.disposal}</p>
                  {one.due.nodes.length > 0 && (
                    <Disclosure title={t('dueList')}>
                      <Table
                        caption={t('dueList')}
                        captionHidden
                        rows={one.due.nodes}
                        keyOf={({ id }) => id}
                        columns={[
                          {
                            id: 'what',
                            title: t('what'),
                            isHead: true,
                            cell: ({ id, title }) => (title ? <Said text={title} /> : id),
                          },
                          { id: 'since', title: t('since'), cell: ({ since }) => day(since) },
                          { id: 'due', title: t('dueFrom'), cell: ({ due }) => day(due) },
                        ]}
                      />
                    </Disclosure>
                  )}
                  {one.disposals.length > 0 && (
                    <Disclosure title={t('decided', { count: one.disposals.length })}>
                      <ul>
                        {one.disposals.map(({ at, by, position, subjects, reason }) => (
                          <li key={position}>
                            {moment(at)}, {name(by)}: <Said text={reason} /> ({subjects.length})
                          </li>
                        ))}
                      </ul>
                    </Disclosure>
                  )}
                  <Acts
                    id={one.id}
                    about={one.name}
                    acts={[
                      { command: 'ConfirmRetention' },
                      ...(one.confirmed && one.due.nodes.length > 0
                        ? [{ command: 'DecideDisposal', filled: { subjects: one.due.nodes.map(({ id }) => id) } }]
                        : []),
                    ]}
                    onDone={view.again}
                  />
                </article>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </div>
  );
}
