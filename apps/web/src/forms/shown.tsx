import { useTranslation } from 'react-i18next';
import { useFormats, useLanguage } from '../language.ts';
import { dayOf, monthOf } from '../ui/written.ts';
import type { Language } from '../words/index.ts';
import { isEmpty, type Field, type Filled } from './form.ts';

/** What is filled in, as words to be read: for comparing two versions of a form. */
export function useShown(): (command: string, name: string, field: Field, value: unknown) => string {
  const { t } = useTranslation(['forms', 'common']);
  const language = useLanguage();
  const { day, month } = useFormats();
  const shown = (command: string, name: string, field: Field, value: unknown): string => {
    if (isEmpty(value)) return '';
    switch (field.kind) {
      case 'text': {
        const text = value as Partial<Record<Language | 'original', string>>;
        return text[language] ?? text[(text.original?.toLowerCase() ?? 'fi') as Language] ?? '';
      }
      case 'flag':
        return value === true ? t('yes') : t('no');
      case 'day': {
        const iso = dayOf(String(value));
        return iso === undefined ? String(value) : day(iso);
      }
      case 'month': {
        const iso = monthOf(String(value));
        return iso === undefined ? String(value) : month(iso);
      }
      case 'choice':
        return t(`choice.${name}.${String(value)}`, {
          defaultValue: t(`choice.${String(value)}`, { defaultValue: String(value) }),
        });
      case 'list':
        return (value as readonly unknown[]).map((item) => shown(command, name, field.of, item)).join('; ');
      case 'group':
        return Object.entries(field.fields)
          .map(([part, inner]) => shown(command, part, inner, (value as Filled)[part]))
          .filter((words) => words !== '')
          .join(', ');
      case 'number':
      case 'words':
      case 'url':
      case 'time':
      case 'moment':
      case 'id':
        return String(value);
    }
  };
  return shown;
}
