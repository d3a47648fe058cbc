import { collaboration } from './history.ts';

/** A page of the agenda: 50 goals, of each its id and title, five indicators and five activities by title. 600 fields that hold a value. */
const goals = `goals(first: 50) {
      nodes {
        id
        title { fi }
        indicators(first: 5) { nodes { title { fi } } }
        activities(first: 5) { nodes { title { fi } } }
      }
    }`;
export const agendaPage = `{ collaboration(id: "${collaboration}") { ${goals} } }`;
export const agendaPageAsOf = (asOf: string) =>
  `{ collaboration(id: "${collaboration}", asOf: "${asOf}") { ${goals} } }`;

/** 50 goals × 5 indicators × 5 activities: 3,100 fields that hold a value. */
export const deepPage = `{
  collaboration(id: "${collaboration}") {
    goals(first: 50) {
      nodes {
        id
        title { fi }
        indicators(first: 5) {
          nodes { id title { fi } activities(first: 5) { nodes { id title { fi } } } }
        }
      }
    }
  }
}`;

/** The same shape for a server that has the answers as plain objects. */
export const plainSchema = `
  type Text { fi: String }
  type Activity { id: ID!  title: Text! }
  type ActivityConnection { nodes: [Activity!]! }
  type Indicator { id: ID!  title: Text!  activities(first: Int): ActivityConnection! }
  type IndicatorConnection { nodes: [Indicator!]! }
  type Goal {
    id: ID!
    title: Text!
    indicators(first: Int): IndicatorConnection!
    activities(first: Int): ActivityConnection!
  }
  type GoalConnection { nodes: [Goal!]! }
  type Collaboration { goals(first: Int): GoalConnection! }
  type Query { collaboration(id: ID!): Collaboration }
`;

/** Reports a measurement. Both servers of the mutation bench understand it. */
export const report = `
  mutation ($collaboration: ID!, $id: ID!, $commandId: ID!, $input: ReportMeasurementInput!) {
    reportMeasurement(collaboration: $collaboration, id: $id, commandId: $commandId, input: $input) {
      __typename
      ... on Measurement { value status }
      ... on Refused { code field }
    }
  }
`;
