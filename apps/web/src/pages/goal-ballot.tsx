import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Table } from '../ui/index.ts';
import { BallotLine } from './agenda-parts.tsx';
import type { GoalShown } from './goal.tsx';
import { usePartnerNames } from './partner-names.ts';

/** Who stands behind the present version, whose word is still missing, and which rule decides. */
export function GoalBallot({ goal }: { readonly goal: GoalShown }): ReactElement {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const { day, percent, compare } = useFormats();
  const nameOf = usePartnerNames();
  const { ballot, endorsements, withdrawals } = goal;
  if (!ballot)
    return (
      <Empty title={t('ballot.draft')}>
        <p>{t('ballot.draftAdvice')}</p>
      </Empty>
    );
  const { quorum, needed, electorate, missing } = ballot;
  const silent = missing.nodes.map(({ name }) => said(name)).toSorted(compare);
  return (
    <div className="stack wide-gap">
      <section className="stack tight" aria-labelledby="rule">
        <h2 id="rule">{t('ballot.rule')}</h2>
        <BallotLine ballot={ballot} />
        <p className="measure">
          {quorum.kind === 'SHARE'
            ? t('ballot.SHARE', { share: percent(quorum.share ?? 0), count: needed, electorate })
            : quorum.kind === 'NAMED'
              ? t('ballot.NAMED', { count: needed })
              : t('ballot.NUMBER', { count: needed, electorate })}
        </p>
        <p className="measure quiet">{t(ballot.met ? 'ballot.met' : 'ballot.open')}</p>
      </section>
      <div className="stack">
        <h2>{t('ballot.endorsed')}</h2>
        {endorsements.length === 0 ? (
          <p>{t('ballot.endorsedNone')}</p>
        ) : (
          <Table
            caption={t('ballot.endorsed')}
            captionHidden
            columns={[
              { id: 'partner', title: t('ballot.organisation'), isHead: true, cell: ({ partner }) => nameOf(partner) },
              { id: 'at', title: t('ballot.day'), cell: ({ at }) => day(at) },
            ]}
            rows={endorsements}
            keyOf={({ partner }) => partner}
          />
        )}
      </div>
      {withdrawals.length > 0 && (
        <section className="stack" aria-labelledby="withdrawn">
          <h2 id="withdrawn">{t('ballot.withdrawn')}</h2>
          <ul>
            {withdrawals.map(({ partner, at, reason }) => (
              <li key={`${partner} ${at}`}>
                {nameOf(partner)}, {day(at)}: <Said text={reason} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="stack" aria-labelledby="silent">
        <h2 id="silent">{t('ballot.silent')}</h2>
        {silent.length === 0 ? (
          <p>{t(missing.totalCount === 0 ? 'ballot.silentNone' : 'ballot.silentMany')}</p>
        ) : (
          <>
            <p className="measure">{t('ballot.silentLead', { count: missing.totalCount })}</p>
            <ul className="columns-list">
              {silent.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        )}
      </section>
    </div>
  );
}
