import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Notice, Skeleton } from '../ui/index.ts';
import type { View } from '../view.ts';

/**
 * What a view shows while it is on its way, when it could not be fetched and when it is there. What was shown before
 * stays in sight when asking again fails, with a word about it.
 */
export function Answer<R, T>({
  view,
  pick,
  absent,
  lines = 6,
  children,
}: {
  readonly view: View<R>;
  /** The part of the answer that the page is about; nothing when there is no such thing or it is not the asker's. */
  readonly pick: (data: R) => T | null | undefined;
  /** What to say when there is no such thing. */
  readonly absent?: ReactNode;
  readonly lines?: number;
  readonly children: (found: T) => ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { data, error, loading, again } = view;
  const failed = error && (
    <Notice kind="fault" title={t('state.failed')} live>
      <p>
        <Button small onPress={again}>
          {t('state.again')}
        </Button>
      </p>
    </Notice>
  );
  if (!data) return failed ?? <Skeleton lines={lines} />;
  const found = pick(data);
  if (found == null)
    return failed ?? (loading ? <Skeleton lines={lines} /> : <>{absent ?? <p>{t('state.none')}</p>}</>);
  return (
    <>
      {failed}
      {children(found)}
    </>
  );
}
