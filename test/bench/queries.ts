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

/** A partner's own page: what waits for it with its counts, what it promised, where it is named, what has changed. */
export const partnerPage = (partner: string) => `{
  collaboration(id: "${collaboration}") {
    partner(id: "${partner}") {
      name { fi }
      view {
        dutyCount
        lateCount
        duties { kind about title { fi } due late }
        promised { id title { fi } }
        named { id as title { fi } }
        programmes { id title { fi } }
        mustDecide { id title { fi } }
        changedSince(position: "0") { id title { fi } changedAt }
      }
    }
  }
}`;

/** An indicator with what all measure together, over time, and what each partner has measured. */
export const indicatorPage = (indicator: string): string => `{ collaboration(id: "${collaboration}") {
  indicator(id: "${indicator}") {
    id title { fi } joint { value withheld reported expected complete } trend(last: 12) { value withheld period { from to } }
    series(first: 20) { nodes { id partner { id } measurements(first: 20) { nodes {
      id value suppressed status place period { from to } corrections { at old { value suppressed } } } } } }
  } } }`;
