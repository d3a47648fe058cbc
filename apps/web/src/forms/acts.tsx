import { lazy, Suspense, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog, Menu, Skeleton } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { irreversible } from './consequences.ts';
import { commandForms, type CommandForm as Form, type Filled } from './form.ts';

// Most visits are for reading: the form is fetched when the first one is opened.
const CommandForm = lazy(async () => ({ default: (await import('./command-form.tsx')).CommandForm }));

/** One thing that may be done here: a command, and what of it follows from the place it is offered at. */
export interface Act {
  readonly command: string;
  /** The thing it is given to; another than that of the others only where one is begun: see `newId`. */
  readonly id?: string;
  /** Sent and not asked: what the place says already. */
  readonly given?: Filled;
  /** Asked, and filled in beforehand: what it says now, of the version `expectedVersion`. */
  readonly filled?: Filled;
  readonly expectedVersion?: number;
  /** Other words than the command's own, where the place says more. */
  readonly label?: string;
  /** What is about to be done and what follows from it, above the form. */
  readonly intro?: ReactNode;
}

/** What cannot be taken back stands last. */
const lastWhatIsFinal = (acts: readonly Act[]): readonly Act[] => [
  ...acts.filter(({ command }) => !irreversible.has(command)),
  ...acts.filter(({ command }) => irreversible.has(command)),
];

/**
 * What the asker may do with a thing: the first as a button, the rest behind one. Of the past nothing can be done, and
 * what nobody with their roles may do is not offered; whether it fits this very thing the domain says when it is tried.
 * `onDone` asks again what the page shows: also when somebody else was quicker.
 */
export function Acts({
  id,
  acts,
  about,
  look = 'main',
  onDone = () => undefined,
}: {
  readonly id: string;
  readonly acts: readonly Act[];
  /** What it is about, in words: the buttons of a list must not all have one name. */
  readonly about: string;
  /** What a page is not for stands back: `plain` beside every line of a list. */
  readonly look?: 'main' | 'plain' | 'quiet';
  readonly onDone?: () => void;
}): ReactElement | null {
  const { t } = useTranslation(['forms', 'common']);
  const { asOf } = useSight();
  const mayGive = useMayGive();
  const [opened, setOpened] = useState<Act>();
  if (asOf !== undefined) return null;
  const words = ({ command, label }: Act) => label ?? t(`command.${command}`, { defaultValue: command });
  const [first, ...others] = lastWhatIsFinal(acts.filter(({ command }) => mayGive(command)));
  // The page may know more by now than when the form was opened.
  const giving =
    opened &&
    (acts.find(
      ({ command, id: to, label }) => command === opened.command && to === opened.id && label === opened.label,
    ) ??
      opened);
  if (!first && !giving) return null;
  return (
    <div className="row acts">
      {first && (
        <Button
          small
          look={irreversible.has(first.command) && look !== 'quiet' ? 'danger' : look}
          aria-label={`${words(first)}: ${about}`}
          onPress={() => setOpened(first)}
        >
          {words(first)}
        </Button>
      )}
      {others.length > 0 && (
        <Menu
          label={t('moreActs')}
          accessibleName={`${t('moreActs')}: ${about}`}
          items={others.map((act, at) => ({
            id: String(at),
            label: words(act),
            isDanger: irreversible.has(act.command),
          }))}
          onChoose={(at) => setOpened(others[Number(at)])}
        />
      )}
      {giving && (
        <Dialog title={`${words(giving)}: ${about}`} isOpen onClose={() => setOpened(undefined)}>
          {giving.intro}
          <Suspense fallback={<Skeleton />}>
            <CommandForm
              command={giving.command}
              id={giving.id ?? id}
              given={giving.given}
              filled={giving.filled}
              expectedVersion={giving.expectedVersion}
              onDone={() => {
                setOpened(undefined);
                onDone();
              }}
              onStale={onDone}
            />
          </Suspense>
        </Dialog>
      )}
    </div>
  );
}

/** Whether the asker's roles let them give a command at all. */
export function useMayGive(): (command: string) => boolean {
  const { roles } = useSight();
  const [forms, setForms] = useState<Readonly<Record<string, Form>>>();
  useEffect(() => {
    void commandForms().then(setForms);
  }, []);
  return (command) => forms?.[command]?.roles.some((role) => roles.has(role)) === true;
}
