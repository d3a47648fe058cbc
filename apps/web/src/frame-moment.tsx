import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from './graphql.ts';
import { useFormats } from './language.ts';
import { Button, DateField, Dialog, ErrorSummary } from './ui/index.ts';
import { useMoment } from './view.ts';

const MomentOf = graphql(`
  query MomentOf($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      moment
    }
  }
`);

/** Which moment is looked at. Of the past nothing can be changed, and the page says so. */
export function MomentBar(): ReactElement {
  const { collaboration } = useParams({ from: '/c/$collaboration' });
  const { asOf, actingFor } = useMoment();
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const isDay = asOf !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asOf);
  // A place in the log says nothing to people: it is shown with the moment it stands for.
  const [{ data }] = useQuery({
    query: MomentOf,
    variables: { collaboration, asOf: asOf ?? null, actingFor: actingFor ?? null },
    pause: asOf?.startsWith('#') !== true,
  });
  const go = (moment: string | undefined) => {
    setAsking(false);
    void navigate({ to: '.', search: (before: object) => ({ ...before, asOf: moment }), resetScroll: false });
  };
  const words = () => {
    if (asOf === undefined) return t('moment.now');
    if (isDay) return t('moment.past', { moment: formats.day(asOf) });
    if (!asOf.startsWith('#')) return t('moment.past', { moment: formats.moment(asOf) });
    const moment = data?.collaboration?.moment;
    return t('moment.position', { position: asOf, moment: moment === undefined ? '…' : formats.moment(moment) });
  };
  return (
    <div className={asOf === undefined ? 'moment' : 'moment past'} role="region" aria-label={t('moment.name')}>
      <div className="wide row">
        <span role="status">{words()}</span>
        {asOf === undefined && <span className="live-mark wide-only">{t('line.live')}</span>}
        {asOf !== undefined && (
          <Button look="quiet" small onPress={() => go(undefined)}>
            {t('moment.toNow')}
          </Button>
        )}
        <Button look="quiet" small onPress={() => setAsking(true)}>
          {asOf === undefined ? t('moment.choose') : t('moment.other')}
        </Button>
      </div>
      {asking && <Choose from={isDay ? asOf : null} onChoose={go} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** Asks for a day that has been. */
function Choose({
  from,
  onChoose,
  onClose,
}: {
  readonly from: string | null;
  readonly onChoose: (day: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [day, setDay] = useState<string | null>(from);
  const [wrong, setWrong] = useState<string>();
  const show = () => {
    if (day === null || day > new Date().toISOString().slice(0, 10)) setWrong(t('moment.tooLate'));
    else onChoose(day);
  };
  return (
    <Dialog title={t('moment.choose')} isOpen onClose={onClose}>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          show();
        }}
      >
        <ErrorSummary mistakes={wrong === undefined ? [] : [{ name: 'day', message: wrong }]} />
        <p>{t('moment.explained')}</p>
        <DateField label={t('moment.day')} name="day" value={day} onChange={setDay} error={wrong} />
        <div className="row">
          <Button type="submit" look="main">
            {t('moment.show')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
