import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { useMayGive } from '../forms/acts.tsx';
import { useGive } from '../forms/give.ts';
import { seriesOf } from '../forms/report-figure.tsx';
import { graphql } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { periodName, today } from '../period.ts';
import { Button, Checkbox, DateField, FileDrop, Notice, Table, TextArea, TextField } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { readCells, readSheet, spanOf, type SheetLine } from './sheet.ts';

const SheetOf = graphql(`
  query SheetOf($collaboration: ID!, $asOf: String, $actingFor: ID, $from: String!, $to: String!, $partner: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      languages
      measurementTable(from: $from, to: $to, partner: $partner)
    }
  }
`);

const KeysOf = graphql(`
  query KeysOf($collaboration: ID!, $actingFor: ID, $series: ID!, $from: String!, $to: String!, $place: String) {
    collaboration(id: $collaboration, actingFor: $actingFor) {
      series(id: $series) {
        measurements(first: 100, from: $from, to: $to, place: $place) {
          nodes {
            key
            place
            dimension
            category
            period {
              from
              to
            }
          }
        }
      }
    }
  }
`);

/** A table larger than this is split by whoever fills it in. */
const mostBytes = 4_000_000;

type Outcome = { readonly is: 'done' } | { readonly is: 'refused'; readonly words: string } | { readonly is: 'unsent' };

/** Many figures at once: a table is taken out, filled in with a spreadsheet, and brought back. */
export default function MeasurementSheet(): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { asOf } = useSight();
  const mayGive = useMayGive();
  return (
    <div className="stack sheet">
      <p>{t('sheet.lead')}</p>
      <TakeOut />
      {asOf === undefined && mayGive('ReportMeasurement') && <BringBack />}
    </div>
  );
}

/** The values in force that one may see, as a file that spreadsheets open. */
function TakeOut(): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { collaboration, asOf, actingFor, organisation } = useSight();
  const api = useClient();
  const year = Number(today().slice(0, 4));
  const [from, setFrom] = useState(`${String(year - 1)}-01-01`);
  const [to, setTo] = useState(today());
  const [own, setOwn] = useState(true);
  const [state, setState] = useState<'busy' | 'failed' | 'done'>();
  const take = async () => {
    setState('busy');
    const { data, error } = await api
      .query(
        SheetOf,
        {
          collaboration,
          from,
          to,
          asOf: asOf ?? null,
          actingFor: actingFor ?? null,
          partner: own ? (actingFor ?? organisation ?? null) : null,
        },
        { requestPolicy: 'network-only' },
      )
      .toPromise();
    const text = data?.collaboration?.measurementTable;
    if (error || text === undefined) {
      setState('failed');
      return;
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    link.download = `${collaboration}-${from}-${to}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
    setState('done');
  };
  return (
    <section className="stack" aria-labelledby="take-out">
      <h2 id="take-out">{t('sheet.takeOut')}</h2>
      <div className="row sheet-span">
        <DateField label={t('form.from')} value={from} onChange={(day) => day !== null && setFrom(day)} />
        <DateField label={t('form.to')} value={to} onChange={(day) => day !== null && setTo(day)} />
      </div>
      <Checkbox label={t('sheet.own')} hint={t('sheet.ownHint')} value={own} onChange={setOwn} />
      <div className="row">
        <Button look="main" isPending={state === 'busy'} onPress={() => void take()}>
          {t('sheet.download')}
        </Button>
      </div>
      {state === 'failed' && <Notice kind="fault" title={t('sheet.failed')} live />}
      {state === 'done' && <Notice kind="done" title={t('sheet.taken')} live />}
    </section>
  );
}

/** A filled-in table: read, shown what it would do, and then done row by row. */
function BringBack(): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { collaboration, actingFor, organisation = '' } = useSight();
  const partner = actingFor ?? organisation;
  const api = useClient();
  const give = useGive();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [lines, setLines] = useState<readonly SheetLine[]>();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, Outcome>>(new Map());
  const [busy, setBusy] = useState(false);
  const asked = (lines ?? []).filter(({ asks }) => asks === 'report' || asks === 'correct');

  const look = async (filled: string) => {
    setProblem(undefined);
    setLines(undefined);
    setOutcomes(new Map());
    const rows = readCells(filled);
    if ('unreadable' in rows) {
      setProblem(t(`sheet.unreadable.${rows.unreadable}`, { columns: rows.columns.join(', ') }));
      return;
    }
    const span = spanOf(rows) ?? { from: today(), to: today() };
    const { data } = await api
      .query(
        SheetOf,
        { collaboration, ...span, partner: null, actingFor: actingFor ?? null },
        { requestPolicy: 'network-only' },
      )
      .toPromise();
    const now = readCells(data?.collaboration?.measurementTable ?? '');
    if (!data?.collaboration || 'unreadable' in now) {
      setProblem(t('sheet.failed'));
      return;
    }
    const language = data.collaboration.languages[0]?.toLowerCase() ?? 'fi';
    setLines(readSheet(rows, now, { partner, language, reason }));
  };

  const one = async (line: SheetLine): Promise<Outcome> => {
    if (line.asks !== 'report' && line.asks !== 'correct') return { is: 'done' };
    const series = seriesOf(line.indicator, partner);
    let { input } = line;
    if (line.asks === 'correct') {
      const { place, dimension, category } = line.cell;
      const { data } = await api
        .query(
          KeysOf,
          { collaboration, actingFor: actingFor ?? null, series, ...line.period, place: place === '' ? null : place },
          { requestPolicy: 'network-only' },
        )
        .toPromise();
      const there = data?.collaboration?.series?.measurements.nodes.find(
        (value) =>
          (value.place ?? '') === place &&
          (value.dimension ?? '') === dimension &&
          (value.category ?? '') === category &&
          value.period.from === line.period.from &&
          value.period.to === line.period.to,
      );
      if (!there) return { is: 'unsent' };
      input = { ...input, measurement: there.key };
    }
    const command = line.asks === 'report' ? 'ReportMeasurement' : 'CorrectMeasurement';
    const answer = await give(command, series, crypto.randomUUID(), input);
    if (answer.kind === 'refused') return { is: 'refused', words: answer.words };
    return { is: answer.kind };
  };

  const send = async () => {
    setBusy(true);
    const done = new Map(outcomes);
    for (const line of asked) {
      if (done.get(line.line)?.is === 'done') continue;
      done.set(line.line, await one(line));
      setOutcomes(new Map(done));
    }
    setBusy(false);
  };

  const count = (is: Outcome['is']) => [...outcomes.values()].filter((outcome) => outcome.is === is).length;
  const finished = !busy && outcomes.size > 0;
  const open = asked.length - count('done');
  return (
    <section className="stack" aria-labelledby="bring-back">
      <h2 id="bring-back">{t('sheet.bringBack')}</h2>
      <ol>
        <li>{t('sheet.step.fill')}</li>
        <li>{t('sheet.step.bring')}</li>
        <li>{t('sheet.step.check')}</li>
      </ol>
      <FileDrop
        label={t('sheet.file')}
        isRequired={false}
        accept=".csv,text/csv,text/plain"
        mostBytes={mostBytes}
        onChoose={(file) =>
          void file.text().then((read) => {
            setText(read);
            void look(read);
          })
        }
      />
      <TextArea
        label={t('sheet.paste')}
        hint={t('sheet.pasteHint')}
        isRequired={false}
        value={text}
        onChange={setText}
        rows={4}
      />
      <TextField
        label={t('sheet.reason')}
        hint={t('sheet.reasonHint')}
        isRequired={false}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      <div className="row">
        <Button isDisabled={text.trim() === ''} onPress={() => void look(text)}>
          {t('sheet.check')}
        </Button>
      </div>
      {problem !== undefined && <Notice kind="fault" title={problem} live />}
      {lines && (
        <>
          <Notice kind={lines.some(({ asks }) => asks === 'mending') ? 'warn' : 'calm'} title={t('sheet.found')} live>
            <ul>
              {(['report', 'correct', 'nothing', 'mending'] as const).map((asks) => (
                <li key={asks}>
                  {t(`sheet.count.${asks}`, { count: lines.filter((line) => line.asks === asks).length })}
                </li>
              ))}
            </ul>
          </Notice>
          <Lines lines={lines} outcomes={outcomes} />
          {busy && (
            <label className="field">
              <span>{t('sheet.progress', { done: outcomes.size, all: asked.length })}</span>
              <progress value={outcomes.size} max={asked.length} />
            </label>
          )}
          {finished && (
            <Notice
              kind={open === 0 ? 'done' : 'warn'}
              title={t('sheet.result', { done: count('done'), all: asked.length })}
              live
            >
              {open > 0 && <p>{t('sheet.resultAdvice')}</p>}
            </Notice>
          )}
          {open > 0 && (
            <div className="row">
              <Button look="main" isPending={busy} onPress={() => void send()}>
                {t(finished ? 'form.again' : 'sheet.send', { count: open })}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** What each line asks for and what became of it; lines that are as they were are not shown. */
function Lines({
  lines,
  outcomes,
}: {
  readonly lines: readonly SheetLine[];
  readonly outcomes: ReadonlyMap<number, Outcome>;
}): ReactElement | null {
  const { t } = useTranslation(['indicators', 'common']);
  const language = useLanguage();
  const { number } = useFormats();
  const rows = lines.filter(({ asks }) => asks !== 'nothing');
  if (rows.length === 0) return null;
  const became = (line: SheetLine): ReactNode => {
    const outcome = outcomes.get(line.line);
    if (outcome?.is === 'done') return <strong className="well">{t('sheet.done')}</strong>;
    if (outcome?.is === 'refused') return <span className="mistake">{outcome.words}</span>;
    if (outcome?.is === 'unsent') return <span className="mistake">{t('form.unsent')}</span>;
    if (line.asks === 'mending')
      return (
        <span className="mistake">
          {t(`sheet.problem.${line.problem}`)}
          {line.column !== undefined && ` (${line.column})`}
        </span>
      );
    return t(line.asks === 'correct' ? 'sheet.asks.correct' : 'sheet.asks.report');
  };
  return (
    <Table
      caption={t('sheet.lines')}
      rows={rows}
      keyOf={({ line }) => String(line)}
      columns={[
        { id: 'line', title: t('sheet.line'), numeric: true, cell: ({ line }) => number(line) },
        { id: 'indicator', title: t('indicator'), isHead: true, cell: ({ indicator }) => indicator },
        { id: 'period', title: t('period'), cell: ({ period }) => periodName(period, language, true) },
        {
          id: 'value',
          title: t('sheet.value'),
          numeric: true,
          cell: (line) => ('input' in line && typeof line.input['value'] === 'string' ? line.input['value'] : ''),
        },
        { id: 'became', title: t('sheet.became'), cell: became },
      ]}
    />
  );
}
