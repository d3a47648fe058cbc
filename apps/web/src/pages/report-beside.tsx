import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Said, type Text } from '../said.tsx';
import { Empty, Tag } from '../ui/index.ts';
import { Light, usePeriodName } from './report-parts.tsx';
import { LightsRead, type Readable } from './report-reading.tsx';
import { aspects, blockNames } from './report-work.ts';
import { compareEntries, type Mark } from './report-writing.ts';
import type { PartProps } from './report-document.ts';

/** This half-year's part beside the last one's: what is new, what was said already, what is said no more. */
export function SideBySide({
  now,
  before,
  period,
  lightWords,
}: Pick<PartProps, 'period' | 'lightWords'> & {
  readonly now: Readable;
  readonly before: Readable | null | undefined;
}): ReactElement {
  const { t } = useTranslation(['report']);
  const name = usePeriodName();
  if (!before || !period.previous) return <Empty title={t('compare.noPreviousPart')} />;
  const [then, present] = [name(period.previous), name(period)];
  const changed = aspects.filter((aspect) => before.lights[aspect]?.light !== now.lights[aspect]?.light);
  return (
    <div className="stack report-sections">
      <section className="stack" aria-labelledby="beside-lights">
        <h2 id="beside-lights">{t('step.lights')}</h2>
        <p>
          {changed.length === 0
            ? t('compare.lightsSame')
            : t('compare.lightsChanged', {
                aspects: changed.map((aspect) => t(`aspect.${aspect}`).toLowerCase()).join(', '),
              })}
        </p>
        <div className="report-beside">
          <div className="stack tight">
            <h3>{then}</h3>
            <LightsRead lights={before.lights} lightWords={lightWords} />
          </div>
          <div className="stack tight">
            <h3>{present}</h3>
            <LightsRead lights={now.lights} lightWords={lightWords} />
          </div>
        </div>
      </section>
      {blockNames.map((block) => {
        const marks = compareEntries(before.blocks[block], now.blocks[block]);
        return (
          <section key={block} className="stack" aria-labelledby={`beside-${block}`}>
            <h2 id={`beside-${block}`}>{t(`block.${block}`)}</h2>
            <div className="report-beside">
              <div className="stack tight">
                <h3>{then}</h3>
                <Marked texts={before.blocks[block]} marks={marks.before} />
              </div>
              <div className="stack tight">
                <h3>{present}</h3>
                <Marked texts={now.blocks[block]} marks={marks.now} />
              </div>
            </div>
          </section>
        );
      })}
    </div>
  );
}

const tones = { new: 'good', gone: 'warn', kept: 'plain' } as const;

function Marked({ texts, marks }: { readonly texts: readonly Text[]; readonly marks: readonly Mark[] }): ReactElement {
  const { t } = useTranslation(['report']);
  if (texts.length === 0) return <p className="quiet">{t('editor.empty')}</p>;
  return (
    <ul>
      {texts.map((text, at) => {
        const mark = marks[at] ?? 'kept';
        return (
          <li key={at}>
            <Said text={text} /> <Tag tone={tones[mark]}>{t(`mark.${mark}`)}</Tag>
          </li>
        );
      })}
    </ul>
  );
}

/** What a light was last time, beside the field that asks what it is now. */
export function LastTime({
  light,
  lightWords,
}: { readonly light: Readable['lights']['overall'] } & Pick<PartProps, 'lightWords'>): ReactElement | null {
  const { t } = useTranslation(['report']);
  if (!light) return null;
  return (
    <div className="last-time small">
      <p className="row">
        <span className="quiet">{t('light.lastTime')}</span>
        <Light state={light.light} words={lightWords} />
      </p>
      {light.explanation && (
        <p>
          <Said text={light.explanation} />
        </p>
      )}
    </div>
  );
}
