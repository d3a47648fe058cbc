import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Said, type Text } from '../said.tsx';
import { Table, Tag } from '../ui/index.ts';
import { useSight } from '../view.ts';
import type { DeskRow } from './report-document.ts';
import { Texts } from './report-front.tsx';
import { Light } from './report-parts.tsx';
import { SlipList } from './report-slips.tsx';
import { aspects, blockNames, type Aspect, type BlockName, type Light as LightName } from './report-work.ts';
import type { PartProps } from './report-document.ts';

export interface ReadLight {
  readonly light: LightName;
  readonly explanation?: Text | null;
  readonly nextStep?: { readonly text: Text; readonly partner: string; readonly due: string } | null;
}
export interface Readable {
  readonly lights: { readonly [A in Aspect]?: ReadLight | null };
  readonly blocks: { readonly [B in BlockName]: readonly Text[] };
}

/** A programme's part as it will be read: lights with their grounds, four blocks, promises, figures, what slipped. */
export function Reading({
  lights,
  blocks,
  desk,
  lightWords,
}: Readable & Pick<PartProps, 'lightWords'> & { readonly desk: DeskRow }): ReactElement {
  const { t } = useTranslation(['report']);
  const answered = desk.carryOver.filter(({ outcome }) => outcome != null);
  return (
    <div className="stack report-sections report-prose">
      <section className="stack" aria-labelledby="read-lights">
        <h2 id="read-lights">{t('step.lights')}</h2>
        <LightsRead lights={lights} lightWords={lightWords} />
      </section>
      {blockNames.map((name) => (
        <section key={name} className="stack tight">
          <h2>{t(`block.${name}`)}</h2>
          <Texts texts={blocks[name]} layout="points" />
        </section>
      ))}
      {answered.length > 0 && (
        <section className="stack tight">
          <h2>{t('step.carried')}</h2>
          <ul className="plain report-rows">
            {answered.map(({ item, text, outcome, why, movedTo }) => (
              <li key={item} className="report-slip">
                <OutcomeTag outcome={outcome ?? 'MOVED'} />
                <span>
                  <Said text={text} />
                  {why && (
                    <span className="quiet report-aside">
                      <Said text={why} />
                    </span>
                  )}
                  {movedTo != null && <MovedTo day={movedTo} />}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {desk.figures.length > 0 && (
        <section className="stack tight">
          <h2>{t('step.figures')}</h2>
          <Figures figures={desk.figures} />
        </section>
      )}
      {desk.slipped.length > 0 && (
        <section className="stack tight">
          <h2>{t('slip.title')}</h2>
          <SlipList slips={desk.slipped} />
        </section>
      )}
    </div>
  );
}

const tones = { ACHIEVED: 'good', MOVED: 'warn', DROPPED: 'plain' } as const;
export function OutcomeTag({ outcome }: { readonly outcome: keyof typeof tones }): ReactElement {
  const { t } = useTranslation(['report']);
  return <Tag tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Tag>;
}

function MovedTo({ day }: { readonly day: string }): ReactElement {
  const { t } = useTranslation(['report']);
  const formats = useFormats();
  return <span className="quiet small report-aside">{t('carried.movedTo', { day: formats.day(day) })}</span>;
}

/** Four lights, each with why it is so and what will be done. */
export function LightsRead({
  lights,
  lightWords,
}: Pick<Readable, 'lights'> & Pick<PartProps, 'lightWords'>): ReactElement {
  const { t } = useTranslation(['report']);
  const { day } = useFormats();
  return (
    <dl className="lights-read">
      {aspects.map((aspect) => {
        const is = lights[aspect];
        return (
          <div key={aspect}>
            <dt>{t(`aspect.${aspect}`)}</dt>
            <dd className="stack tight">
              <Light state={is?.light ?? 'NOT_REPORTED'} words={lightWords} />
              {is?.explanation && (
                <p>
                  <Said text={is.explanation} />
                </p>
              )}
              {is?.nextStep && (
                <p className="small">
                  {t('light.nextStep')} <Said text={is.nextStep.text} />{' '}
                  {t('light.nextStepBy', { day: day(is.nextStep.due) })}
                </p>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

type Figure = DeskRow['figures'][number];

/** The figures that stand in the report, with who is still missing from them and the target beside. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }): ReactElement {
  const { t } = useTranslation(['report']);
  const { collaboration } = useSight();
  const { day, number } = useFormats();
  return (
    <Table<Figure>
      caption={t('figures.table')}
      captionHidden
      rows={figures}
      keyOf={({ indicator }) => indicator}
      columns={[
        {
          id: 'indicator',
          title: t('figures.indicator'),
          isHead: true,
          cell: ({ indicator, title }) => (
            <Link
              to="/c/$collaboration/indicators/$indicator"
              params={{ collaboration, indicator }}
              search={(before) => ({ asOf: before.asOf, actingFor: before.actingFor })}
            >
              <Said text={title} />
            </Link>
          ),
        },
        {
          id: 'value',
          title: t('figures.value'),
          numeric: true,
          cell: ({ value, withheld, without, unit, provisional }) =>
            value == null ? (
              <span className="quiet">{t(`withheld.${withheld ?? 'NOT_AVAILABLE'}`)}</span>
            ) : (
              <>
                {without != null && without > 0 ? `${t('figures.atLeast')} ` : ''}
                {number(value)} <Said text={unit} plain />
                {provisional && <span className="quiet report-aside small">{t('figures.provisional')}</span>}
              </>
            ),
        },
        { id: 'when', title: t('figures.when'), cell: ({ from, to }) => `${day(from)}–${day(to)}` },
        {
          id: 'target',
          title: t('figures.target'),
          cell: ({ target, unit }) =>
            target ? (
              <>
                {target.text ? (
                  <Said text={target.text} />
                ) : (
                  <>
                    {t(`target.${target.kind}`, {
                      value: target.value == null ? '' : number(target.value),
                      max: target.max == null ? '' : number(target.max),
                    })}{' '}
                    <Said text={unit} plain />
                  </>
                )}
                <span className="quiet small report-aside">{t('dueBy', { day: day(target.due) })}</span>
              </>
            ) : (
              <span className="quiet">{t('figures.noTarget')}</span>
            ),
        },
        {
          id: 'reported',
          title: t('figures.reported'),
          cell: ({ reported, expected }) => (
            <Tag tone={reported >= expected ? 'good' : 'warn'}>{t('figures.of', { reported, expected })}</Tag>
          ),
        },
      ]}
    />
  );
}
