import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Notice, RadioGroup } from '../ui/index.ts';
import type { Clash, Fields, Filled } from './form.ts';
import { useShown } from './shown.tsx';

/**
 * Two people changed a thing at a time: field by field what it was, what I made of it and what they did, and which of
 * the two it shall be. What only they changed is taken over and said.
 */
export function Clashes({
  command,
  fields,
  comparison: { filled, clashes },
  onSettled,
}: {
  readonly command: string;
  readonly fields: Fields;
  readonly comparison: { readonly filled: Filled; readonly clashes: readonly Clash[] };
  readonly onSettled: (filled: Filled) => void;
}): ReactElement {
  const { t } = useTranslation(['forms']);
  const shown = useShown();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const settled = () =>
    onSettled({
      ...filled,
      ...Object.fromEntries(clashes.filter(({ name }) => theirs.has(name)).map((clash) => [clash.name, clash.theirs])),
    });
  return (
    <Notice kind="warn" title={t('stale.title')} live>
      <p>{clashes.length === 0 ? t('stale.noClash') : t('stale.choose')}</p>
      {clashes.map(({ name, was, mine, theirs: other }) => {
        const label = t(`field.${command}.${name}`, { defaultValue: t(`field.${name}`, { defaultValue: name }) });
        const field = fields[name];
        const words = (value: unknown) => (field ? shown(command, name, field, value) : '') || t('stale.empty');
        return (
          <RadioGroup
            key={name}
            label={label}
            hint={t('stale.was', { value: words(was) })}
            value={theirs.has(name) ? 'theirs' : 'mine'}
            options={[
              { id: 'mine', label: t('stale.mine'), hint: words(mine) },
              { id: 'theirs', label: t('stale.theirs'), hint: words(other) },
            ]}
            onChange={(chosen) =>
              setTheirs(new Set(chosen === 'theirs' ? [...theirs, name] : [...theirs].filter((one) => one !== name)))
            }
          />
        );
      })}
      <div className="row">
        <Button look="main" onPress={settled}>
          {t('stale.settle')}
        </Button>
      </div>
    </Notice>
  );
}
