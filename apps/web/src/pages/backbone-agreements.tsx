import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, type Act } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Notice, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { usePartners } from './backbone-partners.tsx';

const Agreed = graphql(`
  query Agreed($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      agreements(first: 20) {
        nodes {
          id
          phase
          standing {
            ...Version
          }
          proposed {
            ...Version
          }
          ended {
            at
            because {
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
  fragment Version on AgreementVersion {
    agreementVersion
    allIndicators
    detail
    publish
    from
    to
    concludedAt
    title {
      ...Words
    }
    purpose {
      ...Words
    }
    indicators(first: 100) {
      nodes {
        id
      }
    }
    parties(first: 100) {
      nodes {
        id
      }
    }
    signatures {
      partner
      at
    }
  }
`);

type Agreement = NonNullable<ResultOf<typeof Agreed>['collaboration']>['agreements']['nodes'][number];
type Version = NonNullable<Agreement['standing']>;

const tones = { PROPOSED: 'tentative', COMING: 'plain', IN_FORCE: 'good', EXPIRED: 'warn', ENDED: 'plain' } as const;

/** Agreements on sharing figures: between whom, what may be seen, until when, and who has yet to sign. */
export function Agreements(): ReactElement {
  const { t } = useTranslation('backbone');
  const view = useView(Agreed, {});
  const [id, renew] = useNewId('agreement');
  const done = () => {
    renew();
    view.again();
  };
  return (
    <div className="stack">
      <div className="row">
        <p className="lead list-count">{t('agreement.lead')}</p>
        <Acts id={id} about={t('agreement.new')} acts={[{ command: 'DraftAgreement' }]} onDone={done} />
      </div>
      <Answer view={view} pick={({ collaboration }) => collaboration?.agreements}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty title={t('agreement.none')}>
              <p>{t('agreement.noneAdvice')}</p>
            </Empty>
          ) : (
            <ul className="plain cards two">
              {nodes.map((one) => (
                <AgreementShown key={one.id} agreement={one} onDone={done} />
              ))}
            </ul>
          )
        }
      </Answer>
    </div>
  );
}

function AgreementShown({
  agreement,
  onDone,
}: {
  readonly agreement: Agreement;
  readonly onDone: () => void;
}): ReactElement | null {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const { organisation, actingFor } = useSight();
  const { id, phase, standing, proposed, ended } = agreement;
  const shown = proposed ?? standing;
  if (!shown) return null;
  const own = actingFor ?? organisation;
  const waits = proposed ? unsignedOf(proposed).some((partner) => partner === own) : false;
  const acts: readonly Act[] =
    phase === 'ENDED'
      ? []
      : [
          ...(waits ? [{ command: 'SignAgreement' }] : []),
          { command: 'AmendAgreement', filled: termsOf(shown) },
          { command: 'EndAgreement' },
        ];
  return (
    <li className="card">
      <h2>
        <Said text={shown.title} />
      </h2>
      <p className="row small">
        <Tag tone={tones[phase]}>{t(`agreement.phase.${phase}`)}</Tag>
        {waits && <Tag tone="warn">{t('agreement.yourTurn')}</Tag>}
      </p>
      <p>
        <Said text={shown.purpose} />
      </p>
      {ended && (
        <Notice kind="warn" title={t('agreement.ended')}>
          <p>
            <Said text={ended.because} />
          </p>
        </Notice>
      )}
      {proposed && standing && <p className="quiet small">{t('agreement.standingToo')}</p>}
      <Terms version={shown} />
      <Acts id={id} look="plain" about={said(shown.title)} acts={acts} onDone={onDone} />
    </li>
  );
}

/** Parties whose names are still missing. */
const unsignedOf = ({ parties, signatures }: Version): readonly string[] => {
  const signed = new Set(signatures.map(({ partner }) => partner));
  return parties.nodes.flatMap(({ id }) => (signed.has(id) ? [] : [id]));
};

function Terms({ version }: { readonly version: Version }): ReactElement {
  const { t } = useTranslation('backbone');
  const { day } = useFormats();
  const said = useSaid();
  const { nodes: partners } = usePartners();
  const names = useMemo(() => new Map((partners ?? []).map(({ id, name }) => [id, said(name)])), [partners, said]);
  const unsigned = unsignedOf(version);
  const signed = new Map(version.signatures.map(({ partner, at }) => [partner, at]));
  return (
    <>
      <dl className="facts small">
        <dt>{t('agreement.valid')}</dt>
        <dd>
          {day(version.from)} – {version.to == null ? t('agreement.open') : day(version.to)}
        </dd>
        <dt>{t('agreement.shown')}</dt>
        <dd>{t(`agreement.detail.${version.detail}`)}</dd>
        <dt>{t('agreement.published')}</dt>
        <dd>{t(`agreement.publish.${version.publish}`)}</dd>
        <dt>{t('agreement.indicators')}</dt>
        <dd>{version.allIndicators ? t('agreement.all') : version.indicators.nodes.length}</dd>
      </dl>
      <Disclosure
        title={t('agreement.signed', {
          signed: version.parties.nodes.length - unsigned.length,
          parties: version.parties.nodes.length,
        })}
        isOpen={unsigned.length > 0}
      >
        <ul className="plain small">
          {version.parties.nodes.map(({ id }) => {
            const at = signed.get(id);
            return (
              <li key={id} className="row">
                <span>{names.get(id) ?? ''}</span>{' '}
                {at === undefined ? (
                  <Tag tone="tentative">{t('agreement.unsigned')}</Tag>
                ) : (
                  <span className="quiet">{t('agreement.signedOn', { day: day(at) })}</span>
                )}
              </li>
            );
          })}
        </ul>
      </Disclosure>
    </>
  );
}

const termsOf = (version: Version) => ({
  title: textFilled(version.title),
  purpose: textFilled(version.purpose),
  parties: version.parties.nodes.map(({ id }) => id),
  ...(!version.allIndicators && { indicators: version.indicators.nodes.map(({ id }) => id) }),
  detail: version.detail,
  publish: version.publish,
  from: version.from,
  ...(version.to != null && { to: version.to }),
});
