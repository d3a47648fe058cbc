import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { useGive } from '../forms/give.ts';
import { graphql } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Button, Disclosure, Notice, Tabs } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { SideBySide } from './report-beside.tsx';
import { Carried } from './report-carried.tsx';
import type { DeskProps, StepProps } from './report-document.ts';
import { Check, type Hole } from './report-check.tsx';
import { Editor } from './report-editor.tsx';
import { SaveBar, Texts } from './report-front.tsx';
import { useKept } from './report-kept.ts';
import { Lights } from './report-lights.tsx';
import { Figures, type Readable } from './report-reading.tsx';
import { SlipList } from './report-slips.tsx';
import { FreeTextWarning } from './report-warning.tsx';
import { blockNames, inputOf, isStep, placeOf, stepNames, textOf, workOf, type Work } from './report-work.ts';
import { layOut, type Writing } from './report-writing.ts';

const MissingOf = graphql(`
  query MissingOf($collaboration: ID!, $actingFor: ID, $period: ID!, $programme: ID!) {
    collaboration(id: $collaboration, actingFor: $actingFor) {
      assessmentDesk(period: $period, programme: $programme) {
        missing {
          code
          field
          fi: words(language: FI)
          sv: words(language: SV)
          en: words(language: EN)
        }
      }
    }
  }
`);
const fresh = { requestPolicy: 'network-only' } as const;

/** How long after the last key what is written is saved for one's colleagues too, in milliseconds: each is an event. */
const savedAfter = 20_000;

type Saving = 'idle' | 'saving' | 'saved' | 'unsent';

/** Writes a programme's part step by step. It is kept on this machine at once and for colleagues a little later. */
export function WriteAssessment(props: DeskProps): ReactElement {
  const { desk, period, programme, look } = props;
  const { t } = useTranslation(['report', 'forms', 'common']);
  const { tab } = useSearch({ from: '/c/$collaboration/reports/$period' });
  const navigate = useNavigate();
  const give = useGive();
  const main = useLanguage();
  const { collaboration, person, actingFor } = useSight();
  const api = useClient();
  const told = desk.draft ?? desk.assessment ?? undefined;
  const theirs = useMemo(() => workOf(told, desk.carryOver), [told, desk.carryOver]);
  const kept = useKept(`assessment ${person ?? ''} ${collaboration} ${period.id} ${programme.id}`, theirs);
  const { value: work, change, dirty, saved, reset } = kept;
  const [saving, setSaving] = useState<Saving>('idle');
  const [holes, setHoles] = useState<readonly Hole[]>([]);
  const [reason, setReason] = useState<Writing>({});
  const [sent, setSent] = useState(false);
  const input = useMemo(() => inputOf(work, told, desk.carryOver, main), [work, told, desk.carryOver, main]);
  const id = desk.assessment?.id ?? desk.draft?.id ?? assessmentId(period.id, programme.id);

  // What the server had when the fields were last the same as there: anything else was written by somebody else.
  const known = useRef(JSON.stringify(theirs));
  const [clash, setClash] = useState(false);
  useEffect(() => {
    const now = JSON.stringify(theirs);
    if (now === known.current) return;
    if (now === JSON.stringify(workOf(input, desk.carryOver)) || !dirty) {
      if (!dirty) reset(theirs);
      known.current = now;
    } else setClash(true);
  }, [theirs, dirty, input, desk.carryOver, reset]);

  const save = useCallback(async (): Promise<boolean> => {
    setSaving('saving');
    const given = await give('DraftAssessment', id, crypto.randomUUID(), {
      period: period.id,
      programme: programme.id,
      ...input,
    });
    if (given.kind === 'done') {
      known.current = JSON.stringify(workOf(input, desk.carryOver));
      saved();
      setSaving('saved');
      return true;
    }
    setSaving(given.kind === 'unsent' ? 'unsent' : 'idle');
    if (given.kind === 'refused') setHoles([{ ...placeOf(given.code, given.field), message: given.words }]);
    return false;
  }, [give, id, period.id, programme.id, input, desk.carryOver, saved]);

  useEffect(() => {
    if (!dirty || clash) return undefined;
    const timer = setTimeout(() => void save(), savedAfter);
    return () => clearTimeout(timer);
  }, [dirty, clash, save, work]);

  const write = (next: Work) => {
    change(next);
    setSaving('idle');
    setSent(false);
  };
  const go = (step: string, name?: string) => {
    void navigate({ to: '.', search: (before: object) => ({ ...before, tab: step }) }).then(() => {
      if (name !== undefined) requestAnimationFrame(() => focusField(name));
    });
  };
  const carried = desk.carryOver.length > 0;
  const steps = stepNames.filter((step) => step !== 'carried' || carried);
  const all = [...steps, 'compare'] as const;
  const first = steps[0] ?? 'lights';
  const chosen = tab === 'compare' ? tab : isStep(tab) && steps.includes(tab) ? tab : first;
  const next = steps[steps.findIndex((step) => step === chosen) + 1];
  const step: StepProps = {
    ...props,
    work,
    write,
    errorAt: (name) => holes.find((hole) => hole.name === name)?.message,
  };
  const send = async () => {
    if (!(await save())) return;
    // The server says all that is missing of what has just been saved, each with its place.
    const asked = await api
      .query(
        MissingOf,
        { collaboration, actingFor: actingFor ?? null, period: period.id, programme: programme.id },
        fresh,
      )
      .toPromise();
    const missing = asked.data?.collaboration?.assessmentDesk?.missing ?? [];
    if (missing.length > 0) {
      setHoles(missing.map((one) => ({ ...placeOf(one.code, one.field ?? undefined), message: one[main] })));
      return;
    }
    const why = textOf(reason, undefined, main);
    const { lights, blocks, carriedOver } = input;
    const given = await give('SubmitAssessment', id, crypto.randomUUID(), {
      period: period.id,
      programme: programme.id,
      lights,
      blocks,
      carriedOver,
      ...(why && { reason: why }),
    });
    if (given.kind === 'done') {
      setHoles([]);
      setSent(true);
    }
    if (given.kind === 'refused') {
      const { step: at, name } = placeOf(given.code, given.field);
      setHoles([{ step: at, ...(name !== undefined && { name }), message: given.words }]);
    }
    if (given.kind === 'unsent') setSaving('unsent');
    look();
  };
  const content: Record<(typeof all)[number], () => ReactElement> = {
    carried: () => <Carried {...step} />,
    lights: () => <Lights {...step} />,
    words: () => <Blocks {...step} />,
    figures: () => <FiguresStep {...step} />,
    check: () => (
      <Check
        {...step}
        input={readable(input)}
        holes={holes}
        go={go}
        send={() => void send()}
        sent={sent}
        reason={reason}
        setReason={setReason}
        sending={saving === 'saving'}
      />
    ),
    compare: () => (
      <SideBySide now={readable(input)} before={desk.previous} period={period} lightWords={props.lightWords} />
    ),
  };
  return (
    <>
      <FreeTextWarning />
      {kept.restored && (
        <Notice live>
          <p>{t('forms:draftRestored')}</p>
          <Button look="quiet" small onPress={() => reset(theirs)}>
            {t('save.theirs')}
          </Button>
        </Notice>
      )}
      {clash && (
        <Notice kind="warn" title={t('clash.title')} live>
          <p>{t('clash.lead')}</p>
          <SideBySide
            now={readable(input)}
            before={readable(inputOf(theirs, told, desk.carryOver, main))}
            period={{ ...period, previous: period.previous ?? period }}
            lightWords={props.lightWords}
          />
          <div className="row">
            <Button
              small
              onPress={() => {
                known.current = JSON.stringify(theirs);
                setClash(false);
                void save();
              }}
            >
              {t('clash.mine')}
            </Button>
            <Button
              small
              onPress={() => {
                known.current = JSON.stringify(theirs);
                setClash(false);
                reset(theirs);
              }}
            >
              {t('clash.theirs')}
            </Button>
          </div>
        </Notice>
      )}
      <Tabs
        label={t('steps')}
        chosen={chosen}
        onChoose={(to) => go(to)}
        tabs={all.map((name, at) => ({
          id: name,
          label:
            name === 'compare' ? t('step.compare') : t('step.numbered', { number: at + 1, step: t(`step.${name}`) }),
          content: content[name],
        }))}
      />
      <SaveBar>
        {next !== undefined && (
          <Button look="main" onPress={() => go(next)}>
            {t('step.next', { step: t(`step.${next}`) })}
          </Button>
        )}
        <Button isPending={saving === 'saving'} onPress={() => void save()}>
          {t('save.draft')}
        </Button>
        <p role="status" className="small">
          <SaveState saving={saving} dirty={dirty} at={desk.draft?.changedAt} />
        </p>
      </SaveBar>
    </>
  );
}

function SaveState({
  saving,
  dirty,
  at,
}: {
  readonly saving: Saving;
  readonly dirty: boolean;
  readonly at: string | undefined;
}): ReactElement {
  const { t } = useTranslation(['report', 'forms']);
  const { moment } = useFormats();
  if (saving === 'unsent') return <>{t('forms:unsentAdvice')}</>;
  if (saving === 'saving') return <>{t('save.saving')}</>;
  if (dirty) return <>{t('save.onDevice')}</>;
  if (saving === 'saved') return <>{t('save.saved')}</>;
  return <>{at === undefined ? '' : t('save.draftAt', { moment: moment(at) })}</>;
}

/** An assessment is called after its period and programme; see libs/reporting/assessment.ts. */
const assessmentId = (period: string, programme: string): string =>
  `assessment_${period.slice('period_'.length)}__${programme.slice('programme_'.length)}`;

/** What has been written, as it would be read: texts in the shape in which the server tells them. */
const readable = (input: ReturnType<typeof inputOf>): Readable => input;

function focusField(name: string): void {
  const at =
    document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`) ??
    document.querySelector<HTMLElement>(`[data-field^="${CSS.escape(name)}"]`);
  const field =
    at?.matches('input, textarea, button') === true
      ? at
      : at?.querySelector<HTMLElement>('input, textarea, button, [tabindex]');
  field?.focus();
}

function Blocks({ desk, work, write, errorAt }: StepProps): ReactElement {
  const { t } = useTranslation(['report']);
  const main = useLanguage();
  const achieved = desk.carryOver.filter(({ item }) => work.answers[item]?.outcome === 'ACHIEVED');
  return (
    <div className="stack report-sections">
      <h2 className="hidden">{t('step.words')}</h2>
      {blockNames.map((name) => (
        <section key={name} className="stack tight">
          <Editor
            name={`blocks.${name}`}
            layout="points"
            label={t(`block.${name}`)}
            hint={t(`block.hint.${name}`)}
            error={errorAt(`blocks.${name}`)}
            isRequired={false}
            value={work.blocks[name]}
            onChange={(written) => write({ ...work, blocks: { ...work.blocks, [name]: written } })}
          />
          {name === 'achieved' && achieved.length > 0 && (
            <div className="row">
              <Button
                small
                onPress={() => {
                  const more = layOut(
                    achieved.map(({ text }) => text[main] ?? text[text.original.toLowerCase() as typeof main] ?? ''),
                    'points',
                  );
                  const before = work.blocks.achieved[main];
                  const all = before === undefined || before.trim() === '' ? more : `${before.trimEnd()}\n${more}`;
                  write({ ...work, blocks: { ...work.blocks, achieved: { ...work.blocks.achieved, [main]: all } } });
                }}
              >
                {t('block.addAchieved', { count: achieved.length })}
              </Button>
            </div>
          )}
          {desk.previous && desk.previous.blocks[name].length > 0 && (
            <Disclosure title={t('block.lastTime', { block: t(`block.${name}`) })}>
              <Texts texts={desk.previous.blocks[name]} layout="points" />
            </Disclosure>
          )}
        </section>
      ))}
    </div>
  );
}

function FiguresStep({ desk }: StepProps): ReactElement {
  const { t } = useTranslation(['report']);
  return (
    <div className="stack report-sections">
      <section className="stack">
        <h2>{t('figures.title')}</h2>
        <p className="quiet">{t('figures.lead')}</p>
        {desk.figures.length === 0 ? <p>{t('figures.none')}</p> : <Figures figures={desk.figures} />}
      </section>
      <section className="stack">
        <h2>{t('slip.title')}</h2>
        <p className="quiet">{t('slip.lead')}</p>
        {desk.slipped.length === 0 ? <p>{t('slip.none')}</p> : <SlipList slips={desk.slipped} />}
      </section>
    </div>
  );
}
