import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useLanguage } from '../language.ts';
import { Button, Empty } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { EventPart, EventTold } from './history-event.tsx';

const Stepped = graphql(
  `
    query Stepped(
      $collaboration: ID!
      $asOf: String
      $actingFor: ID
      $language: Language!
      $before: ID!
      $position: ID!
      $subject: ID
    ) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        id
        position
        here: step(position: $before, direction: NEXT, subject: $subject) {
          ...EventTold
        }
        next: step(position: $position, direction: NEXT, subject: $subject) {
          position
          words(language: $language)
        }
        previous: step(position: $position, direction: PREVIOUS, subject: $subject) {
          position
          words(language: $language)
        }
      }
    }
  `,
  [EventTold],
);

const from = '/c/$collaboration/history' as const;

/** One change after another, onwards or back: what it changed, and the whole agenda as it was just then. */
export function Step(): ReactElement {
  const { t } = useTranslation(['history']);
  const language = useLanguage();
  const { collaboration } = useSight();
  const { at, about } = useSearch({ from });
  const navigate = useNavigate({ from });
  const position = at !== undefined && /^\d{1,18}$/.test(at) ? at : undefined;
  const go = (to: string) => void navigate({ search: (before) => ({ ...before, tab: 'step', at: to }) });
  const view = useView(Stepped, {
    language: language.toUpperCase() as 'FI',
    before: position === undefined ? '0' : String(Math.max(0, Number(position) - 1)),
    position: position ?? '1',
    subject: about ?? null,
  });
  return (
    <div className="stack">
      <p>{t('stepLead')}</p>
      <Answer view={view} pick={(data) => data.collaboration}>
        {({ here, next, previous }) => (
          <>
            <div className="row" role="group" aria-label={t('stepControls')}>
              <Button isDisabled={!previous} onPress={() => previous && go(previous.position)}>
                ← {t('previous')}
              </Button>
              <Button look="main" isDisabled={!next} onPress={() => next && go(next.position)}>
                {t('next')} →
              </Button>
              {here && (
                <Link to="/c/$collaboration/agenda" params={{ collaboration }} search={{ asOf: `#${here.position}` }}>
                  {t('agendaThen')}
                </Link>
              )}
            </div>
            <div aria-live="polite">{here ? <EventPart event={here} isOpen /> : <Empty title={t('noStep')} />}</div>
            {next && <p className="small quiet">{t('nextIs', { what: next.words, position: next.position })}</p>}
          </>
        )}
      </Answer>
    </div>
  );
}
