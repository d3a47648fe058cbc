import { useEffect, useRef, useState } from 'react';
import { useSubscription } from 'urql';
import { graphql } from './graphql.ts';
import { useLine } from './line.ts';

const Changed = graphql(`
  subscription Changed($collaboration: ID!) {
    changed(collaboration: $collaboration) {
      position
      type
      subject
    }
  }
`);

/** Changes that come close together are one reason to ask again, in milliseconds. */
const gathered = 120;

/** Counts up when somebody has changed something in a collaboration, and when that could not be heard for a while. */
export function useLive(collaboration: string, paused: boolean): number {
  const [pulse, setPulse] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useSubscription({ query: Changed, variables: { collaboration }, pause: paused }, (_before, change) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setPulse((count) => count + 1), gathered);
    return change;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return pulse + useLine().returns;
}
