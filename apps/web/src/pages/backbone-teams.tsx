import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Tag } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Answer } from './answer.tsx';

const TeamsFormed = graphql(`
  query TeamsFormed($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      teams(first: 100) {
        nodes {
          id
          kind
          disbandedAt
          name {
            ...Words
          }
          purpose {
            ...Words
          }
          members {
            ...Words
          }
          rhythm {
            ...Words
          }
          disbandedBecause {
            ...Words
          }
          partner {
            id
            name {
              ...Words
            }
          }
          partners {
            id
            name {
              ...Words
            }
          }
          places {
            code
            name {
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

type Team = NonNullable<ResultOf<typeof TeamsFormed>['collaboration']>['teams']['nodes'][number];

/** Teams and networks: who is in them, for what, where and how often they meet. */
export function Teams(): ReactElement {
  const { t } = useTranslation('backbone');
  const view = useView(TeamsFormed, {});
  const [id, renew] = useNewId('team');
  const done = () => {
    renew();
    view.again();
  };
  return (
    <div className="stack">
      <div className="row">
        <p className="lead list-count">{t('team.lead')}</p>
        <Acts id={id} about={t('team.new')} acts={[{ command: 'FormTeam' }]} onDone={done} />
      </div>
      <Answer view={view} pick={({ collaboration }) => collaboration?.teams}>
        {({ nodes }) => {
          const working = nodes.filter(({ disbandedAt }) => disbandedAt == null);
          const disbanded = nodes.filter(({ disbandedAt }) => disbandedAt != null);
          return nodes.length === 0 ? (
            <Empty title={t('team.none')}>
              <p>{t('team.noneAdvice')}</p>
            </Empty>
          ) : (
            <>
              <ul className="plain cards">
                {working.map((team) => (
                  <TeamShown key={team.id} team={team} onDone={done} />
                ))}
              </ul>
              {disbanded.length > 0 && (
                <Disclosure title={t('team.disbanded', { count: disbanded.length })}>
                  <ul className="plain cards">
                    {disbanded.map((team) => (
                      <TeamShown key={team.id} team={team} onDone={done} />
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

function TeamShown({ team, onDone }: { readonly team: Team; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const { id, name, kind, purpose, members, rhythm, partner, partners, places, disbandedBecause } = team;
  const places_ = places.map((one) => said(one.name)).join(', ');
  return (
    <li className="card">
      <h2>
        <Said text={name} />
      </h2>
      <p className="row small">
        <Tag>{t(`team.kind.${kind}`)}</Tag>
      </p>
      {purpose && (
        <p>
          <Said text={purpose} />
        </p>
      )}
      <dl className="facts small">
        <dt>{t('team.partner')}</dt>
        <dd>{partner && <Said text={partner.name} />}</dd>
        {partners.length > 0 && (
          <>
            <dt>{t('team.partners')}</dt>
            <dd>{partners.map((one) => said(one.name)).join(', ')}</dd>
          </>
        )}
        {members && (
          <>
            <dt>{t('team.members')}</dt>
            <dd>
              <Said text={members} />
            </dd>
          </>
        )}
        {places_ !== '' && (
          <>
            <dt>{t('team.places')}</dt>
            <dd>{places_}</dd>
          </>
        )}
        {rhythm && (
          <>
            <dt>{t('team.rhythm')}</dt>
            <dd>
              <Said text={rhythm} />
            </dd>
          </>
        )}
      </dl>
      {disbandedBecause ? (
        <p className="quiet small">
          {t('because')} <Said text={disbandedBecause} />
        </p>
      ) : (
        <Acts
          id={id}
          look="plain"
          about={said(name)}
          acts={[
            {
              command: 'ReviseTeam',
              filled: {
                name: textFilled(name),
                kind,
                partner: partner?.id,
                places: places.map(({ code }) => code),
                partners: partners.map((one) => one.id),
                purpose: textFilled(purpose),
                members: textFilled(members),
                rhythm: textFilled(rhythm),
              },
            },
            { command: 'DisbandTeam' },
          ]}
          onDone={onDone}
        />
      )}
    </li>
  );
}
