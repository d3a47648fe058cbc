import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useGiving } from '../forms/giving.ts';
import { graphql } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Said, useSaid, type Text } from '../said.tsx';
import { Button, Disclosure, ErrorSummary, Notice, RadioGroup, TextArea } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import type { Language } from '../words/index.ts';
import { StateMark } from './matrix-state.tsx';
import {
  pairOf,
  placeStates,
  type Cell,
  type MatrixActivity,
  type MatrixRow,
  type Marks,
  type PlaceState,
} from './matrix-table.ts';

const TellPlaceState = graphql(`
  mutation TellPlaceState(
    $collaboration: ID!
    $id: ID!
    $commandId: ID!
    $actingFor: ID
    $language: Language!
    $input: SetPlaceStateInput!
  ) {
    answer: setPlaceState(
      collaboration: $collaboration
      id: $id
      commandId: $commandId
      actingFor: $actingFor
      input: $input
    ) {
      __typename
      ... on Refused {
        code
        field
        words(language: $language)
      }
    }
  }
`);

const CellStory = graphql(`
  query CellStory($collaboration: ID!, $asOf: String, $actingFor: ID, $activity: ID!, $place: String!, $year: Int!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      activity(id: $activity) {
        id
        lead {
          id
          name {
            original
            fi
            sv
            en
          }
        }
        placeStates(place: $place, year: $year, first: 1) {
          nodes {
            id
            changedAt
            told
            earlier {
              state
              at
              detail {
                original
                fi
                sv
                en
              }
            }
          }
        }
      }
    }
  }
`);

/** A text in one language, as people write it here; what others have translated of it stays. */
interface Written {
  readonly language: Language;
  readonly words: string;
}
const written = (text: Text | null | undefined, language: Language): Written => {
  if (!text) return { language, words: '' };
  const original = text.original.toLowerCase() as Language;
  return { language: original, words: text[original] ?? '' };
};
const given = ({ language, words }: Written, before: Text | null | undefined) => {
  if (words.trim() === '') return undefined;
  if (before && written(before, language).words === words)
    return Object.fromEntries(
      (['original', 'fi', 'sv', 'en'] as const).flatMap((key) => (before[key] == null ? [] : [[key, before[key]]])),
    );
  return { original: language.toUpperCase(), [language]: words };
};

interface Filling {
  readonly state: PlaceState | null;
  readonly detail: Written;
  readonly uncertain: Written;
  readonly venue: Written;
}
const fillingOf = (cell: Cell | undefined, language: Language): Filling => ({
  state: cell?.state ?? null,
  detail: written(cell?.detail, language),
  uncertain: written(cell?.uncertain, language),
  venue: written(cell?.venue, language),
});

/**
 * One cell of the matrix beside it: what is told, what was told of the other year and before, why it is marked, and for
 * those it concerns the means to tell how it stands now.
 */
export function CellPanel({
  row,
  column,
  side,
  years,
  marks,
  mayTell,
  next,
  onDone,
  onClose,
  onNext,
}: {
  readonly row: MatrixRow;
  readonly column: MatrixActivity;
  readonly side: 0 | 1;
  readonly years: readonly [number, number];
  readonly marks: Marks;
  readonly mayTell: boolean;
  /** The cell one goes on to. */
  readonly next: string | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
  readonly onNext: (cell: string) => void;
}): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const { collaboration, actingFor, organisation, asOf } = useSight();
  const language = useLanguage();
  const title = useSaid();
  const { moment } = useFormats();
  const heading = useRef<HTMLHeadingElement>(null);
  const pair = pairOf(row, column.id);
  const cell = pair[side];
  const other = pair[side === 0 ? 1 : 0];
  const year = years[side];
  const otherYear = years[side === 0 ? 1 : 0];
  const [filling, setFilling] = useState(() => fillingOf(cell, language));
  const [toldThen] = useState(cell?.told ?? 0);
  const [lacks, setLacks] = useState(false);
  const { give, sending, unsent, mistakes } = useGiving(TellPlaceState);
  const { data } = useView(CellStory, { activity: column.id, place: row.place.code, year });
  const story = data?.collaboration?.activity?.placeStates.nodes[0];
  useEffect(() => heading.current?.focus(), []);

  const changed = (cell?.told ?? 0) !== toldThen;
  const overlaps = side === 1 ? (marks.overlaps.get(`${row.place.code}/${column.id}`) ?? []) : [];
  const send = async (then: () => void) => {
    if (filling.state === null) {
      setLacks(true);
      return;
    }
    const done = await give({
      collaboration,
      id: column.id,
      actingFor: actingFor ?? organisation ?? null,
      language: language.toUpperCase() as 'FI' | 'SV' | 'EN',
      input: {
        place: row.place.code,
        year,
        state: filling.state,
        detail: given(filling.detail, cell?.detail),
        uncertain: given(filling.uncertain, cell?.uncertain),
        venue: given(filling.venue, cell?.venue),
      } as never,
    });
    if (!done) return;
    onDone();
    then();
  };
  const wrong =
    lacks && filling.state === null ? [{ name: 'state', message: t('matrix.chooseState') }, ...mistakes] : mistakes;

  return (
    <section
      className="matrix-panel stack"
      aria-labelledby="cell-heading"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className="stack tight">
        <div className="row matrix-panel-head">
          <h2 id="cell-heading" ref={heading} tabIndex={-1}>
            <Said text={row.place.name} /> {year}
          </h2>
          <Button look="quiet" small onPress={onClose}>
            {t('common:form.close')}
          </Button>
        </div>
        <p>
          <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: column.id }}>
            <Said text={column.title} />
          </Link>
        </p>
        {column.lead && (
          <p className="quiet small">
            {t('lead')}: <Said text={column.lead.name} />
          </p>
        )}
      </header>

      <dl className="matrix-two">
        {([0, 1] as const).map((one) => (
          <div key={one} className={one === side ? 'this' : ''}>
            <dt>{years[one]}</dt>
            <dd>
              <CellWords cell={pair[one]} />
            </dd>
          </div>
        ))}
      </dl>

      {overlaps.map((overlap) => (
        <Notice key={overlap.id} kind={overlap.linked ? 'calm' : 'warn'} title={t('matrix.overlapHere')}>
          <p>
            {overlap.goal && t('matrix.sameGoal', { goal: title(overlap.goal.title) })}{' '}
            {t(overlap.linked ? 'matrix.overlapLinked' : 'matrix.overlapUnlinked')}
          </p>
          <ul>
            {overlap.activities
              .filter(({ id }) => id !== column.id)
              .map(({ id, title: text }) => (
                <li key={id}>
                  <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: id }}>
                    <Said text={text} />
                  </Link>
                </li>
              ))}
          </ul>
        </Notice>
      ))}

      {mayTell ? (
        <form
          noValidate
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void send(onClose);
          }}
        >
          <h3>{t(cell ? 'matrix.change' : 'matrix.tell')}</h3>
          <ErrorSummary mistakes={wrong} />
          {changed && (
            <Notice kind="warn" title={t('matrix.changedMeanwhile')} live>
              <CellWords cell={cell} />
              <Button small onPress={() => setFilling(fillingOf(cell, language))}>
                {t('matrix.takeTheirs')}
              </Button>
            </Notice>
          )}
          {other && (
            <Button
              small
              look="quiet"
              onPress={() => setFilling({ ...fillingOf(other, language), state: filling.state ?? other.state })}
            >
              {t('matrix.copyFrom', { year: otherYear })}
            </Button>
          )}
          <RadioGroup
            label={t('matrix.state', { year })}
            name="state"
            options={placeStates.map((id) => ({
              id,
              label: t(`state.${id}`),
              ...(filling.state === id && { hint: t(`stateHint.${id}`) }),
            }))}
            value={filling.state}
            error={wrong.find(({ name }) => name === 'state')?.message}
            onChange={(state) => setFilling({ ...filling, state: state as PlaceState })}
          />
          {(['detail', 'uncertain', 'venue'] as const).map((name) => (
            <TextArea
              key={name}
              name={name}
              label={t(`matrix.${name}`)}
              hint={t(`matrix.${name}Hint`)}
              isRequired={false}
              rows={2}
              maxLength={2000}
              lang={filling[name].language}
              error={wrong.find((one) => one.name === name)?.message}
              value={filling[name].words}
              onChange={(words) => setFilling({ ...filling, [name]: { ...filling[name], words } })}
            />
          ))}
          {unsent && <Notice kind="warn" title={t('matrix.unsent')} live />}
          <div className="row">
            <Button type="submit" look="main" isPending={sending}>
              {t('matrix.save')}
            </Button>
            {next !== undefined && (
              <Button isPending={sending} onPress={() => void send(() => onNext(next))}>
                {t('matrix.saveAndNext')}
              </Button>
            )}
          </div>
        </form>
      ) : (
        asOf === undefined && <p className="quiet">{t('matrix.whoMayTell')}</p>
      )}

      {story && story.earlier.length > 0 && (
        <Disclosure title={t('matrix.earlier', { count: story.earlier.length })}>
          <ol className="plain stack tight">
            {story.earlier.toReversed().map((told) => (
              <li key={told.at}>
                <p className="small quiet">{moment(told.at)}</p>
                <StateMark state={told.state} /> {told.detail && <Said text={told.detail} />}
              </li>
            ))}
          </ol>
        </Disclosure>
      )}
      {story && <p className="quiet small">{t('matrix.toldAt', { moment: moment(story.changedAt) })}</p>}
    </section>
  );
}

/** All that a cell says, in words. */
export function CellWords({ cell }: { readonly cell: Cell | undefined }): ReactElement {
  const { t } = useTranslation('activities');
  return (
    <div className="cell-words">
      <StateMark state={cell?.state} />
      {cell?.detail && (
        <p>
          <Said text={cell.detail} />
        </p>
      )}
      {cell?.uncertain && (
        <p className="cell-open">
          <strong>{t('matrix.open')}</strong> <Said text={cell.uncertain} />
        </p>
      )}
      {cell?.venue && (
        <p>
          {t('matrix.venue')}: <Said text={cell.venue} />
        </p>
      )}
    </div>
  );
}
