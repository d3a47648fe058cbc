import { lazy, Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { Said } from '../said.tsx';
import { Button, Notice, Skeleton } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Heading } from './heading.tsx';
import { Changed } from './mine-changed.tsx';
import { Duties } from './mine-duties.tsx';
import { OurFigures, Promised, WhoDoesWhat } from './mine-ours.tsx';
import './mine.css';

const Coordinating = lazy(async () => ({ default: (await import('./mine-coordinator.tsx')).Coordinating }));
const Auditing = lazy(async () => ({ default: (await import('./mine-auditor.tsx')).Auditing }));

const Organisation = graphql(`
  query Organisation($collaboration: ID!, $asOf: String, $actingFor: ID, $organisation: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      position
      partner(id: $organisation) {
        id
        name {
          original
          fi
          sv
          en
        }
        view {
          dutyCount
          lateCount
          duties {
            kind
            due
            late
            about
            title {
              original
              fi
              sv
              en
            }
            answers
          }
          mine: duties(mine: true) {
            kind
            about
            due
          }
          mustReport {
            indicator {
              id
              periodType
            }
            period {
              from
              to
            }
          }
          mustDecide {
            id
            goalVersion
            scope {
              original
              fi
              sv
              en
            }
          }
          mustAssess {
            programme {
              id
            }
            period {
              id
            }
          }
          asked {
            id
            leadCommitment
            lead {
              id
            }
            successor {
              partner
            }
          }
        }
      }
    }
  }
`);

/** What waits for the organisation, what it has promised, its figures, and what has changed: the first page there is. */
export function Mine(): ReactElement {
  const { t } = useTranslation(['mine', 'common']);
  const { organisation = '', roles, asOf } = useSight();
  const { data, loading, error, again } = useView(Organisation, { organisation });
  const partner = data?.collaboration?.partner;
  const view = partner?.view;
  const summary = view && [
    view.dutyCount === 0 ? t('nothing') : t('waitCount', { count: view.dutyCount }),
    ...(view.lateCount > 0 ? [t('lateCount', { count: view.lateCount })] : []),
  ];
  return (
    <>
      <Heading title={t('common:page.mine')}>
        {partner && summary && (
          <p className="lead">
            <strong>
              <Said text={partner.name} />
            </strong>
            {': '}
            {summary.join(' ')}
          </p>
        )}
      </Heading>
      {error && !view && (
        <Notice kind="fault" title={t('common:state.failed')} live>
          <p>
            <Button small onPress={again}>
              {t('common:state.again')}
            </Button>
          </p>
        </Notice>
      )}
      {!view && loading && <Skeleton />}
      {!view && !loading && !error && <Notice kind="warn" title={t('notYet')} />}
      {view && (
        <>
          <Duties view={view} organisation={organisation} onDone={again} />
          <Suspense fallback={<Skeleton />}>
            {roles.has('COORDINATOR') && <Coordinating />}
            {roles.has('AUDITOR') && <Auditing />}
          </Suspense>
          <Promised organisation={organisation} />
          {asOf === undefined && <Changed organisation={organisation} upTo={data?.collaboration?.position ?? '0'} />}
          <OurFigures organisation={organisation} />
          <WhoDoesWhat organisation={organisation} />
        </>
      )}
    </>
  );
}
