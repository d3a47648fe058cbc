import { useEffect, useState } from 'react';
import { useClient, type TypedDocumentNode } from 'urql';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { useSaid, type Text } from '../said.tsx';
import { useSight } from '../view.ts';

/** A thing that can be named in a form. */
export interface Named {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

interface Row {
  readonly id: string;
  /** Nothing where its words may not be read any more. */
  readonly title: Text | null;
}
interface Page {
  readonly rows: readonly Row[];
  readonly next: string | undefined;
}

const Goals = graphql(`
  query GoalsToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: goals(first: 100, after: $after) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Indicators = graphql(`
  query IndicatorsToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: indicators(first: 100, after: $after) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Activities = graphql(`
  query ActivitiesToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: activities(first: 100, after: $after) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Partners = graphql(`
  query PartnersToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: partners(first: 100, after: $after, present: true) {
        nodes {
          id
          title: name {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Programmes = graphql(`
  query ProgrammesToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: programmes(first: 100, after: $after) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Tasks = graphql(`
  query TasksToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: tasks(first: 100, after: $after) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Decisions = graphql(`
  query DecisionsToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: decisions(first: 100, after: $after) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Meetings = graphql(`
  query MeetingsToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: meetings(first: 100, after: $after) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Risks = graphql(`
  query RisksToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: risks(first: 100, after: $after) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Teams = graphql(`
  query TeamsToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: teams(first: 100, after: $after, working: true) {
        nodes {
          id
          title: name {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Observations = graphql(`
  query ObservationsToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: observations(first: 100, after: $after) {
        nodes {
          id
          title: text {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Strategies = graphql(`
  query StrategiesToName($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      list: strategies(first: 100, after: $after) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
const Factors = graphql(`
  query FactorsToName($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      strategies(first: 20) {
        nodes {
          successFactors {
            id
            title {
              original
              fi
              sv
              en
            }
          }
        }
      }
    }
  }
`);
const Milestones = graphql(`
  query MilestonesToName($collaboration: ID!, $asOf: String, $actingFor: ID, $goal: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      goal(id: $goal) {
        milestones {
          id
          title {
            original
            fi
            sv
            en
          }
        }
      }
    }
  }
`);
const Periods = graphql(`
  query PeriodsToName($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      periods(first: 100) {
        nodes {
          id
          code
        }
      }
    }
  }
`);
const Administrators = graphql(`
  query AdministratorsToName($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      mandates(first: 100, inForce: true, role: ADMINISTRATOR) {
        nodes {
          id
          person
        }
      }
    }
  }
`);
const People = graphql(`
  query PeopleToName($collaboration: ID!, $actingFor: ID, $after: String) {
    people(collaboration: $collaboration, actingFor: $actingFor, first: 100, after: $after) {
      nodes {
        id
        label {
          original
          fi
          sv
          en
        }
        name
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

interface Listed {
  readonly collaboration: {
    readonly list: {
      readonly nodes: readonly Row[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
}
interface At {
  readonly collaboration: string;
  readonly asOf: string | null;
  readonly actingFor: string | null;
  readonly after: string | null;
}

/** How the things of a kind are asked for, a page at a time. */
type Ask = (
  ask: <R, V extends object>(document: TypedDocumentNode<R, V>, variables: V) => Promise<R | undefined>,
  at: At,
  of: string,
) => Promise<Page>;

const plain = (text: string): Text => ({ original: 'FI', fi: text, sv: text, en: text });
const all = (rows: readonly Row[]): Page => ({ rows, next: undefined });

const listed =
  (document: TypedDocumentNode<Listed, At>): Ask =>
  async (ask, at) => {
    const list = (await ask(document, at))?.collaboration?.list;
    const next = list?.pageInfo.hasNextPage === true ? (list.pageInfo.endCursor ?? undefined) : undefined;
    return { rows: list?.nodes ?? [], next };
  };

const people: Ask = async (ask, { collaboration, actingFor, after }) => {
  const found = (await ask(People, { collaboration, actingFor, after }))?.people;
  const next = found?.pageInfo.hasNextPage === true ? (found.pageInfo.endCursor ?? undefined) : undefined;
  return {
    rows: (found?.nodes ?? []).map(({ id, label, name }) => ({ id, title: name == null ? label : plain(name) })),
    next,
  };
};

const asks: Readonly<Record<string, Ask>> = {
  goal: listed(Goals),
  indicator: listed(Indicators),
  activity: listed(Activities),
  partner: listed(Partners),
  programme: listed(Programmes),
  task: listed(Tasks),
  decision: listed(Decisions),
  meeting: listed(Meetings),
  risk: listed(Risks),
  team: listed(Teams),
  observation: listed(Observations),
  strategy: listed(Strategies),
  factor: async (ask, { collaboration, asOf, actingFor }) =>
    all(
      ((await ask(Factors, { collaboration, asOf, actingFor }))?.collaboration?.strategies.nodes ?? []).flatMap(
        ({ successFactors }) => successFactors,
      ),
    ),
  period: async (ask, { collaboration, asOf, actingFor }) =>
    all(
      ((await ask(Periods, { collaboration, asOf, actingFor }))?.collaboration?.periods.nodes ?? []).map(
        ({ id, code }) => ({ id, title: plain(code) }),
      ),
    ),
  milestone: async (ask, { collaboration, asOf, actingFor }, goal) =>
    all((await ask(Milestones, { collaboration, asOf, actingFor, goal }))?.collaboration?.goal?.milestones ?? []),
  mandate: async (ask, { collaboration, asOf, actingFor }) =>
    all(
      ((await ask(Administrators, { collaboration, asOf, actingFor }))?.collaboration?.mandates.nodes ?? []).map(
        ({ id, person }) => ({ id, title: plain(person) }),
      ),
    ),
  person: people,
};

/** Kinds that can be named, of those a field takes: `*` is anything that stands on a page of its own. */
export const kindsOf = (of: string): readonly string[] =>
  (of === '*' ? 'programme|goal|indicator|activity|task|decision|meeting|risk|team|partner|strategy' : of)
    .split('|')
    .filter((kind) => kind in asks);

/** More pages than this are not for a list to choose from. */
const mostPages = 20;

/** The things of a kind, by their names; one's own organisation first. Nothing until they are there. */
export function useThings(kind: string | undefined, of: string): readonly Named[] | undefined {
  const api = useClient();
  const title = useSaid();
  const { compare } = useFormats();
  const { collaboration, asOf, actingFor, organisation } = useSight();
  const [found, setFound] = useState<{ key: string; rows: readonly Row[] }>();
  const key = [kind, of, collaboration, asOf, actingFor].join(' ');
  useEffect(() => {
    const page = kind === undefined ? undefined : asks[kind];
    if (!page) return undefined;
    let gone = false;
    const read = async () => {
      const rows: Row[] = [];
      let after: string | undefined;
      for (let count = 0; count < mostPages; count++) {
        const { rows: more, next } = await page(
          async (document, variables) => (await api.query(document, variables).toPromise()).data,
          { collaboration, asOf: asOf ?? null, actingFor: actingFor ?? null, after: after ?? null },
          of,
        );
        rows.push(...more);
        if (next === undefined) break;
        after = next;
      }
      if (!gone) setFound({ key, rows });
    };
    void read();
    return () => {
      gone = true;
    };
  }, [api, kind, of, collaboration, asOf, actingFor, key]);
  if (found?.key !== key) return undefined;
  // One's own organisation is what people mean most often.
  const rank = (id: string) => (id === organisation ? 0 : 1);
  return found.rows
    .map(({ id, title: text }) => ({ id, label: text ? title(text) : id }))
    .sort((a, b) => rank(a.id) - rank(b.id) || compare(a.label, b.label));
}
