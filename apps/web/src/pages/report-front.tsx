import { useCallback, useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayGive } from '../forms/acts.tsx';
import { useGive } from '../forms/give.ts';
import { useLanguage } from '../language.ts';
import { Said, useSaid, type Text } from '../said.tsx';
import { Button, Empty, ErrorSummary, Notice, Select, type Mistake } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { Editor, Sentence } from './report-editor.tsx';
import { useKept } from './report-kept.ts';
import { FreeTextWarning } from './report-warning.tsx';
import { textOf } from './report-work.ts';
import { textsOf, writingOf, type Writing } from './report-writing.ts';
import type { PartProps, Period } from './report-document.ts';

const blocks = ['background', 'summary', 'risks'] as const;
type Block = (typeof blocks)[number];

interface Success {
  readonly programme: string | null;
  readonly text: Writing;
}
interface Words {
  readonly blocks: Readonly<Record<Block, Writing>>;
  readonly successes: readonly Success[];
}

const wordsOf = (report: Period['report']): Words => ({
  blocks: {
    background: writingOf(report?.background ?? [], 'paragraphs'),
    summary: writingOf(report?.summary ?? [], 'paragraphs'),
    risks: writingOf(report?.risks ?? [], 'points'),
  },
  successes: (report?.successes ?? []).map(({ programme, text }) => ({
    programme: programme ?? null,
    text: writingOf([text], 'paragraphs'),
  })),
});

/** The words in front of the programmes: background, the summary of the whole, main successes, risks. */
export function Front(part: PartProps): ReactElement {
  const { t } = useTranslation(['report']);
  const { asOf } = useSight();
  const mayGive = useMayGive();
  const { report } = part.period;
  const writable = asOf === undefined && mayGive('WriteReport');
  if (writable && report?.phase !== 'PUBLISHED') return <Writable {...part} />;
  return (
    <div className="stack report-sections">
      {writable && <Notice title={t('front.frozen')}>{t('front.frozenAdvice')}</Notice>}
      {report ? (
        <Written report={report} period={part.period} />
      ) : (
        <Empty title={t('front.none')}>{t('front.noneAdvice')}</Empty>
      )}
    </div>
  );
}

function Written({
  report,
  period,
}: {
  readonly report: NonNullable<Period['report']>;
  readonly period: Period;
}): ReactElement {
  const { t } = useTranslation(['report']);
  const title = useSaid();
  const nameOf = (id: string | null | undefined) => {
    const found = period.comparison.find(({ programme }) => programme?.id === id)?.programme;
    return found ? title(found.title) : undefined;
  };
  return (
    <>
      {blocks.map((block) => (
        <section key={block} className="stack tight report-prose">
          <h2>{t(`front.${block}`)}</h2>
          <Texts texts={report[block]} layout={block === 'risks' ? 'points' : 'paragraphs'} />
        </section>
      ))}
      <section className="stack tight report-prose">
        <h2>{t('front.successes')}</h2>
        {report.successes.length === 0 ? (
          <p className="quiet">{t('editor.empty')}</p>
        ) : (
          <dl className="report-successes">
            {report.successes.map(({ programme, text }, at) => (
              <div key={at}>
                <dt>{nameOf(programme) ?? t('front.whole')}</dt>
                <dd>
                  <Said text={text} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </>
  );
}

/** Paragraphs or points as they were written; says so where there are none. */
export function Texts({
  texts,
  layout,
}: {
  readonly texts: readonly Text[];
  readonly layout: 'points' | 'paragraphs';
}): ReactElement {
  const { t } = useTranslation(['report']);
  if (texts.length === 0) return <p className="quiet">{t('editor.empty')}</p>;
  return layout === 'points' ? (
    <ul>
      {texts.map((text, at) => (
        <li key={at}>
          <Said text={text} />
        </li>
      ))}
    </ul>
  ) : (
    <>
      {texts.map((text, at) => (
        <p key={at}>
          <Said text={text} />
        </p>
      ))}
    </>
  );
}

function Writable({ period, again }: PartProps): ReactElement {
  const { t } = useTranslation(['report', 'common', 'forms']);
  const give = useGive();
  const main = useLanguage();
  const title = useSaid();
  const { collaboration, person } = useSight();
  const { report } = period;
  const kept = useKept(`report ${person ?? ''} ${collaboration} ${period.id}`, wordsOf(report));
  const { value, change, dirty, reset } = kept;
  // What the server had when the fields were last the same as there: anything else was written by somebody else.
  const theirs = useMemo(() => wordsOf(report), [report]);
  const [known, setKnown] = useState(() => JSON.stringify(theirs));
  const moved = JSON.stringify(theirs) !== known;
  const follow = useCallback(() => {
    setKnown(JSON.stringify(theirs));
    reset(theirs);
  }, [theirs, reset]);
  useEffect(() => {
    if (moved && !dirty) follow();
  }, [moved, dirty, follow]);
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [state, setState] = useState<'idle' | 'sending' | 'saved' | 'unsent'>('idle');
  const write = (next: Words) => {
    change(next);
    setState('idle');
  };
  const success = (at: number, next: Success) => write({ ...value, successes: value.successes.with(at, next) });
  const programmes = period.comparison.flatMap(({ programme }) =>
    programme ? [{ id: programme.id, label: title(programme.title) }] : [],
  );
  const save = async () => {
    setState('sending');
    const successes = value.successes.flatMap(({ programme, text: writing }, at) => {
      const text = textOf(writing, report?.successes[at]?.text, main);
      return text ? [{ ...(programme !== null && { programme }), text }] : [];
    });
    const given = await give('WriteReport', `report_${period.id.slice('period_'.length)}`, crypto.randomUUID(), {
      period: period.id,
      background: textsOf(value.blocks.background, report?.background ?? [], main),
      summary: textsOf(value.blocks.summary, report?.summary ?? [], main),
      risks: textsOf(value.blocks.risks, report?.risks ?? [], main),
      successes,
    });
    if (given.kind === 'done') {
      kept.saved();
      setMistakes([]);
      again();
    }
    setState(given.kind === 'done' ? 'saved' : given.kind === 'unsent' ? 'unsent' : 'idle');
    if (given.kind === 'refused')
      setMistakes([{ message: given.words, ...(given.field !== undefined && { name: given.field.split('.')[0] }) }]);
  };
  const error = (name: string) => mistakes.find((mistake) => mistake.name === name)?.message;
  return (
    <form
      noValidate
      className="stack report-sections"
      onSubmit={(event) => {
        event.preventDefault();
        if (state !== 'sending') void save();
      }}
    >
      <ErrorSummary mistakes={mistakes} />
      <FreeTextWarning />
      {kept.restored && (
        <Notice live>
          <p>{t('forms:draftRestored')}</p>
          <Button look="quiet" small onPress={() => reset(theirs)}>
            {t('forms:draftDropped')}
          </Button>
        </Notice>
      )}
      {moved && dirty && (
        <Notice kind="warn" title={t('clash.front')} live>
          <p>{t('clash.frontAdvice')}</p>
          <div className="row">
            <Button small onPress={follow}>
              {t('clash.theirs')}
            </Button>
          </div>
        </Notice>
      )}
      <section className="stack" aria-labelledby="front">
        <h2 id="front">{t('front.title')}</h2>
        <p className="quiet">{t('front.lead')}</p>
        {(['background', 'summary'] as const).map((block) => (
          <Editor
            key={block}
            name={block}
            layout="paragraphs"
            label={t(`front.${block}`)}
            hint={t(`front.hint.${block}`)}
            error={error(block)}
            isRequired={block === 'summary'}
            value={value.blocks[block]}
            onChange={(written) => write({ ...value, blocks: { ...value.blocks, [block]: written } })}
          />
        ))}
      </section>
      <section className="stack" aria-labelledby="successes">
        <h2 id="successes">{t('front.successes')}</h2>
        <p className="quiet">{t('front.hint.successes')}</p>
        {value.successes.map((one, at) => (
          <fieldset key={at} className="report-item stack tight">
            <legend className="label">{t('front.success', { number: at + 1 })}</legend>
            <Select
              label={t('column.programme')}
              isRequired={false}
              options={programmes}
              value={one.programme}
              onChange={(programme) => success(at, { ...one, programme })}
            />
            <Sentence
              label={t('front.successText')}
              name={`successes.${String(at)}.text`}
              value={one.text}
              onChange={(text) => success(at, { ...one, text })}
            />
            <div className="row">
              <Button
                small
                look="quiet"
                aria-label={t('front.removeOf', { number: at + 1 })}
                onPress={() => write({ ...value, successes: value.successes.toSpliced(at, 1) })}
              >
                {t('front.remove')}
              </Button>
            </div>
          </fieldset>
        ))}
        <div className="row">
          <Button
            small
            onPress={() => write({ ...value, successes: [...value.successes, { programme: null, text: {} }] })}
          >
            {t('front.addSuccess')}
          </Button>
        </div>
      </section>
      <section className="stack" aria-labelledby="risks">
        <h2 id="risks">{t('front.risks')}</h2>
        <Editor
          name="risks"
          layout="points"
          label={t('front.risks')}
          hint={t('front.hint.risks')}
          error={error('risks')}
          isRequired={false}
          value={value.blocks.risks}
          onChange={(written) => write({ ...value, blocks: { ...value.blocks, risks: written } })}
        />
      </section>
      <SaveBar>
        <Button type="submit" look="main" isPending={state === 'sending'}>
          {state === 'unsent' ? t('forms:sendAgain') : t('front.save')}
        </Button>
        <p role="status" className="small">
          {state === 'saved' && !kept.dirty ? t('save.saved') : kept.dirty ? t('save.onDevice') : ''}
          {state === 'unsent' ? ` ${t('forms:unsentAdvice')}` : ''}
        </p>
      </SaveBar>
    </form>
  );
}

/** Stays in sight while a long form is filled in. */
export const SaveBar = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <div className="save-bar row">{children}</div>
);
