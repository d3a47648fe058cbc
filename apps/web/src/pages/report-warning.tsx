import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { Said } from '../said.tsx';
import { Notice } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Words } from './fragments.ts';

const Warning = graphql(
  `
    query FreeTextWarning($collaboration: ID!, $asOf: String, $actingFor: ID) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        freeTextWarning {
          ...Words
        }
      }
    }
  `,
  [Words],
);

/** The collaboration's own reminder to whoever writes freely: of work, never of a person (rule 28). */
export function FreeTextWarning(): ReactElement | null {
  const { t } = useTranslation(['report']);
  const warning = useView(Warning, {}).data?.collaboration?.freeTextWarning;
  if (!warning) return null;
  return (
    <Notice kind="warn" title={t('warning')}>
      <p>
        <Said text={warning} />
      </p>
    </Notice>
  );
}
