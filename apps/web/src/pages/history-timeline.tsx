import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useLanguage } from '../language.ts';
import { Button, DateField, Disclosure, Empty, Select, TextField } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { EventPart, EventTold } from './history-event.tsx';
import { kinds } from './history-kinds.ts';
import { useCalled } from './names.ts';

const Told = graphql(
  `
    query Told(
      $collaboration: ID!
      $asOf: String
      $actingFor: ID
      $language: Language!
      $subject: ID
      $partner: ID
      $actor: ID
      $mandate: ID
      $place: String
      $kind: String
      $from: String
      $to: String
      $correlation: ID
      $text: String
      $order: HistoryOrder
      $after: String
    ) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        id
        history(
          subject: $subject
          partner: $partner
          actor: $actor
          mandate: $mandate
          place: $place
          kind: $kind
          from: $from
          to: $to
          correlation: $correlation
          text: $text
          order: $order
          first: 20
          after: $after
        ) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...EventTold
            cause {
              position
              words(language: $language)
            }
            effects {
              position
              words(language: $language)
            }
          }
        }
      }
    }
  `,
  [EventTold],
);

const from = '/c/$collaboration/history' as const;

/** Everything that happened, newest first, as narrow as one wants it. What is wanted stands in the address. */
export function Timeline(): ReactElement {
  const { t } = useTranslation(['history', 'common']);
  const language = useLanguage();
  const search = useSearch({ from });
  const { about, partner, actor, mandate, place, kind, from: first, to, correlation, text, order } = search;
  // Pages gone by, so that one can go back: cursors lead onwards only.
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const wanted = JSON.stringify([about, partner, actor, mandate, place, kind, first, to, correlation, text, order]);
  useEffect(() => setCursors([]), [wanted]);
  const view = useView(Told, {
    language: language.toUpperCase() as 'FI',
    subject: about ?? null,
    partner: partner ?? null,
    actor: actor ?? null,
    mandate: mandate ?? null,
    place: place ?? null,
    kind: kind ?? null,
    from: first ?? null,
    to: to ?? null,
    correlation: correlation ?? null,
    text: text ?? null,
    order: order === 'oldest' ? 'OLDEST' : 'NEWEST',
    after: cursors.at(-1) ?? null,
  });
  return (
    <div className="stack">
      <Wanted />
      <Answer view={view} pick={({ collaboration }) => collaboration?.history}>
        {({ nodes, totalCount, pageInfo }) =>
          nodes.length === 0 && !pageInfo.hasNextPage ? (
            <Empty title={t('none')}>
              <p>{t('noneAdvice')}</p>
            </Empty>
          ) : (
            <>
              {totalCount != null && (
                <p className="quiet" role="status">
                  {t('found', { count: totalCount })}
                </p>
              )}
              <ol className="plain events">
                {nodes.map((event) => (
                  <li key={event.position}>
                    <EventPart event={event} />
                    {(event.cause != null || event.effects.length > 0) && (
                      <p className="small quiet event-chain">
                        {event.cause != null && t('cause', { what: event.cause.words, position: event.cause.position })}{' '}
                        {event.effects.length > 0 &&
                          t('effects', {
                            what: event.effects.map(({ words, position }) => `${words} (#${position})`).join(', '),
                          })}
                      </p>
                    )}
                  </li>
                ))}
              </ol>
              <div className="row">
                {cursors.length > 0 && (
                  <Button onPress={() => setCursors(cursors.slice(0, -1))}>{t('pageBefore')}</Button>
                )}
                {pageInfo.hasNextPage && pageInfo.endCursor != null && (
                  <Button onPress={() => setCursors([...cursors, pageInfo.endCursor ?? ''])}>{t('pageAfter')}</Button>
                )}
              </div>
            </>
          )
        }
      </Answer>
    </div>
  );
}

/** What is asked for: filled in as one goes, asked at the button, kept in the address. */
function Wanted(): ReactElement {
  const { t } = useTranslation(['history', 'common']);
  const search = useSearch({ from });
  const navigate = useNavigate({ from });
  const { partners, people, places } = useCalled();
  const [filled, setFilled] = useState(search);
  useEffect(() => setFilled(search), [search]);
  const set = (more: Partial<typeof search>) => setFilled((before) => ({ ...before, ...more }));
  const { partner, actor, kind, place, text, order, about, mandate, correlation } = filled;
  const narrowed = [
    search.about,
    search.mandate,
    search.correlation,
    search.partner,
    search.actor,
    search.kind,
    search.place,
    search.text,
    search.from,
    search.to,
  ].some((each) => each !== undefined);
  return (
    <form
      className="wanted stack"
      role="search"
      aria-label={t('filter')}
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({ search: { ...filled, tab: 'timeline' } });
      }}
    >
      <div className="fields">
        <Select
          label={t('filterKind')}
          all={t('all')}
          options={kinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
          value={kind ?? null}
          onChange={(value) => set({ kind: value ?? undefined })}
        />
        <Select
          label={t('filterPartner')}
          all={t('all')}
          options={partners}
          value={partner ?? null}
          onChange={(value) => set({ partner: value ?? undefined })}
        />
        <DateField
          label={t('filterFrom')}
          isRequired={false}
          value={dayOf(filled.from)}
          onChange={(value) => set({ from: value ?? undefined })}
        />
        <DateField
          label={t('filterTo')}
          isRequired={false}
          value={dayOf(filled.to)}
          onChange={(value) => set({ to: value ?? undefined })}
        />
      </div>
      <Disclosure
        title={t('moreFilters')}
        isOpen={[actor, place, text, order, about, mandate, correlation].some((each) => each !== undefined)}
      >
        <div className="fields">
          <Select
            label={t('filterActor')}
            all={t('all')}
            options={people}
            value={actor ?? null}
            onChange={(value) => set({ actor: value ?? undefined })}
          />
          <Select
            label={t('filterPlace')}
            all={t('all')}
            options={places}
            value={place ?? null}
            onChange={(value) => set({ place: value ?? undefined })}
          />
          <TextField
            label={t('filterText')}
            isRequired={false}
            value={text ?? ''}
            onChange={(value) => set({ text: value === '' ? undefined : value })}
          />
          <Select
            label={t('filterOrder')}
            options={[
              { id: 'newest', label: t('newest') },
              { id: 'oldest', label: t('oldest') },
            ]}
            value={order ?? 'newest'}
            onChange={(value) => set({ order: value === 'oldest' ? 'oldest' : undefined })}
          />
          <TextField
            label={t('filterAbout')}
            hint={t('filterAboutHint')}
            isRequired={false}
            value={about ?? ''}
            onChange={(value) => set({ about: value === '' ? undefined : value })}
          />
          <TextField
            label={t('filterMandate')}
            isRequired={false}
            value={mandate ?? ''}
            onChange={(value) => set({ mandate: value === '' ? undefined : value })}
          />
          <TextField
            label={t('filterCorrelation')}
            hint={t('filterCorrelationHint')}
            isRequired={false}
            value={correlation ?? ''}
            onChange={(value) => set({ correlation: value === '' ? undefined : value })}
          />
        </div>
      </Disclosure>
      <div className="row">
        <Button type="submit" look="main">
          {t('show')}
        </Button>
        {narrowed && (
          <Button
            look="quiet"
            onPress={() => void navigate({ search: ({ asOf, actingFor }) => ({ asOf, actingFor, tab: 'timeline' }) })}
          >
            {t('clear')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** A moment of the address as a day, if it is one. */
export const dayOf = (moment: string | undefined): string | null =>
  moment !== undefined && /^\d{4}-\d{2}-\d{2}/.test(moment) ? moment.slice(0, 10) : null;
