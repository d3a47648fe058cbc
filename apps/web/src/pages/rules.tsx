import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, type Act } from '../forms/acts.tsx';
import { textFilled } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid, type Text } from '../said.tsx';
import { Disclosure } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Heading } from './heading.tsx';
import './activities.css';
import './backbone.css';

const SettingsInForce = graphql(`
  query SettingsInForce($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      languages
      timeZone
      smallBelow
      staleAfterDays
      responseDueDays
      recertifyAfterMonths
      contactRoles
      openedAt
      name {
        ...Words
      }
      freeTextWarning {
        ...Words
      }
      quorum {
        kind
        number
        share
        partners
      }
      labels {
        agenda {
          ...Words
        }
        measurement {
          ...Words
        }
        activities {
          ...Words
        }
        communication {
          ...Words
        }
        backbone {
          ...Words
        }
      }
      lightWords {
        green {
          ...Words
        }
        yellow {
          ...Words
        }
        red {
          ...Words
        }
        not_assessed {
          ...Words
        }
      }
      partnerKinds {
        id
        label {
          ...Words
        }
      }
      places {
        code
        kind
        from
        to
        name {
          ...Words
        }
      }
      settingChanges(first: 40) {
        totalCount
        nodes {
          id
          type
          changedAt
          reason {
            ...Words
          }
        }
      }
      mandates(role: ADMINISTRATOR, inForce: true, first: 20) {
        nodes {
          id
          person
          partner {
            id
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

type Found = NonNullable<ResultOf<typeof SettingsInForce>['collaboration']>;

const parts = ['agenda', 'measurement', 'activities', 'communication', 'backbone'] as const;
const lights = ['green', 'yellow', 'red', 'not_assessed'] as const;

/** The rules of the collaboration as they are now: each change is an event with who, when and why. */
export function RulesInForce(): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const view = useView(SettingsInForce, {});
  return (
    <>
      <Heading title={t('common:page.rules')}>
        <p className="lead">{t('settings.lead')}</p>
      </Heading>
      <Answer view={view} pick={({ collaboration }) => collaboration}>
        {(found) => <Rules found={found} onDone={view.again} />}
      </Answer>
    </>
  );
}

function Rules({ found, onDone }: { readonly found: Found; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const said = useSaid();
  const { day, percent } = useFormats();
  const { collaboration } = useSight();
  const { quorum, labels, lightWords, places, partnerKinds } = found;
  const texts = <K extends string>(of: Readonly<Record<K, Text>>, keys: readonly K[]) =>
    Object.fromEntries(keys.map((one) => [one, textFilled(of[one])]));
  const rule = (command: string, words: ReactNode, filled?: Act['filled']) => (
    <Setting key={command} id={`collaboration_${collaboration}`} command={command} filled={filled} onDone={onDone}>
      {words}
    </Setting>
  );
  const threshold =
    quorum.kind === 'SHARE'
      ? t('settings.quorumShare', { share: percent(quorum.share ?? 0) })
      : quorum.kind === 'NUMBER'
        ? t('settings.quorumNumber', { count: quorum.number ?? 0 })
        : t('settings.quorumNamed', { count: quorum.partners?.length ?? 0 });
  return (
    <>
      <ul className="plain settings">
        {rule('RenameCollaboration', <Said text={found.name} />, { name: textFilled(found.name) })}
        {rule('SetQuorum', threshold, {
          quorum: {
            kind: quorum.kind,
            ...(quorum.number != null && { number: quorum.number }),
            ...(quorum.share != null && { share: quorum.share }),
            ...(quorum.partners && { partners: quorum.partners }),
          },
        })}
        {rule('SetLanguages', found.languages.map((one) => t(`common:language.${lower[one]}`)).join(', '), {
          languages: found.languages,
        })}
        {rule('SetSmallCounts', t('settings.smallBelow', { count: found.smallBelow }), { below: found.smallBelow })}
        {rule('SetStaleness', t('settings.staleAfter', { count: found.staleAfterDays }), {
          afterDays: found.staleAfterDays,
        })}
        {rule('SetFeedbackResponse', t('settings.responseDue', { count: found.responseDueDays }), {
          dueDays: found.responseDueDays,
        })}
        {rule('SetRecertification', t('settings.recertify', { count: found.recertifyAfterMonths }), {
          afterMonths: found.recertifyAfterMonths,
        })}
        {rule('SetContactRoles', found.contactRoles.map((one) => t(`role.${one}`)).join(', '), {
          roles: found.contactRoles,
        })}
        {rule('SetTimeZone', found.timeZone, { timeZone: found.timeZone })}
        {rule(
          'LabelConditions',
          <ol>
            {parts.map((one) => (
              <li key={one}>
                <Said text={labels[one]} />
              </li>
            ))}
          </ol>,
          { labels: texts(labels, parts) },
        )}
        {rule(
          'WordLights',
          lightWords ? (
            <ul>
              {lights.map((one) => (
                <li key={one}>
                  <Said text={lightWords[one]} />
                </li>
              ))}
            </ul>
          ) : (
            t('settings.ownWords')
          ),
          lightWords ? { words: texts(lightWords, lights) } : undefined,
        )}
        {rule('WordFreeTextWarning', <Said text={found.freeTextWarning} />, {
          warning: textFilled(found.freeTextWarning),
        })}
        {rule('ListPartnerKinds', partnerKinds.map(({ label }) => said(label)).join(', '), {
          partnerKinds: partnerKinds.map(({ id, label }) => ({ id, label: textFilled(label) })),
        })}
        {rule(
          'ListPlaces',
          <Disclosure title={t('settings.places', { count: places.length })}>
            <p>{places.map(({ name }) => said(name)).join(', ')}</p>
          </Disclosure>,
          {
            places: places.map(({ code, name, kind, from, to }) => ({
              code,
              name: textFilled(name),
              kind,
              from,
              ...(to != null && { to }),
            })),
          },
        )}
        {rule('DismissAdministrator', t('settings.administrators', { count: found.mandates.nodes.length }))}
      </ul>
      <section className="stack" aria-labelledby="changes">
        <h2 id="changes">{t('settings.changes')}</h2>
        <p className="quiet">{t('settings.changesExplained', { day: day(found.openedAt) })}</p>
        <ol className="plain setting-changes">
          {found.settingChanges.nodes.map(({ id, type, changedAt, reason }) => (
            <li key={id}>
              <span className="quiet">{day(changedAt)}</span>{' '}
              <strong>{t(`settings.changed.${type as 'QuorumSet'}`, { defaultValue: type })}</strong>{' '}
              {reason && <Said text={reason} />}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

const lower = { FI: 'fi', SV: 'sv', EN: 'en' } as const;

/** One rule: what it is called, how it stands, and a way to change it for those who may. */
function Setting({
  id,
  command,
  filled,
  onDone,
  children,
}: {
  readonly id: string;
  readonly command: string;
  readonly filled: Act['filled'];
  readonly onDone: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { t } = useTranslation('backbone');
  const name = t(`settings.rule.${command as 'SetQuorum'}`);
  return (
    <li className="setting">
      <div className="stack tight">
        <h2>{name}</h2>
        <p className="quiet small">{t(`settings.why.${command as 'SetQuorum'}`)}</p>
        <div>{children}</div>
      </div>
      <Acts
        id={id}
        look="plain"
        about={name}
        acts={[{ command, label: t('settings.change'), ...(filled && { filled }) }]}
        onDone={onDone}
      />
    </li>
  );
}
