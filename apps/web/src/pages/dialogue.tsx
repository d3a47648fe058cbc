import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../ui/index.ts';
import { Changes } from './dialogue-changes.tsx';
import { Feedback } from './dialogue-feedback.tsx';
import { Meetings } from './dialogue-meetings.tsx';
import { Observations } from './dialogue-observations.tsx';
import { ToRead } from './dialogue-reading.tsx';
import { Threads } from './dialogue-threads.tsx';
import { Heading } from './heading.tsx';
import './report.css';
import './dialogue.css';

const parts = {
  threads: Threads,
  feedback: Feedback,
  meetings: Meetings,
  observations: Observations,
  reading: ToRead,
  changes: Changes,
} as const;
type Part = keyof typeof parts;
const names = Object.keys(parts) as Part[];

/** Which part an address means: a request to read lives in its own, whoever leads here. */
const partOf = (tab: string | undefined, about: string | undefined): Part =>
  about?.startsWith('notice_') === true ? 'reading' : (names.find((name) => name === tab) ?? 'threads');

/** The continuous dialogue: talks, feedback on its way round, meetings, observations, what is to be read, what is new. */
export function Dialogue(): ReactElement {
  const { t } = useTranslation(['dialogue', 'common']);
  const { tab, about } = useSearch({ from: '/c/$collaboration/dialogue' });
  const navigate = useNavigate();
  const chosen = partOf(tab, about);
  return (
    <>
      <Heading title={t('common:page.dialogue')}>
        <p className="talk-lead">{t(`lead.${chosen}`)}</p>
      </Heading>
      <Tabs
        label={t('parts')}
        chosen={chosen}
        onChoose={(id) =>
          void navigate({
            to: '.',
            search: ({ asOf, actingFor }: { asOf?: string; actingFor?: string }) => ({
              asOf,
              actingFor,
              tab: id === 'threads' ? undefined : id,
            }),
          })
        }
        tabs={names.map((id) => {
          const Content = parts[id];
          return { id, label: t(`tab.${id}`), content: () => <Content /> };
        })}
      />
    </>
  );
}
