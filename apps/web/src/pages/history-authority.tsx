import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Button, Disclosure, Empty, Select, Table } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { useCalled, useName } from './names.ts';

const WhoCould = graphql(`
  query WhoCould($collaboration: ID!, $asOf: String, $actingFor: ID, $person: ID, $organisation: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      moment
      authority(person: $person, organisation: $organisation, first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          person
          organisation
          mandates
          allowed {
            command
            mandate
            indicator
            programme
          }
        }
      }
    }
  }
`);

const from = '/c/$collaboration/history' as const;

/** Who could do what at the moment looked at: the mandates that were in force and what they allowed. */
export function Authority(): ReactElement {
  const { t } = useTranslation(['history', 'forms']);
  const { asOf } = useSight();
  const { moment } = useFormats();
  const name = useName();
  const { partners, people } = useCalled();
  const { partner, actor } = useSearch({ from });
  const navigate = useNavigate({ from });
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const view = useView(WhoCould, {
    person: actor ?? null,
    organisation: partner ?? null,
    after: cursors.at(-1) ?? null,
  });
  const choose = (more: { partner?: string; actor?: string }) => {
    setCursors([]);
    void navigate({ search: (before) => ({ ...before, ...more, tab: 'authority' }) });
  };
  return (
    <div className="stack">
      <p>{t('authorityLead')}</p>
      <div className="fields wanted">
        <Select
          label={t('filterPartner')}
          all={t('all')}
          options={partners}
          value={partner ?? null}
          onChange={(value) => choose({ partner: value ?? undefined })}
        />
        <Select
          label={t('filterActor')}
          all={t('all')}
          options={people}
          value={actor ?? null}
          onChange={(value) => choose({ actor: value ?? undefined })}
        />
      </div>
      <Answer view={view} pick={({ collaboration }) => collaboration}>
        {({ moment: at, authority: { nodes, totalCount, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={t('noAuthority')}>
              <p>{t('noAuthorityAdvice')}</p>
            </Empty>
          ) : (
            <>
              <h2>{asOf === undefined ? t('whoCanNow') : t('whoCouldThen', { moment: moment(at) })}</h2>
              <p className="quiet">{t('authorities', { count: totalCount })}</p>
              <Table
                caption={t('tab.authority')}
                captionHidden
                rows={nodes}
                keyOf={({ person, organisation }) => `${person} ${organisation}`}
                columns={[
                  { id: 'person', title: t('personColumn'), isHead: true, cell: ({ person }) => name(person) },
                  { id: 'for', title: t('forColumn'), cell: ({ organisation }) => name(organisation) },
                  {
                    id: 'may',
                    title: t('mayColumn'),
                    cell: ({ allowed }) => (
                      <Disclosure title={t('commands', { count: new Set(allowed.map(({ command }) => command)).size })}>
                        <ul>
                          {[...new Set(allowed.map(({ command }) => command))].map((command) => (
                            <li key={command}>
                              {t(`forms:command.${command as 'AmendGoal'}`, { defaultValue: command })}
                            </li>
                          ))}
                        </ul>
                      </Disclosure>
                    ),
                  },
                ]}
              />
              <div className="row">
                {cursors.length > 0 && (
                  <Button onPress={() => setCursors(cursors.slice(0, -1))}>{t('pageBack')}</Button>
                )}
                {pageInfo.hasNextPage && pageInfo.endCursor != null && (
                  <Button onPress={() => setCursors([...cursors, pageInfo.endCursor ?? ''])}>{t('pageOn')}</Button>
                )}
              </div>
            </>
          )
        }
      </Answer>
    </div>
  );
}
