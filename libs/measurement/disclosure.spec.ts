import { specification } from '../decider/spec.ts';
import { disclosure, type DisclosureCommand, type DisclosureEvent } from './disclosure.ts';

const basis = { original: 'fi', fi: 'Hallinto-oikeuden päätös' } as const;
const measurement = 'series_visits__town/2024-01-01/2024-12-31/179';
const disclose: DisclosureCommand = { type: 'DiscloseMeasurement', data: { measurement, basis } };
const disclosed: DisclosureEvent = { type: 'MeasurementDisclosed', data: { measurement, value: '40', basis } };
const hidden = { facts: { value: { position: '40', told: false } } };
const spec = specification(disclosure);

describe('a decision to show a hidden value', () => {
  it('names the value and the legal basis (rule 31)', () => {
    spec.given().when(disclose, hidden).then(disclosed);
  });

  it('is the coordinator’s, and made once (rule 31)', () => {
    const reporter = { id: 'mandate_x', role: 'reporter' as const, partner: 'partner_a' };
    spec
      .given()
      .when(disclose, { ...hidden, asker: { mandates: [reporter] } })
      .thenRefused('MANDATE_MISSING');
    spec.given(disclosed).when(disclose, hidden).thenRefused('DISCLOSURE_EXISTS');
  });

  it('is of a value in force that others are not told (rule 31)', () => {
    spec
      .given()
      .when(disclose, { facts: { value: undefined } })
      .thenRefused('DISCLOSURE_MEASUREMENT_UNKNOWN', 'measurement');
    spec
      .given()
      .when(disclose, { facts: { value: { position: '40', told: true } } })
      .thenRefused('DISCLOSURE_NOT_NEEDED', 'measurement');
  });
});
