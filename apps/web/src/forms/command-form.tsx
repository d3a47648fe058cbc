import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { Skeleton } from '../ui/index.ts';
import { commandForms, type CommandForm as Form } from './form.ts';
import type { CommandFormProps } from './open-form.tsx';

const OpenForm = lazy(() => import('./open-form.tsx'));

/**
 * Asks for what a command takes and gives it. What is filled in is kept on this machine until it has been taken; what
 * could not be sent can be sent again, and counts once however often it is (its id was drawn when the form opened).
 */
export function CommandForm(props: CommandFormProps): ReactElement {
  const { command } = props;
  const [form, setForm] = useState<Form>();
  useEffect(() => {
    void commandForms().then((forms) => setForm(forms[command]));
  }, [command]);
  return (
    <Suspense fallback={<Skeleton />}>
      {form ? <OpenForm key={command} {...props} form={form} /> : <Skeleton />}
    </Suspense>
  );
}
