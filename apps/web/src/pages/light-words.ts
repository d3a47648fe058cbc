import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useSaid } from '../said.tsx';
import type { LightState } from '../ui/index.ts';
import { useView } from '../view.ts';

const LightWordsView = graphql(`
  query AgendaLightWords($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      lightWords {
        green {
          ...Words
        }
        yellow {
          ...Words
        }
        red {
          ...Words
        }
        not_assessed {
          ...Words
        }
      }
    }
  }
  fragment Words on Text {
    original
    fi
    sv
    en
  }
`);

/** What a light is called: in the collaboration's own words where it has some, else in the usual ones. */
export function useLightWord(): (state: LightState) => string {
  const { t } = useTranslation();
  const said = useSaid();
  const own = useView(LightWordsView, {}).data?.collaboration?.lightWords;
  return (state) => {
    const words =
      own &&
      {
        GREEN: own.green,
        YELLOW: own.yellow,
        RED: own.red,
        NOT_ASSESSED: own.not_assessed,
        NOT_REPORTED: undefined,
      }[state];
    return words ? said(words) : t(`light.${state}`);
  };
}
