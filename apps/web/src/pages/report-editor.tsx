import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language.ts';
import { Button, Notice, TextArea } from '../ui/index.ts';
import { languages, type Language } from '../words/index.ts';
import {
  entriesOf,
  longestEntry,
  nextLine,
  toggleList,
  uneven,
  type Edit,
  type Layout,
  type Writing,
} from './report-writing.ts';
import './report-editor.css';

interface EditorProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  readonly value: Writing;
  readonly onChange: (value: Writing) => void;
}

/**
 * Languages with a field: one's own, or the one it was written in where there are no words in one's own. The others wait
 * behind a button each, so that a form is as long as what one came to write.
 */
function useTongues(value: Writing) {
  const own = useLanguage();
  const [first] = useState(() =>
    value[own] === undefined ? (languages.find((language) => value[language] !== undefined) ?? own) : own,
  );
  const [asked, setAsked] = useState<readonly Language[]>([]);
  const shown = [first, ...asked];
  return {
    shown,
    isForeign: first !== own,
    others: languages.filter((one) => !shown.includes(one)),
    ask: (one: Language) => setAsked([...asked, one]),
  };
}

function AlsoIn({
  label,
  value,
  others,
  ask,
}: {
  readonly label: string;
  readonly value: Writing;
  readonly others: readonly Language[];
  readonly ask: (language: Language) => void;
}): ReactElement {
  const { t } = useTranslation(['report']);
  return (
    <>
      {others.map((one) => {
        const words = t(`editor.${value[one] === undefined ? 'add' : 'see'}.${one}`);
        return (
          <Button key={one} look="quiet" small aria-label={`${words}: ${label}`} onPress={() => ask(one)}>
            {words}
          </Button>
        );
      })}
    </>
  );
}

/** A sentence or a few in one or several languages: why a light is so, what will be done. */
export function Sentence({ label, name, value, onChange, ...field }: EditorProps): ReactElement {
  const { t } = useTranslation(['report', 'common', 'forms']);
  const { shown, isForeign, others, ask } = useTongues(value);
  return (
    <div className="stack tight">
      {shown.map((one, at) => (
        <TextArea
          key={one}
          {...(at === 0 ? field : { isRequired: false })}
          name={at === 0 ? name : `${name}.${one}`}
          label={
            shown.length > 1 || isForeign
              ? t('forms:inLanguage', { label, language: t(`common:language.${one}`) })
              : label
          }
          value={value[one] ?? ''}
          onChange={(words) => onChange({ ...value, [one]: words })}
          lang={one}
          rows={2}
          maxLength={longestEntry}
        />
      ))}
      <div className="row">
        <AlsoIn label={label} value={value} others={others} ask={ask} />
      </div>
    </div>
  );
}

/**
 * Writes a block of a report: plain text with a line for each point or paragraph, a button for lists, and beside it the
 * block as it will stand in the report. Each language has its field; points go together by their order.
 */
export function Editor({
  label,
  name,
  layout,
  value,
  onChange,
  ...field
}: EditorProps & { readonly layout: Layout }): ReactElement {
  const { t } = useTranslation(['report', 'common', 'forms']);
  const { shown, isForeign, others, ask } = useTongues(value);
  const apart = uneven(value);
  return (
    <div className="editor stack tight">
      {shown.map((one, at) => {
        const id = at === 0 ? name : `${name}.${one}`;
        const named =
          shown.length > 1 || isForeign
            ? t('forms:inLanguage', { label, language: t(`common:language.${one}`) })
            : label;
        const words = value[one] ?? '';
        const write = (edit: Edit) => {
          onChange({ ...value, [one]: edit.value });
          // The field shows the new words first, and then the caret has its place.
          requestAnimationFrame(() => fieldOf(id)?.setSelectionRange(edit.at, edit.at));
        };
        return (
          <div key={one} className="editing">
            <div
              className="stack tight"
              onKeyDown={layout === 'points' ? (event) => goOn(event, words, write) : undefined}
            >
              <TextArea
                {...(at === 0 ? field : { isRequired: false })}
                name={id}
                label={named}
                value={words}
                onChange={(changed) => onChange({ ...value, [one]: changed })}
                lang={one}
                rows={rowsOf(words)}
              />
              <div className="row small">
                {layout === 'points' && (
                  <Button
                    small
                    aria-label={t('editor.listOf', { label: named })}
                    onPress={() => {
                      const { selectionStart = 0, selectionEnd = 0 } = fieldOf(id) ?? {};
                      write(toggleList(words, selectionStart, selectionEnd));
                      fieldOf(id)?.focus();
                    }}
                  >
                    {t('editor.list')}
                  </Button>
                )}
                {at === shown.length - 1 && <AlsoIn label={label} value={value} others={others} ask={ask} />}
                <span className="quiet written-count">
                  {t(layout === 'points' ? 'editor.points' : 'editor.paragraphs', { count: entriesOf(words).length })}
                  {' · '}
                  {t('editor.characters', { count: words.length })}
                </span>
              </div>
            </div>
            <figure className="as-published">
              <figcaption>{t('editor.asPublished')}</figcaption>
              <div className="stack tight" lang={one}>
                <Entries entries={entriesOf(words)} layout={layout} />
              </div>
            </figure>
          </div>
        );
      })}
      {apart.length > 0 && (
        <Notice kind="warn" title={t('editor.uneven')}>
          <p>
            {apart
              .map(({ language, count }) => t('editor.unevenOf', { language: t(`common:language.${language}`), count }))
              .join(', ')}
          </p>
        </Notice>
      )}
    </div>
  );
}

/** So many lines that all of it is in sight, within reason: about sixty characters go on one. */
const rowsOf = (words: string): number => {
  const lines = words.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 60)), 0);
  return Math.min(18, Math.max(4, lines + 1));
};

const fieldOf = (name: string) =>
  document.querySelector<HTMLTextAreaElement>(`textarea[data-field="${CSS.escape(name)}"]`);

function goOn(event: KeyboardEvent, words: string, write: (edit: Edit) => void): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.shiftKey || !(target instanceof HTMLTextAreaElement)) return;
  if (target.selectionStart !== target.selectionEnd) return;
  const edit = nextLine(words, target.selectionStart);
  if (!edit) return;
  event.preventDefault();
  write(edit);
}

function Entries({ entries, layout }: { readonly entries: readonly string[]; readonly layout: Layout }): ReactElement {
  const { t, i18n } = useTranslation(['report']);
  if (entries.length === 0)
    return (
      <p className="quiet" lang={i18n.language}>
        {t('editor.empty')}
      </p>
    );
  return layout === 'points' ? (
    <ul>
      {entries.map((entry, at) => (
        <li key={at}>{entry}</li>
      ))}
    </ul>
  ) : (
    <>
      {entries.map((entry, at) => (
        <p key={at}>{entry}</p>
      ))}
    </>
  );
}
