import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Notice, Tabs, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Decisions } from './agenda-decisions.tsx';
import { Answer } from './answer.tsx';
import { Heading } from './heading.tsx';
import { ProgrammeState } from './programme-state.tsx';
import { ProgrammeWork } from './programme-work.tsx';
import { ThreadsAbout } from './threads.tsx';
import './agenda.css';
import './goal.css';

const ProgrammeView = graphql(`
  query ProgrammePage($collaboration: ID!, $asOf: String, $actingFor: ID, $programme: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      programme(id: $programme) {
        id
        revision
        kind
        order
        crossCutting
        reportedApart
        endedAt
        title {
          ...Words
        }
        ownerRole {
          ...Words
        }
        endedBecause {
          ...Words
        }
        partner {
          id
          name {
            ...Words
          }
        }
        parent {
          id
          title {
            ...Words
          }
        }
        successFactor {
          id
          title {
            ...Words
          }
        }
        parts(first: 30) {
          nodes {
            id
            kind
            endedAt
            title {
              ...Words
            }
          }
        }
        goals(first: 60) {
          nodes {
            id
            number
            phase
            title {
              ...Words
            }
            parent {
              id
            }
            ballot {
              given
              needed
            }
          }
        }
        indicators(first: 30) {
          totalCount
          nodes {
            id
            progress
            title {
              ...Words
            }
            unit {
              ...Words
            }
            trend(last: 8) {
              value
              suppressed
              period {
                from
                to
              }
            }
          }
        }
        activities(first: 30) {
          totalCount
          nodes {
            id
            phase
            title {
              ...Words
            }
            lead {
              id
            }
            contributors {
              partner {
                id
              }
            }
          }
        }
        lightHistory(first: 6) {
          period {
            id
            code
          }
          overall {
            now
          }
          schedule {
            now
          }
          risks {
            now
          }
          resources {
            now
          }
        }
        assessments(first: 1) {
          nodes {
            id
            period {
              id
              code
            }
            lights {
              overall {
                ...Judged
              }
              schedule {
                ...Judged
              }
              risks {
                ...Judged
              }
              resources {
                ...Judged
              }
            }
          }
        }
      }
    }
  }
  fragment Judged on AspectLight {
    light
    explanation {
      ...Words
    }
    nextStep {
      due
      partner
      text {
        ...Words
      }
    }
  }
  fragment Words on Text {
    original
    fi
    sv
    en
    outdated
  }
`);

export type ProgrammeOnPage = NonNullable<NonNullable<ResultOf<typeof ProgrammeView>['collaboration']>['programme']>;

/** One programme: whose it is, how it has gone, what it aims at and who takes part. */
export function Programme(): ReactElement {
  const { t } = useTranslation(['agenda', 'common']);
  const { programme } = useParams({ from: '/c/$collaboration/programmes/$programme' });
  const view = useView(ProgrammeView, { programme });
  return (
    <Answer
      view={view}
      // Until the one asked for is there, another one's words are not its words.
      pick={({ collaboration }) => (collaboration?.programme?.id === programme ? collaboration.programme : undefined)}
      lines={10}
      absent={
        <>
          <Heading title={t('programme.absent')} />
          <Empty title={t('programme.absentTitle')}>
            <p>{t('programme.absentAdvice')}</p>
          </Empty>
        </>
      }
    >
      {(found) => <ProgrammePage programme={found} onDone={view.again} />}
    </Answer>
  );
}

function ProgrammePage({
  programme,
  onDone,
}: {
  readonly programme: ProgrammeOnPage;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['agenda', 'common']);
  const said = useSaid();
  const { collaboration, asOf, roles, organisation, actingFor } = useSight();
  // An organisation looks after its own programmes; the backbone after all.
  const mayChange =
    roles.has('COORDINATOR') || roles.has('ADMINISTRATOR') || programme.partner?.id === (actingFor ?? organisation);
  const { tab } = useSearch({ from: '/c/$collaboration/programmes/$programme' });
  const navigate = useNavigate({ from: '/c/$collaboration/programmes/$programme' });
  const [part, renewPart] = useNewId('programme');
  const [goal, renewGoal] = useNewId('goal');
  const { id, title, revision, parent, successFactor } = programme;
  const name = said(title);
  const done = () => {
    renewPart();
    renewGoal();
    onDone();
  };
  const standing = {
    title: textFilled(title),
    kind: programme.kind,
    ...(successFactor && { factor: successFactor.id }),
    crossCutting: programme.crossCutting,
    reportedApart: programme.reportedApart,
    ...(programme.ownerRole && { ownerRole: textFilled(programme.ownerRole) }),
    ...(programme.partner && { partner: programme.partner.id }),
    ...(parent && { parent: parent.id }),
    order: programme.order,
  };
  const tabs = [
    { id: 'state', label: t('programme.tab.state'), content: () => <ProgrammeState programme={programme} /> },
    { id: 'work', label: t('programme.tab.work'), content: () => <ProgrammeWork programme={programme} /> },
    { id: 'decisions', label: t('tab.decisions'), content: () => <Decisions about={id} title={name} /> },
    { id: 'talk', label: t('goal.tab.talk'), content: () => <ThreadsAbout about={id} title={name} /> },
  ];
  return (
    <>
      <nav aria-label={t('goal.place')} className="trail small">
        <Link to="/c/$collaboration/agenda" params={{ collaboration }}>
          {t('common:page.agenda')}
        </Link>
        {successFactor && (
          <>
            <span aria-hidden> › </span>
            <Said text={successFactor.title} />
          </>
        )}
        {parent && (
          <>
            <span aria-hidden> › </span>
            <Link to="/c/$collaboration/programmes/$programme" params={{ collaboration, programme: parent.id }}>
              <Said text={parent.title} />
            </Link>
          </>
        )}
      </nav>
      <Heading title={name}>
        <div className="row">
          <Tag>{t(`kind.${programme.kind}`)}</Tag>
          {programme.crossCutting && <Tag>{t('programme.crossCutting')}</Tag>}
          {programme.reportedApart && <Tag>{t('programme.reportedApart')}</Tag>}
          {programme.endedAt != null && <Tag>{t('programme.ended')}</Tag>}
        </div>
        {programme.endedAt == null && (
          <Acts
            id={id}
            about={name}
            look="plain"
            acts={[
              ...(mayChange
                ? [
                    { command: 'ReviseProgramme', filled: standing, expectedVersion: revision },
                    {
                      command: 'RelateGoals',
                      filled: { goals: programme.goals.nodes.map((one) => one.id) },
                      expectedVersion: revision,
                    },
                  ]
                : []),
              { command: 'ProposeGoal', id: goal, given: { programmes: [id] } },
              {
                command: 'LaunchProgramme',
                id: part,
                given: { parent: id },
                label: t('programme.launchPart'),
              },
              ...(mayChange ? [{ command: 'EndProgramme' }] : []),
            ]}
            onDone={done}
          />
        )}
        {asOf !== undefined && (
          <p>
            <Link
              to="/c/$collaboration/history"
              params={{ collaboration }}
              search={{ tab: 'compare', about: id, from: asOf }}
            >
              {t('changedSince')}
            </Link>
          </p>
        )}
      </Heading>
      {programme.endedBecause && (
        <Notice>
          <p>
            {t('goal.because')} <Said text={programme.endedBecause} />
          </p>
        </Notice>
      )}
      <Tabs
        label={name}
        tabs={tabs}
        chosen={tabs.find((one) => one.id === tab)?.id ?? 'state'}
        onChoose={(chosen) =>
          void navigate({ search: { tab: chosen === 'state' ? undefined : chosen }, replace: true })
        }
      />
    </>
  );
}
