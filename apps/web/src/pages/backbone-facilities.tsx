import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Table, Tag, type Column } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Filter } from './filter.tsx';

const FacilitiesRecorded = graphql(`
  query FacilitiesRecorded($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      facilities(first: 100) {
        nodes {
          id
          phase
          suitability
          name {
            ...Words
          }
          opens {
            ...Words
          }
          notes {
            ...Words
          }
          closedBecause {
            ...Words
          }
          place {
            code
            name {
              ...Words
            }
          }
          equipment {
            shower
            sauna
            gym
            groupRoom
            accessible
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

type Facility = NonNullable<ResultOf<typeof FacilitiesRecorded>['collaboration']>['facilities']['nodes'][number];
type Having = Facility['equipment']['gym'];

const equipment = ['shower', 'sauna', 'gym', 'groupRoom', 'accessible'] as const;
const shapes: Record<Having, string> = { YES: '✓', NO: '–', UNKNOWN: '?', NOT_STATED: '' };

/** Rooms where people can meet, and what there is in them: yes, no, not known and never asked are four things. */
export function Facilities(): ReactElement {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const { compare } = useFormats();
  const view = useView(FacilitiesRecorded, {});
  const [id, renew] = useNewId('facility');
  const [place, setPlace] = useState<string>();
  const done = () => {
    renew();
    view.again();
  };
  const columns: readonly Column<Facility>[] = [
    {
      id: 'name',
      title: t('facility.name'),
      isHead: true,
      cell: ({ name, notes }) => (
        <>
          <Said text={name} />
          {notes && (
            <span className="block small quiet">
              <Said text={notes} />
            </span>
          )}
        </>
      ),
    },
    { id: 'place', title: t('partners.place'), cell: ({ place: one }) => one && <Said text={one.name} /> },
    ...equipment.map((one) => ({
      id: one,
      title: t(`facility.${one}`),
      cell: ({ equipment: has }: Facility) => (
        <span className={`has ${has[one].toLowerCase()}`}>
          <span aria-hidden>{shapes[has[one]]}</span> {t(`facility.has.${has[one]}`)}
        </span>
      ),
    })),
    {
      id: 'suitability',
      title: t('facility.suitability'),
      cell: ({ suitability, opens }) => (
        <>
          <Tag>{t(`facility.suits.${suitability}`)}</Tag> {opens && <Said text={opens} />}
        </>
      ),
    },
    {
      id: 'acts',
      title: t('acts'),
      cell: (one) => (
        <Acts
          id={one.id}
          look="plain"
          about={said(one.name)}
          acts={
            one.phase === 'CLOSED'
              ? []
              : [
                  {
                    command: 'ReviseFacility',
                    filled: {
                      place: one.place?.code,
                      name: textFilled(one.name),
                      equipment: {
                        shower: one.equipment.shower,
                        sauna: one.equipment.sauna,
                        gym: one.equipment.gym,
                        groupRoom: one.equipment.groupRoom,
                        accessible: one.equipment.accessible,
                      },
                      suitability: one.suitability,
                      opens: textFilled(one.opens),
                      notes: textFilled(one.notes),
                    },
                  },
                  { command: 'CloseFacility' },
                ]
          }
          onDone={done}
        />
      ),
    },
  ];
  return (
    <div className="stack">
      <div className="row">
        <p className="lead list-count">{t('facility.lead')}</p>
        <Acts id={id} about={t('facility.new')} acts={[{ command: 'RecordFacility' }]} onDone={done} />
      </div>
      <Answer view={view} pick={({ collaboration }) => collaboration?.facilities}>
        {({ nodes }) => {
          const places = [
            ...new Map(nodes.flatMap((one) => (one.place ? [[one.place.code, said(one.place.name)] as const] : []))),
          ]
            .map(([code, label]) => ({ id: code, label }))
            .sort((a, b) => compare(a.label, b.label));
          const shown = nodes.filter((one) => place === undefined || one.place?.code === place);
          const open = shown.filter(({ phase }) => phase === 'RECORDED');
          const closed = shown.filter(({ phase }) => phase === 'CLOSED');
          return nodes.length === 0 ? (
            <Empty title={t('facility.none')}>
              <p>{t('facility.noneAdvice')}</p>
            </Empty>
          ) : (
            <>
              <div className="choices">
                <Filter label={t('partners.place')} options={places} value={place} onChange={setPlace} />
              </div>
              <Table
                caption={t('tab.facilities')}
                captionHidden
                columns={columns}
                rows={open}
                keyOf={(one) => one.id}
              />
              {closed.length > 0 && (
                <Disclosure title={t('facility.closed', { count: closed.length })}>
                  <ul>
                    {closed.map((one) => (
                      <li key={one.id}>
                        <Said text={one.name} /> {one.closedBecause && <Said text={one.closedBecause} />}
                      </li>
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
