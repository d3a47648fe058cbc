import { Link } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, type FragmentOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Tag } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { fieldOfPath, languageOfPath, valueInWords, type Writing } from './history-value.ts';
import { useCalled, useName } from './names.ts';

/** An event as every list of history asks for it. */
export const EventTold = graphql(`
  fragment EventTold on HistoryEvent {
    position
    at
    type
    kind
    subject
    actor
    organisation
    mandate
    correlation
    outline
    words(language: $language)
    title {
      original
      fi
      sv
      en
    }
    reason {
      original
      fi
      sv
      en
    }
    changes {
      view
      field
      before
      after
    }
  }
`);
export type EventShown = FragmentOf<typeof EventTold>;

/** Writes values of rows for the page's language. */
export function useWriting(): Writing {
  const { t } = useTranslation(['history', 'forms']);
  const language = useLanguage();
  const { day, moment, number } = useFormats();
  const { name, places } = useCalled();
  const field = useFieldName();
  return useMemo(() => {
    const placeNames = new Map(places.map(({ id, label }) => [id, label]));
    return {
      language,
      day,
      moment,
      number,
      name,
      field,
      word: (word: string) =>
        placeNames.get(word) ??
        // What people wrote is no word of a list.
        (/^[a-z_]+$/i.test(word) ? t(`forms:choice.${word.toUpperCase()}`, { defaultValue: word }) : word),
      yes: t('yes'),
      no: t('no'),
    };
  }, [language, day, moment, number, name, field, places, t]);
}

/** Stands for the name of what has none. */
const bookkeeping: string = '';

/** What a field of a row is called, by the words of the forms that fill it; nothing for what only keeps the books. */
export function useFieldName(): (path: string) => string | undefined {
  const { t } = useTranslation(['history', 'forms', 'common']);
  return useCallback(
    (path) => {
      const field = fieldOfPath(path);
      const language = languageOfPath(path);
      const called: string = t([`history:field.${field}`, `forms:field.${field}`], { defaultValue: bookkeeping });
      if (called === bookkeeping) return undefined;
      return language === undefined ? called : `${called} (${t(`common:language.${language}`)})`;
    },
    [t],
  );
}

/** Where a kind of thing is shown: its page, if it has one of its own. */
export function ThingLink({ id, title }: { readonly id: string; readonly title: string }): ReactElement {
  const { collaboration } = useSight();
  const kind = id.slice(0, id.indexOf('_'));
  switch (kind) {
    case 'goal':
      return (
        <Link to="/c/$collaboration/goals/$goal" params={{ collaboration, goal: id }}>
          {title}
        </Link>
      );
    case 'programme':
      return (
        <Link to="/c/$collaboration/programmes/$programme" params={{ collaboration, programme: id }}>
          {title}
        </Link>
      );
    case 'indicator':
      return (
        <Link to="/c/$collaboration/indicators/$indicator" params={{ collaboration, indicator: id }}>
          {title}
        </Link>
      );
    case 'activity':
      return (
        <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: id }}>
          {title}
        </Link>
      );
    default:
      return <>{title}</>;
  }
}

/** One event: what happened, to what, who did it for whom and by which right, why, and what it changed. */
export function EventPart({
  event,
  isOpen = false,
}: {
  readonly event: EventShown;
  readonly isOpen?: boolean;
}): ReactElement {
  const { t } = useTranslation(['history']);
  const { moment } = useFormats();
  const said = useSaid();
  const name = useName();
  const { collaboration } = useSight();
  const { position, at, words, title, subject, actor, organisation, mandate, reason, outline, changes } = event;
  const called = title ? said(title) : t('untitled');
  return (
    <article className="event stack tight" aria-label={`${words}: ${called}`}>
      <p className="row small quiet event-head">
        <time dateTime={at}>{moment(at)}</time>
        <span>#{position}</span>
        {outline && <Tag>{t('outline')}</Tag>}
      </p>
      <p className="event-what">
        <strong>{words}</strong>
        {title && (
          <>
            {' '}
            <ThingLink id={subject} title={called} />
          </>
        )}
      </p>
      <p className="small">
        {actor.startsWith('person_') || actor.startsWith('machine_')
          ? t('by', { who: name(actor), organisation: name(organisation) })
          : t('byPlatform', { organisation: name(organisation) })}
        {mandate != null && (
          <>
            {' · '}
            <Link
              to="/c/$collaboration/history"
              params={{ collaboration }}
              search={{ tab: 'timeline', about: mandate }}
            >
              {t('mandate')}
            </Link>
          </>
        )}
      </p>
      {reason && (
        <p>
          <span className="quiet">{t('reason')}</span> <Said text={reason} />
        </p>
      )}
      {changes.length > 0 && (
        <Disclosure title={t('changed', { count: changes.length })} isOpen={isOpen}>
          <Changes changes={changes.map((change) => ({ ...change, id: `${change.view} ${change.field}` }))} />
        </Disclosure>
      )}
      <p className="row small">
        <Link to="/c/$collaboration/history" params={{ collaboration }} search={{ tab: 'step', at: position }}>
          {t('openStep')}
          <span className="hidden"> #{position}</span>
        </Link>
        <Link to="/c/$collaboration/history" params={{ collaboration }} search={{ tab: 'timeline', about: subject }}>
          {t('story')}
          <span className="hidden">: {called}</span>
        </Link>
      </p>
    </article>
  );
}

export interface Told {
  readonly id: string;
  readonly field: string;
  readonly before?: string | null;
  readonly after?: string | null;
  readonly more?: ReactNode;
}

/** Every field, before and after: what people know first, what only keeps the books behind a word. */
export function Changes({ changes }: { readonly changes: readonly Told[] }): ReactElement {
  const { t } = useTranslation(['history']);
  const writing = useWriting();
  const fieldName = useFieldName();
  const known = changes.filter(
    ({ field, before, after }) =>
      fieldName(field) !== undefined && valueInWords(before, writing) !== valueInWords(after, writing),
  );
  const rest = changes.filter((change) => !known.includes(change));
  return (
    <>
      <dl className="changes">
        {known.map(({ id, field, before, after, more }) => {
          const [was, is] = [valueInWords(before, writing), valueInWords(after, writing)];
          return (
            <div key={id}>
              <dt>{fieldName(field)}</dt>
              {was !== '' && (
                <dd className="was">
                  <span className="change-word">{t('before')}</span> <del>{was}</del>
                </dd>
              )}
              {is !== '' && (
                <dd className="is">
                  <span className="change-word">{t('after')}</span> <ins>{is}</ins>
                </dd>
              )}
              {more !== undefined && <dd className="small quiet">{more}</dd>}
            </div>
          );
        })}
      </dl>
      {rest.length > 0 && (
        <Disclosure title={t('technical', { count: rest.length })}>
          <dl className="changes technical small">
            {rest.map(({ id, field, before, after }) => (
              <div key={id}>
                <dt>{field}</dt>
                {before != null && (
                  <dd>
                    <del>{before}</del>
                  </dd>
                )}
                {after != null && (
                  <dd>
                    <ins>{after}</ins>
                  </dd>
                )}
              </div>
            ))}
          </dl>
        </Disclosure>
      )}
    </>
  );
}
