import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said } from '../said.tsx';
import { Button, Table, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Named, Words } from './fragments.ts';
import type { Period } from './report-document.ts';

const MissingFigures = graphql(
  `
    query MissingFigures($collaboration: ID!, $asOf: String, $actingFor: ID) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        coordinatorView {
          completeness {
            period {
              id
            }
            figuresGiven {
              given
              expected
            }
            figuresMissing {
              due
              late
              indicator {
                id
                title {
                  ...Words
                }
              }
              partner {
                ...Named
              }
            }
          }
        }
      }
    }
  `,
  [Words, Named],
);

/** So many lines are read at a glance; the rest on request. */
const atFirst = 12;

/** Figures that nobody has reported for the period, each with who should. For those who chase them. */
export function Missing({ period }: { readonly period: Period }): ReactElement | null {
  const { t } = useTranslation(['report', 'common']);
  const { collaboration } = useSight();
  const { day } = useFormats();
  const [all, setAll] = useState(false);
  const completeness = useView(MissingFigures, {}).data?.collaboration?.coordinatorView?.completeness;
  if (!completeness || completeness.period.id !== period.id || completeness.figuresGiven.expected === 0) return null;
  const { figuresGiven, figuresMissing } = completeness;
  const shown = all ? figuresMissing : figuresMissing.slice(0, atFirst);
  return (
    <section className="stack" aria-labelledby="figures-missing">
      <h2 id="figures-missing">{t('figures.missingTitle')}</h2>
      <p>{t('figures.given', { given: figuresGiven.given, count: figuresGiven.expected })}</p>
      {shown.length > 0 && (
        <Table
          caption={t('figures.missingTable')}
          captionHidden
          rows={shown}
          keyOf={({ indicator, partner, due }) => `${indicator.id} ${partner?.id ?? ''} ${due ?? ''}`}
          columns={[
            {
              id: 'indicator',
              title: t('figures.indicator'),
              isHead: true,
              cell: ({ indicator }) => (
                <Link
                  to="/c/$collaboration/indicators/$indicator"
                  params={{ collaboration, indicator: indicator.id }}
                  search={(before) => ({ asOf: before.asOf, actingFor: before.actingFor })}
                >
                  <Said text={indicator.title} />
                </Link>
              ),
            },
            {
              id: 'partner',
              title: t('figures.who'),
              cell: ({ partner }) => (partner ? <Said text={partner.name} plain /> : t('column.nobody')),
            },
            {
              id: 'due',
              title: t('figures.due'),
              cell: ({ due, late }) => (
                <span className="row">
                  {due == null ? t('figures.noDue') : day(due)}
                  {late && <Tag tone="bad">{t('phase.late')}</Tag>}
                </span>
              ),
            },
          ]}
        />
      )}
      {!all && figuresMissing.length > atFirst && (
        <div className="row">
          <Button small onPress={() => setAll(true)}>
            {t('figures.showAll', { count: figuresMissing.length })}
          </Button>
        </div>
      )}
    </section>
  );
}
