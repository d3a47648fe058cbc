import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure } from '../ui/index.ts';
import type { OverviewShown } from './agenda-overview.tsx';

type Strategy = OverviewShown['strategies']['nodes'][number];

/** What the form of a strategy has filled in. */
const strategyFilled = (strategy: Strategy) => ({
  title: textFilled(strategy.title),
  vision: textFilled(strategy.vision),
  mission: textFilled(strategy.mission),
  values: strategy.values.map(textFilled),
  from: strategy.from,
  to: strategy.to,
});

/** What all of it serves: the vision in sight, the rest for who wants it. */
export function StrategyPart({
  strategy,
  onDone,
}: {
  readonly strategy: Strategy;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const [factor, renewFactor] = useNewId('factor');
  const [next, renewNext] = useNewId('strategy');
  const { id, title, vision, mission, values, successFactors, from, to, revision } = strategy;
  return (
    <section className="strategy stack" aria-labelledby={id}>
      <div className="row between">
        <h2 id={id}>
          <Said text={title} />
        </h2>
        <Acts
          id={id}
          about={said(title)}
          look="plain"
          acts={[
            { command: 'ReviseStrategy', filled: strategyFilled(strategy), expectedVersion: revision },
            { command: 'DefineFactor', given: { factor } },
            { command: 'AdoptStrategy', id: next, label: t('strategy.next') },
          ]}
          onDone={() => {
            renewFactor();
            renewNext();
            onDone();
          }}
        />
      </div>
      <p className="small quiet">{t('strategy.years', { from, to })}</p>
      <blockquote className="vision">
        <p>
          <Said text={vision} />
        </p>
      </blockquote>
      <Disclosure title={t('strategy.more')}>
        <div className="stack">
          <h3>{t('strategy.mission')}</h3>
          <p className="measure">
            <Said text={mission} />
          </p>
          <h3>{t('strategy.values')}</h3>
          <ul>
            {values.map((value) => (
              <li key={said(value)}>
                <Said text={value} />
              </li>
            ))}
          </ul>
          <h3>{t('strategy.factors')}</h3>
          {successFactors.map((one) => (
            <div key={one.id} className="stack tight">
              <div className="row between">
                <h4>
                  <Said text={one.title} />
                </h4>
                <Acts
                  id={id}
                  about={said(one.title)}
                  look="quiet"
                  acts={[
                    {
                      command: 'ReviseFactor',
                      given: { factor: one.id },
                      filled: { title: textFilled(one.title), lines: one.lines.map(textFilled) },
                      expectedVersion: revision,
                    },
                  ]}
                  onDone={onDone}
                />
              </div>
              <ul>
                {one.lines.map((line) => (
                  <li key={said(line)}>
                    <Said text={line} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </Disclosure>
    </section>
  );
}
