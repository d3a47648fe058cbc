import { use } from 'react';
import type { ReportContent } from './content.ts';
import { ProgrammeLink, Said, Speech } from './report.parts.page.tsx';
import { Target } from './report.programme.page.tsx';
import { showDay, showMonth, showNumber } from './report.words.ts';
import type { Slip } from './slip.ts';

/** What went otherwise than planned, programme by programme. Reports published before this was told have none. */
export function Slipped({ content }: { content: ReportContent }) {
  const { words } = use(Speech);
  if (!content.history) return null;
  const slipped = content.programmes.flatMap(({ id, slipped: slips = [] }) => (slips.length > 0 ? { id, slips } : []));
  return (
    <section aria-labelledby="slipped">
      <h2 id="slipped">{words.slipped}</h2>
      <p className="prose">{slipped.length === 0 ? words.nothingSlipped : words.slippedNote}</p>
      {slipped.length > 0 && (
        <ul className="moves">
          {slipped.map(({ id, slips }) => (
            <li key={id}>
              <ProgrammeLink content={content} id={id} />
              <ul className="slips">
                {slips.map((slip, index) => (
                  <li key={index}>
                    <strong>{words.slip[slip.kind]}:</strong> <Said text={slip.title} />
                    <Detail slip={slip} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** From when to when, by how much, and why: as far as anybody said. */
function Detail({ slip }: { slip: Slip }) {
  const { why, figure } = slip;
  const days = useDays(slip);
  if (days === undefined && why === undefined && figure === undefined) return null;
  return (
    <span className="who">
      {days}
      {figure && <Missed figure={figure} />}
      {why && (
        <>
          {days !== undefined && '. '}
          <Said text={why} />
        </>
      )}
    </span>
  );
}

function Missed({ figure: { value, unit, target } }: { figure: NonNullable<Slip['figure']> }) {
  const { language, words } = use(Speech);
  return (
    <>
      {target && (
        <>
          {words.target}: <Target target={target} />
          {'. '}
        </>
      )}
      {value !== undefined && (
        <>
          {words.value}: {showNumber(value, language)} (<Said text={unit} unmarked />)
        </>
      )}
    </>
  );
}

function useDays({ kind, from, to }: Slip): string | undefined {
  const { language, words } = use(Speech);
  const [start, end] = [from, to].map((day) => day && showDay(day, language));
  switch (kind) {
    case 'task_moved':
      return start && end && words.dueMoved(start, end);
    case 'task_late':
      return start && [words.dueWas(start), end && words.doneOn(end)].filter((part) => part !== undefined).join(', ');
    case 'promise_moved':
      return end && words.movedTo(end);
    case 'decision_not_taken':
      return from && words.planned(showMonth(from, language));
    case 'added':
      return start && words.addedOn(start);
    case 'promise_dropped':
    case 'target_missed':
      return undefined;
  }
}
