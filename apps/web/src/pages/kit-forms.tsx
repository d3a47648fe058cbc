import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { CommandForm } from '../forms/command-form.tsx';
import { commandForms } from '../forms/form.ts';
import { graphql } from '../graphql.ts';
import { Skeleton } from '../ui/index.ts';
import { SightContext } from '../view.ts';

const First = graphql(`
  query FirstCollaboration {
    session {
      person
      collaborations {
        id
      }
    }
  }
`);

/** The forms of all commands that one kind of thing takes, each as it is opened anywhere in the app. */
export function KitForms({ to }: { readonly to: string }): ReactElement {
  const { t } = useTranslation(['forms']);
  const [{ data }] = useQuery({ query: First });
  const [commands, setCommands] = useState<readonly string[]>();
  useEffect(() => {
    void commandForms().then((forms) => setCommands(Object.keys(forms).filter((name) => forms[name]?.to === to)));
  }, [to]);
  const collaboration = data?.session?.collaborations[0]?.id;
  const person = data?.session?.person;
  const sight = useMemo(
    () =>
      collaboration === undefined
        ? undefined
        : {
            collaboration,
            asOf: undefined,
            actingFor: undefined,
            organisation: undefined,
            roles: new Set<string>(),
            person,
            pulse: 0,
          },
    [collaboration, person],
  );
  if (!commands || !sight) return <Skeleton />;
  return (
    <SightContext value={sight}>
      {commands.map((command) => (
        <section key={command} className="stack" aria-label={command}>
          <h2>{t(`command.${command}`, { defaultValue: command })}</h2>
          <CommandForm command={command} onDone={() => undefined} />
        </section>
      ))}
    </SightContext>
  );
}
