import { useTranslation } from 'react-i18next';
import { useFormats, useLanguage } from '../language.ts';
import { periodName } from '../period.ts';
import type { Finding } from './finding.ts';

/** The sentences of a finding, in the language of the page. */
export function useFindingWords(): (findings: readonly Finding[], unit: string) => string {
  const { t } = useTranslation('indicators');
  const { number, percent, day } = useFormats();
  const language = useLanguage();
  return (findings, unit) =>
    findings
      .map((finding) => {
        switch (finding.says) {
          case 'none':
          case 'hidden':
          case 'broken':
          case 'provisional':
            return t(`finding.${finding.says}`);
          case 'one':
          case 'partial': {
            const { value, period, reported, expected, withheld } = finding.last;
            const said = { value: number(value ?? 0), unit, period: periodName(period, language), reported, expected };
            return t(
              finding.says === 'one' ? 'finding.one' : withheld > 0 ? 'finding.withheld' : 'finding.partial',
              said,
            );
          }
          case 'moved': {
            const { first, last, way, share, wanted } = finding;
            const said = {
              unit,
              from: number(first.value ?? 0),
              to: number(last.value ?? 0),
              first: periodName(first.period, language),
              last: periodName(last.period, language),
            };
            if (way === 'stayed') return t(wanted ? 'finding.stayedWanted' : 'finding.stayed', said);
            const by = share === undefined ? '' : ` ${t('finding.by', { share: percent(Math.abs(share)) })}`;
            return `${t(`finding.${way}`, said)}${by}${t(wanted ? 'finding.wanted' : 'finding.unwanted')}`;
          }
          case 'target': {
            const { aim, stands } = finding;
            return t(`finding.target.${stands}`, {
              day: day(aim.due),
              share: aim.progress === null ? '' : percent(aim.progress),
            });
          }
        }
      })
      .join(' ');
}
