import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../graphql.ts';
import { Said } from '../said.tsx';
import { Button, RadioGroup } from '../ui/index.ts';
import type { Named, Titled } from './fragments.ts';
import { ThingLink } from './thing-link.tsx';

/** What something is about, with a way there. */
export function About({ thing }: { readonly thing: ResultOf<typeof Titled> | null | undefined }): ReactElement | null {
  const { t } = useTranslation(['dialogue']);
  if (!thing) return null;
  return (
    <span>
      {t('about')} <ThingLink id={thing.id}>{thing.title ? <Said text={thing.title} plain /> : thing.id}</ThingLink>
    </span>
  );
}

/** An organisation by its name; one that was never named is somebody all the same. */
export function Who({ partner }: { readonly partner: ResultOf<typeof Named> | null | undefined }): ReactElement {
  const { t } = useTranslation(['dialogue']);
  return partner ? <Said text={partner.name} plain /> : <>{t('somebody')}</>;
}

/** A choice of what is shown, kept in the address. */
export function useFilter<F extends string>(filters: readonly F[]): readonly [F, (filter: F) => void] {
  const { filter } = useSearch({ from: '/c/$collaboration/dialogue' });
  const navigate = useNavigate();
  const [first] = filters;
  if (first === undefined) throw new Error('There is something to choose from');
  const chosen = filters.find((one) => one === filter) ?? first;
  return [
    chosen,
    (next) =>
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, filter: next === first ? undefined : next }),
      }),
  ];
}

export function Filter<F extends string>({
  label,
  options,
  chosen,
  choose,
}: {
  readonly label: string;
  readonly options: readonly { readonly id: F; readonly label: string }[];
  readonly chosen: F;
  readonly choose: (filter: F) => void;
}): ReactElement {
  return (
    <div className="talk-filter">
      <RadioGroup
        label={label}
        options={options}
        value={chosen}
        onChange={(id) => {
          const found = options.find((one) => one.id === id);
          if (found) choose(found.id);
        }}
      />
    </div>
  );
}

/** One thing of a list. When the address is about it, it comes into sight with the focus on its heading. */
export function Item({
  id,
  title,
  meta,
  late = false,
  children,
}: {
  readonly id: string;
  readonly title: ReactNode;
  readonly meta?: ReactNode;
  readonly late?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { about } = useSearch({ from: '/c/$collaboration/dialogue' });
  const meant = about === id;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!meant) return;
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'center' });
  }, [meant]);
  return (
    <li>
      <article
        className={`talk-item stack tight${late ? ' late' : ''}${meant ? ' meant' : ''}`}
        aria-labelledby={`${id}-title`}
      >
        {meta !== undefined && <p className="row small">{meta}</p>}
        <h3 id={`${id}-title`} ref={heading} tabIndex={meant ? -1 : undefined}>
          {title}
        </h3>
        {children}
      </article>
    </li>
  );
}

/** A long list, a page at a time. */
export function Long<R>({
  rows,
  size = 20,
  children,
}: {
  readonly rows: readonly R[];
  readonly size?: number;
  readonly children: (row: R) => ReactElement;
}): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const [shown, setShown] = useState(size);
  return (
    <>
      <ul className="plain talk-items">{rows.slice(0, shown).map(children)}</ul>
      {rows.length > shown && (
        <div className="row">
          <Button small onPress={() => setShown(shown + size)}>
            {t('more', { count: rows.length - shown })}
          </Button>
        </div>
      )}
    </>
  );
}
