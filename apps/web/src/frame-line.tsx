import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { signInAddress } from './sign-in-address.ts';
import { useFormats, useLanguage } from './language.ts';
import { useLine } from './line.ts';
import { Notice } from './ui/index.ts';

/** How long the good news stands, in milliseconds. */
const goodNewsMs = 8_000;

/** Says when the page no longer follows what others do, and when it does again; politely, in the words of the page. */
export function LineBar(): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const language = useLanguage();
  const { isUp, since, returns, isSessionOver } = useLine();
  const [back, setBack] = useState(false);
  useEffect(() => {
    if (returns === 0) return undefined;
    setBack(true);
    const timer = setTimeout(() => setBack(false), goodNewsMs);
    return () => clearTimeout(timer);
  }, [returns]);
  const isDown = !isUp && since !== undefined && !isSessionOver;
  return (
    <>
      {isSessionOver && (
        <div className="wide session-over">
          <Notice kind="warn" title={t('line.sessionOver')} live>
            <p>{t('line.sessionOverAdvice')}</p>
            <p>
              <a className="button main" href={signInAddress(language)}>
                {t('frame.signIn')}
              </a>
            </p>
          </Notice>
        </div>
      )}
      <div role="status" className={isDown ? 'line down' : back && !isSessionOver ? 'line back' : 'line'}>
        {isDown ? (
          <p className="wide">{t('line.down', { moment: moment(since) })}</p>
        ) : back && !isSessionOver ? (
          <p className="wide">{t('line.up')}</p>
        ) : null}
      </div>
    </>
  );
}
