import { graphql, type ResultOf } from '../graphql.ts';
import { Named, Words } from './fragments.ts';
import { Slipping } from './report-slips.tsx';
import type { Work } from './report-work.ts';

/** All that the parts of the report's page show of its half-year. */
export const HalfYear = graphql(
  `
    query HalfYear($collaboration: ID!, $asOf: String, $actingFor: ID, $id: ID, $code: String) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
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
        period(id: $id, code: $code) {
          id
          code
          from
          to
          phase
          assessmentsDue
          acceptance
          carryOver
          previous {
            id
            code
            from
            to
          }
          missing {
            id
          }
          overdue {
            id
          }
          comparison {
            number
            programme {
              id
              title {
                ...Words
              }
              ownerRole {
                ...Words
              }
              partner {
                ...Named
              }
            }
            overall {
              before
              now
              change
            }
            schedule {
              before
              now
              change
            }
            risks {
              before
              now
              change
            }
            resources {
              before
              now
              change
            }
          }
          assessments(first: 100) {
            nodes {
              id
              phase
              changedAt
              corrects
              programme {
                id
              }
            }
          }
          report {
            id
            phase
            background {
              ...Words
            }
            summary {
              ...Words
            }
            risks {
              ...Words
            }
            successes {
              programme
              text {
                ...Words
              }
            }
            publications {
              version
              at
              position
              contentHash
              reopenedAt
              missing
              reopenedBecause {
                ...Words
              }
            }
          }
        }
      }
    }
  `,
  [Words, Named],
);

type Found = NonNullable<ResultOf<typeof HalfYear>['collaboration']>;
export type Period = NonNullable<Found['period']>;

/** What a part of the report's page is given. */
export interface PartProps {
  readonly period: Period;
  readonly lightWords: Found['lightWords'];
  readonly again: () => void;
}

const Judged = graphql(
  `
    fragment Judged on AspectLight {
      light
      explanation {
        ...Words
      }
      nextStep {
        partner
        due
        text {
          ...Words
        }
      }
    }
  `,
  [Words],
);

const Told = graphql(
  `
    fragment Told on AssessmentBlocks {
      successes {
        ...Words
      }
      nextTasks {
        ...Words
      }
      attention {
        ...Words
      }
      achieved {
        ...Words
      }
    }
  `,
  [Words],
);

const Assessed = graphql(
  `
    fragment Assessed on Assessment {
      id
      phase
      submittedAt
      changedAt
      frozenIn
      demonstration
      lights {
        overall {
          ...Judged
        }
        schedule {
          ...Judged
        }
        risks {
          ...Judged
        }
        resources {
          ...Judged
        }
      }
      blocks {
        ...Told
      }
    }
  `,
  [Judged, Told],
);

/** One programme's part of it. */
export const DeskOf = graphql(
  `
    query DeskOf($collaboration: ID!, $asOf: String, $actingFor: ID, $period: ID!, $programme: ID!) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        assessmentDesk(period: $period, programme: $programme) {
          late
          programme {
            id
            title {
              ...Words
            }
            ownerRole {
              ...Words
            }
            partner {
              ...Named
            }
          }
          assessment {
            ...Assessed
            readings {
              found
              at
              comment {
                ...Words
              }
            }
          }
          draft {
            id
            changedAt
            lights {
              overall {
                ...Judged
              }
              schedule {
                ...Judged
              }
              risks {
                ...Judged
              }
              resources {
                ...Judged
              }
            }
            blocks {
              ...Told
            }
          }
          previous {
            ...Assessed
          }
          carryOver {
            item
            from
            aspect
            due
            outcome
            movedTo
            text {
              ...Words
            }
            why {
              ...Words
            }
            partner {
              ...Named
            }
          }
          figures {
            indicator
            title {
              ...Words
            }
            unit {
              ...Words
            }
            from
            to
            value
            withheld
            without
            provisional
            reported
            expected
            target {
              kind
              due
              value
              max
              text {
                ...Words
              }
            }
          }
          slipped {
            ...Slipping
          }
          missing {
            code
            field
            fi: words(language: FI)
            sv: words(language: SV)
            en: words(language: EN)
          }
        }
      }
    }
  `,
  [Words, Named, Judged, Told, Assessed, Slipping],
);

export type DeskRow = NonNullable<NonNullable<ResultOf<typeof DeskOf>['collaboration']>['assessmentDesk']>;
export type AssessedRow = ResultOf<typeof Assessed>;

export interface DeskProps extends PartProps {
  readonly desk: DeskRow;
  readonly programme: NonNullable<DeskRow['programme']>;
  /** Asks for the desk anew. */
  readonly look: () => void;
}

/** What the steps of writing are given. */
export interface StepProps extends DeskProps {
  readonly work: Work;
  readonly write: (work: Work) => void;
  readonly errorAt: (name: string) => string | undefined;
}
