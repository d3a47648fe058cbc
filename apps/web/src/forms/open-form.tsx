import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, ErrorSummary, Notice, toast, type Mistake } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { inverseOf, irreversible } from './consequences.ts';
import { useDraft } from './draft.ts';
import { asked, drawn } from './fields.ts';
import { holes, merged, newId, type Clash, type CommandForm as Form, type Filled, type Hole } from './form.ts';
import { FieldsInput } from './inputs.tsx';
import { useSending } from './sending.ts';
import { Clashes } from './stale.tsx';
import { offerUndo } from './undoing.ts';

const nothing: Filled = {};

export interface CommandFormProps {
  readonly command: string;
  /** What it is given to. Nothing where something is begun by it: then an id is drawn, that nobody has to see. */
  readonly id?: string | undefined;
  /** What follows from the place the form was opened at: sent, and not asked. */
  readonly given?: Filled | undefined;
  /** What it says now: asked, filled in beforehand. When it changes while the form is open, both are shown. */
  readonly filled?: Filled | undefined;
  /** Version (`revision`) of the thing that `filled` is of: nobody's change is written over. */
  readonly expectedVersion?: number | undefined;
  readonly onDone: () => void;
  /** Somebody else was quicker: ask again what it says now. */
  readonly onStale?: (() => void) | undefined;
}

/** A command's form, once its shape is known. */
export default function OpenForm({
  command,
  id: to,
  given = nothing,
  filled: from = nothing,
  expectedVersion,
  form,
  onDone,
  onStale,
}: CommandFormProps & { readonly form: Form }): ReactElement {
  const { t, i18n } = useTranslation(['forms', 'common']);
  const sight = useSight();
  const { collaboration, person } = sight;
  const [id] = useState(() => to ?? newId(form.to));
  const [begin] = useState(() => ({ ...from, ...drawn(command, given), ...given }));
  // A draft is of one thing, or of what is begun at one place.
  const [place] = useState(() => to ?? JSON.stringify(given));
  const draft = useDraft(`draft ${person ?? ''} ${collaboration} ${command} ${place}`, form.fields, begin);
  const { filled } = draft;
  const { send, sending } = useSending(command, form, id);
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [unsent, setUnsent] = useState(false);
  const [stronger, setStronger] = useState(false);
  /** What was there, and which version of it, when what is filled in was last compared with it. */
  const [base, setBase] = useState({ from, version: expectedVersion });
  const [stale, setStale] = useState(false);

  const fields = useMemo(
    () => asked(command, form.fields, { ...drawn(command, given), ...given }, filled),
    [command, form, given, filled],
  );
  const byField = useMemo(
    () => new Map(mistakes.flatMap(({ name, message }) => (name === undefined ? [] : [[name, message]]))),
    [mistakes],
  );
  const wordsOf = ({ name, wrong, bound }: Hole): string => {
    const last = name.split('.').findLast((part) => !/^\d+$/.test(part)) ?? name;
    const label = t(`field.${command}.${last}`, { defaultValue: t(`field.${last}`, { defaultValue: last }) });
    return t(`wrong.${wrong}`, { label, bound });
  };

  const give = async () => {
    const found = holes(fields, filled);
    setMistakes(found.map((hole) => ({ name: hole.name, message: wordsOf(hole) })));
    if (found.length > 0) return;
    const outcome = await send(filled, base.version);
    if (outcome.is === 'busy') return;
    setUnsent(outcome.is === 'unsent');
    switch (outcome.is) {
      case 'unsent':
        await draft.keepNow();
        return;
      case 'failed':
        setMistakes([{ message: outcome.code === 'UNAUTHENTICATED' ? t('signedOut') : t('common:state.failed') }]);
        return;
      case 'refused':
        if (outcome.code === 'CHANGED_MEANWHILE') {
          setStale(true);
          onStale?.();
          return;
        }
        setStronger(outcome.code === 'STRONGER_SIGN_IN_NEEDED');
        setMistakes([{ message: outcome.words, ...(outcome.field !== undefined && { name: outcome.field }) }]);
        return;
      case 'done': {
        await draft.forget();
        const next = `next.${command}`;
        const done = t('done', { command: t(`command.${command}`, { defaultValue: command }) });
        const inverse = inverseOf(command, filled);
        toast(done, {
          more: i18n.exists(`forms:${next}`) ? t(next, { defaultValue: '' }) : undefined,
          act: inverse && offerUndo({ sight, id, ...inverse, label: t('undo') }),
        });
        onDone();
        return;
      }
    }
  };

  // Back on the line: what could not be sent goes by itself, and counts once even if it had arrived.
  const again = useRef(give);
  useEffect(() => {
    again.current = give;
  });
  useEffect(() => {
    if (!unsent) return undefined;
    const retry = () => void again.current();
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
  }, [unsent]);

  const arrived = stale && expectedVersion !== base.version;
  const comparison = arrived ? merged(base.from, filled, from) : undefined;
  const settle = (next: Filled) => {
    draft.change(next);
    setBase({ from, version: expectedVersion });
    setStale(false);
    setMistakes([]);
  };

  const follows = `follows.${command}`;
  const isFinal = irreversible.has(command);
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        // A form in a dialog on a page that is itself a form gives one command, not two.
        event.stopPropagation();
        void give();
      }}
    >
      <ErrorSummary mistakes={mistakes} />
      {stronger && (
        <p>
          <a
            className="button main"
            href={`/sign-in/stronger?returnTo=${encodeURIComponent(location.pathname + location.search)}`}
            onClick={() => void draft.keepNow()}
          >
            {t('signInStronger')}
          </a>
        </p>
      )}
      {draft.restored && (
        <Notice live>
          <p>{t('draftRestored')}</p>
          <div>
            <Button look="quiet" small onPress={draft.startAgain}>
              {t('draftDropped')}
            </Button>
          </div>
        </Notice>
      )}
      {i18n.exists(`forms:${follows}`) && (
        <Notice kind={isFinal ? 'warn' : 'calm'}>
          <p>{t(follows, { defaultValue: '' })}</p>
        </Notice>
      )}
      {stale && !comparison && (
        <Notice kind="warn" title={t('stale.title')} live>
          <p>{t('stale.fetching')}</p>
        </Notice>
      )}
      {comparison && <Clashes command={command} fields={form.fields} comparison={comparison} onSettled={settle} />}
      <FieldsInput
        command={command}
        id={id}
        fields={fields}
        filled={filled}
        onChange={(next) => {
          setUnsent(false);
          draft.change(next);
        }}
        mistakes={byField}
      />
      {draft.keepsAll !== undefined && (
        <Checkbox label={t('keepDraft')} hint={t('keepDraftHint')} value={draft.keepsAll} onChange={draft.keepAll} />
      )}
      {unsent && (
        <Notice kind="warn" title={t('unsent')} live>
          <p>{t('unsentAdvice')}</p>
        </Notice>
      )}
      <div className="row">
        <Button type="submit" look={isFinal ? 'danger' : 'main'} isPending={sending} isDisabled={stale}>
          {unsent ? t('sendAgain') : t(`command.${command}`, { defaultValue: command })}
        </Button>
      </div>
    </form>
  );
}

export type Comparison = { readonly filled: Filled; readonly clashes: readonly Clash[] };
