import { lazy, Suspense, useSyncExternalStore, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/index.ts';
import { SightContext } from '../view.ts';
import { offered, onOffer, tell, type Undoing } from './undoing.ts';

const CommandForm = lazy(async () => ({ default: (await import('./command-form.tsx')).CommandForm }));

/** Where what was done is undone, whatever page one is on by then; once in the app. */
export function Undo(): ReactElement | null {
  const what = useSyncExternalStore(onOffer, offered);
  return what ? <Open what={what} /> : null;
}

function Open({ what: { sight, command, id, given } }: { readonly what: Undoing }): ReactElement {
  const { t } = useTranslation(['forms']);
  const close = () => tell(undefined);
  return (
    <SightContext value={sight}>
      <Dialog title={t(`command.${command}`, { defaultValue: command })} isOpen onClose={close}>
        <Suspense fallback={null}>
          <CommandForm command={command} id={id} given={given} onDone={close} />
        </Suspense>
      </Dialog>
    </SightContext>
  );
}
