import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Slider } from '../ui/index.ts';

const dayMs = 24 * 60 * 60 * 1000;
const numberOf = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
const dayOfNumber = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

/** The whole time of the log as a line with two ends to pull. The dates above say the same and take the same. */
export function Span({
  first,
  last,
  earlier,
  later,
  onChange,
}: {
  readonly first: string;
  readonly last: string;
  readonly earlier: string;
  readonly later: string;
  readonly onChange: (days: { readonly earlier: string; readonly later: string }) => void;
}): ReactElement {
  const { t } = useTranslation(['history']);
  const { day } = useFormats();
  return (
    <Slider
      label={t('span')}
      thumbs={[t('earlier'), t('later')]}
      least={numberOf(first)}
      most={numberOf(last)}
      value={[numberOf(earlier), numberOf(later)]}
      wordsOf={(number) => day(dayOfNumber(number))}
      onChange={([from, to]) => {
        if (from !== undefined && to !== undefined) onChange({ earlier: dayOfNumber(from), later: dayOfNumber(to) });
      }}
    />
  );
}
