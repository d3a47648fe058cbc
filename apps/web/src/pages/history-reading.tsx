import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Button, Select, Table, Tag } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { useCalled, useName } from './names.ts';

const Looked = graphql(`
  query Looked($collaboration: ID!, $asOf: String, $actingFor: ID, $kind: AccessKind, $person: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      accessLog(kind: $kind, person: $person, first: 20, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          at
          kind
          person
          organisation
          command
          code
          subject
          times
        }
      }
    }
  }
`);

const Asked = graphql(`
  query Asked($collaboration: ID!, $asOf: String, $actingFor: ID, $outcome: RequestOutcome, $who: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      requests(outcome: $outcome, who: $who, first: 20, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          at
          kind
          who
          outcome
          asked
          codes
          sensitive
          correlation
        }
      }
    }
  }
`);

const kinds = ['COMMAND_REFUSED', 'READ_REFUSED', 'SMALL_COUNTS_READ', 'PERSONAL_DATA_READ', 'BUNDLE_TAKEN'] as const;
const outcomes = ['ANSWERED', 'DENIED', 'REFUSED', 'FAILED'] as const;
const tones = { ANSWERED: 'good', DENIED: 'bad', REFUSED: 'warn', FAILED: 'bad' } as const;

/** Who tried what they might not, who opened hidden values, and every request that asked something of the collaboration. */
export function Reading(): ReactElement {
  const { t } = useTranslation(['history']);
  return (
    <div className="stack">
      <p>{t('readingLead')}</p>
      <AccessLog />
      <Requests />
    </div>
  );
}

function AccessLog(): ReactElement {
  const { t } = useTranslation(['history', 'forms']);
  const { moment } = useFormats();
  const name = useName();
  const { people } = useCalled();
  const [kind, setKind] = useState<(typeof kinds)[number] | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const pages = usePages(`${kind ?? ''} ${person ?? ''}`);
  const view = useView(Looked, { kind, person, after: pages.after });
  return (
    <section className="stack" aria-labelledby="access">
      <h2 id="access">{t('accessLog')}</h2>
      <div className="fields wanted">
        <Select
          label={t('accessKind')}
          all={t('all')}
          options={kinds.map((id) => ({ id, label: t(`access.${id}`) }))}
          value={kind}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? null)}
        />
        <Select label={t('filterActor')} all={t('all')} options={people} value={person} onChange={setPerson} />
      </div>
      <Answer view={view} pick={({ collaboration }) => collaboration?.accessLog}>
        {({ nodes, pageInfo }) => (
          <>
            <Table
              caption={t('accessTable')}
              captionHidden
              rows={nodes}
              keyOf={({ id }) => id}
              columns={[
                { id: 'at', title: t('when'), isHead: true, cell: ({ at }) => moment(at) },
                { id: 'kind', title: t('what'), cell: (row) => t(`access.${row.kind}`) },
                { id: 'person', title: t('personColumn'), cell: (row) => name(row.person) },
                { id: 'for', title: t('forColumn'), cell: ({ organisation }) => name(organisation) },
                {
                  id: 'details',
                  title: t('details'),
                  cell: ({ command, code, subject, times }) =>
                    [
                      command == null
                        ? undefined
                        : t(`forms:command.${command as 'AmendGoal'}`, { defaultValue: command }),
                      code,
                      subject == null ? undefined : name(subject),
                      times > 1 ? t('times', { count: times }) : undefined,
                    ]
                      .filter((each) => each != null)
                      .join(' · '),
                },
              ]}
            />
            <Pages pages={pages} {...pageInfo} />
          </>
        )}
      </Answer>
    </section>
  );
}

function Requests(): ReactElement {
  const { t } = useTranslation(['history']);
  const { moment } = useFormats();
  const name = useName();
  const { people } = useCalled();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number] | null>(null);
  const [who, setWho] = useState<string | null>(null);
  const pages = usePages(`${outcome ?? ''} ${who ?? ''}`);
  const view = useView(Asked, { outcome, who, after: pages.after });
  return (
    <section className="stack" aria-labelledby="requests">
      <h2 id="requests">{t('requests')}</h2>
      <div className="fields wanted">
        <Select
          label={t('requestOutcome')}
          all={t('all')}
          options={outcomes.map((id) => ({ id, label: t(`request.${id}`) }))}
          value={outcome}
          onChange={(value) => setOutcome(outcomes.find((each) => each === value) ?? null)}
        />
        <Select label={t('filterActor')} all={t('all')} options={people} value={who} onChange={setWho} />
      </div>
      <Answer view={view} pick={({ collaboration }) => collaboration?.requests}>
        {({ nodes, pageInfo }) => (
          <>
            <Table
              caption={t('requestsTable')}
              captionHidden
              rows={nodes}
              keyOf={({ id }) => id}
              columns={[
                { id: 'at', title: t('when'), isHead: true, cell: ({ at }) => moment(at) },
                { id: 'who', title: t('personColumn'), cell: (row) => (row.who == null ? t('nobody') : name(row.who)) },
                {
                  id: 'outcome',
                  title: t('requestOutcome'),
                  cell: (row) => <Tag tone={tones[row.outcome]}>{t(`request.${row.outcome}`)}</Tag>,
                },
                {
                  id: 'asked',
                  title: t('asked'),
                  cell: ({ asked, codes, sensitive }) => (
                    <>
                      {[...asked, ...codes].join(', ')} {sensitive && <Tag tone="warn">{t('sensitive')}</Tag>}
                    </>
                  ),
                },
              ]}
            />
            <Pages pages={pages} {...pageInfo} />
          </>
        )}
      </Answer>
    </section>
  );
}

interface Pager {
  readonly after: string | null;
  readonly back: (() => void) | undefined;
  readonly on: (cursor: string) => void;
}

/** Pages one after another; from the first again when something else is wanted. */
function usePages(wanted: string): Pager {
  const [{ of, cursors }, set] = useState<{ of: string; cursors: readonly string[] }>({ of: wanted, cursors: [] });
  const gone = of === wanted ? cursors : [];
  return {
    after: gone.at(-1) ?? null,
    back: gone.length === 0 ? undefined : () => set({ of: wanted, cursors: gone.slice(0, -1) }),
    on: (cursor) => set({ of: wanted, cursors: [...gone, cursor] }),
  };
}

function Pages({
  pages,
  hasNextPage,
  endCursor,
}: {
  readonly pages: Pager;
  readonly hasNextPage: boolean;
  readonly endCursor?: string | null;
}): ReactElement | null {
  const { t } = useTranslation(['history']);
  if (!pages.back && !hasNextPage) return null;
  return (
    <div className="row">
      {pages.back && <Button onPress={pages.back}>{t('pageBack')}</Button>}
      {hasNextPage && endCursor != null && <Button onPress={() => pages.on(endCursor)}>{t('pageOn')}</Button>}
    </div>
  );
}
