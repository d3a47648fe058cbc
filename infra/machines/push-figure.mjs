/**
 * A partner's system reports one figure.
 *
 *   node push-figure.mjs --url https://talkoot.example.fi --machine machine_x --key private.pem --collaboration x
 *     --partner partner_x --indicator indicator_x --from 2026-01-01 --to 2026-06-30 --value 412
 *
 * Run again with the same figure it changes nothing: the command's id follows from what is said.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { accessToken, ask } from './talkoot.mjs';

const text = { type: 'string' };
const { values } = parseArgs({
  options: {
    ...{ url: text, machine: text, key: text, collaboration: text },
    ...{ partner: text, indicator: text, from: text, to: text, value: text },
  },
});
const { url, machine, key, collaboration, partner, indicator, from, to, value } = values;

/** A UUID of version 8, made from what is said (RFC 9562). */
function commandId(...said) {
  const hex = createHash('sha256').update(said.join(' ')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const bare = (id) => id.replace(/^[a-z]+_/, '');

try {
  const token = await accessToken({ url, machine, key, scope: 'measurement:report' });
  const { reportMeasurement: answer } = await ask(
    { url, token },
    `mutation ($collaboration: ID!, $id: ID!, $commandId: ID!, $actingFor: ID, $input: ReportMeasurementInput!) {
      reportMeasurement(collaboration: $collaboration, id: $id, commandId: $commandId, actingFor: $actingFor, input: $input) {
        __typename
        ... on Measurement { key state value }
        ... on Refused { code field words(language: EN) }
      }
    }`,
    {
      collaboration,
      // Values of one indicator and one organisation are one series.
      id: `series_${bare(indicator)}__${bare(partner)}`,
      commandId: commandId(machine, collaboration, partner, indicator, from, to, value),
      actingFor: partner,
      input: { indicator, period: { from, to }, value: Number(value), status: 'FINAL' },
    },
  );
  console.log(JSON.stringify(answer));
  // A refusal says what to do, and trying again would not help.
  if (answer.__typename === 'Refused') process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
