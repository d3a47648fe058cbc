import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language.ts';
import { Button, Notice } from '../ui/index.ts';
import { Sentence } from './report-editor.tsx';
import { Reading, type Readable } from './report-reading.tsx';
import { placeOf, type StepName } from './report-work.ts';
import type { StepProps } from './report-document.ts';
import type { Writing } from './report-writing.ts';

/** Something that must be put right before it can be sent, and where. */
export interface Hole {
  readonly step: StepName;
  readonly name?: string;
  readonly message: string;
}

interface CheckProps extends StepProps {
  readonly input: Readable;
  readonly holes: readonly Hole[];
  readonly go: (step: string, name?: string) => void;
  readonly send: () => void;
  readonly sending: boolean;
  readonly sent: boolean;
  readonly reason: Writing;
  readonly setReason: (reason: Writing) => void;
}

/** The last step: all of it as it will be read, what is missing still, and sending it. */
export function Check(props: CheckProps): ReactElement {
  const { desk, period, lightWords, input, holes, go, send, sending, sent, reason, setReason } = props;
  const { t } = useTranslation(['report', 'common']);
  const language = useLanguage();
  const frozen = period.report?.phase === 'PUBLISHED';
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (holes.length > 0) box.current?.focus();
  }, [holes]);
  // What the server finds missing of what was saved last; nothing has been saved at first, and nothing is to be said.
  const open =
    desk.draft || desk.assessment
      ? desk.missing.map((one) => ({ ...placeOf(one.code, one.field ?? undefined), message: one[language] }))
      : [];
  return (
    <div className="stack report-sections">
      <section className="stack" aria-labelledby="check">
        <h2 id="check">{t('step.check')}</h2>
        {holes.length > 0 ? (
          <div ref={box} tabIndex={-1} role="group" aria-label={t('common:form.mistakes', { count: holes.length })}>
            <Notice kind="fault" title={t('common:form.mistakes', { count: holes.length })}>
              <Holes holes={holes} go={go} />
            </Notice>
          </div>
        ) : (
          open.length > 0 && (
            <Notice kind="warn" title={t('check.open', { count: open.length })}>
              <Holes holes={open} go={go} />
            </Notice>
          )
        )}
        {sent && (
          <Notice kind="done" title={t('check.sent')} live>
            <p>{t(period.acceptance ? 'check.sentToRead' : 'check.sentAdvice')}</p>
          </Notice>
        )}
        <p className="quiet">{t('check.lead')}</p>
        {frozen && (
          <>
            <Notice title={t('check.frozen')}>
              <p>{t('check.frozenAdvice')}</p>
            </Notice>
            <Sentence label={t('check.reason')} name="reason" value={reason} onChange={setReason} />
          </>
        )}
        <div className="row">
          <Button look="main" isPending={sending} onPress={send}>
            {t(desk.assessment ? 'check.sendAgain' : 'check.send')}
          </Button>
        </div>
      </section>
      <Reading {...input} desk={desk} lightWords={lightWords} />
    </div>
  );
}

function Holes({ holes, go }: Pick<CheckProps, 'holes' | 'go'>): ReactElement {
  const { t } = useTranslation(['report']);
  return (
    <ul>
      {holes.map(({ step, name, message }) => (
        <li key={`${name ?? ''} ${message}`}>
          <Button look="quiet" small onPress={() => go(step, name)}>
            {t('check.hole', { step: t(`step.${step}`), message })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
