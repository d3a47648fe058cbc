/**
 * A data warehouse reads the agenda and the indicators, page by page, as NDJSON.
 *
 *   node read-warehouse.mjs --url https://talkoot.example.fi --machine machine_x --key private.pem --collaboration x
 *
 * All pages are of one moment: the first says at which position of the log it was answered, and the rest ask for that.
 */
import { parseArgs } from 'node:util';
import { accessToken, ask } from './talkoot.mjs';

const text = { type: 'string' };
const { values } = parseArgs({
  options: { url: text, machine: text, key: text, collaboration: text, page: { ...text, default: '50' } },
});
const { url, machine, key, collaboration, page } = values;

const wanted = {
  goals: 'id phase title { fi sv en } goalVersion agreedAt parent { id } indicators(first: 100) { nodes { id } }',
  indicators: `id title { fi sv en } unit { fi sv en } kind direction periodType phase indicatorVersion
    target { value } trend { period { from to } value reported expected suppressed }`,
};

let asked = 0;

async function* pages(token, list, asOf) {
  let after = null;
  do {
    const { collaboration: found } = await ask(
      { url, token },
      `query ($id: ID!, $asOf: String, $first: Int!, $after: String) {
        collaboration(id: $id, asOf: $asOf) {
          position
          ${list}(first: $first, after: $after) { nodes { ${wanted[list]} } pageInfo { endCursor hasNextPage } }
        }
      }`,
      { id: collaboration, asOf, first: Number(page), after },
    );
    if (found === null) throw new Error(`${machine} holds no mandate in ${collaboration}`);
    asked += 1;
    asOf ??= `#${found.position}`;
    yield { asOf, nodes: found[list].nodes };
    after = found[list].pageInfo.hasNextPage ? found[list].pageInfo.endCursor : null;
  } while (after !== null);
}

try {
  const token = await accessToken({ url, machine, key, scope: 'agenda:read measurement:read' });
  let moment;
  for (const list of Object.keys(wanted))
    for await (const { asOf, nodes } of pages(token, list, moment)) {
      moment = asOf;
      for (const node of nodes) console.log(JSON.stringify({ list, asOf, ...node }));
    }
  console.error(`${asked} pages as of ${moment}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
