import { Link } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { graphql } from '../graphql.ts';
import { Said } from '../said.tsx';
import { Empty, Table } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { CellWords } from './matrix-panel.tsx';

const PlacesOfActivity = graphql(`
  query PlacesOfActivity($collaboration: ID!, $asOf: String, $actingFor: ID, $activity: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      facilities(first: 100, phase: RECORDED) {
        nodes {
          id
          name {
            ...Words
          }
          place {
            code
          }
        }
      }
      activity(id: $activity) {
        id
        placeStates(first: 100) {
          nodes {
            id
            year
            state
            told
            place {
              code
              name {
                ...Words
              }
            }
            detail {
              ...Words
            }
            uncertain {
              ...Words
            }
            venue {
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

/** Where an activity is, year by year, and which rooms there are in those places. */
export function ActivityPlaces({
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
  const view = useView(PlacesOfActivity, { activity });
  const found = view.data?.collaboration;
  const rows = useMemo(() => {
    const cells = found?.activity?.placeStates.nodes ?? [];
    const facilities = Map.groupBy(found?.facilities.nodes ?? [], ({ place }) => place?.code);
    return [...Map.groupBy(cells, ({ place }) => place?.code)].map(([code, all]) => ({
      code: code ?? '',
      place: all[0]?.place,
      byYear: new Map(all.map((cell) => [cell.year, cell])),
      facilities: facilities.get(code) ?? [],
    }));
  }, [found]);
  const years = [...new Set(rows.flatMap(({ byYear }) => [...byYear.keys()]))].sort();
  type Row = (typeof rows)[number];
  return (
    <Answer view={view} pick={({ collaboration: one }) => one?.activity}>
      {() => (
        <div className="stack">
          <div className="row">
            {open && <Acts id={activity} about={name} acts={[{ command: 'SetPlaceState' }]} onDone={view.again} />}
            <Link to="/c/$collaboration/matrix" params={{ collaboration }} search={{ all: true }}>
              {t('activity.toMatrix')}
            </Link>
          </div>
          {rows.length === 0 ? (
            <Empty title={t('activity.noPlaces')}>
              <p>{t('activity.noPlacesAdvice')}</p>
            </Empty>
          ) : (
            <Table
              caption={t('activity.places')}
              captionHidden
              keyOf={({ code }) => code}
              rows={rows}
              columns={[
                {
                  id: 'place',
                  title: t('matrix.place'),
                  isHead: true,
                  cell: ({ place, code }: Row) => (
                    <Link to="/c/$collaboration/matrix" params={{ collaboration }} search={{ place: code }}>
                      {place && <Said text={place.name} />}
                    </Link>
                  ),
                },
                ...years.map((year) => ({
                  id: String(year),
                  title: String(year),
                  cell: ({ byYear }: Row) => <CellWords cell={byYear.get(year)} />,
                })),
                {
                  id: 'facilities',
                  title: t('activity.facilities'),
                  cell: ({ facilities }: Row) => (
                    <ul className="plain">
                      {facilities.map(({ id, name: text }) => (
                        <li key={id}>
                          <Said text={text} />
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]}
            />
          )}
        </div>
      )}
    </Answer>
  );
}
