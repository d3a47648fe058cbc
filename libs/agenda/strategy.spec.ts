import { specification } from '../decider/spec.ts';
import { strategy, type StrategyEvent } from './strategy.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const words = {
  title: text('Strategia 2030'),
  vision: text('Hyvä arki'),
  mission: text('Ihminen edellä'),
  values: [text('Rohkeus')],
  from: 2022,
  to: 2030,
};
const factor = { factor: 'factor_data', title: text('Tieto'), lines: [text('Tieto ohjaa')] };
const adopted: StrategyEvent = { type: 'StrategyAdopted', data: words };
const defined: StrategyEvent = { type: 'FactorDefined', data: factor };
const facts = { factorTaken: false };
const reason = text('Valtuusto tarkensi');
const spec = specification(strategy);

describe('a strategy', () => {
  it('is adopted once, for years that run forwards', () => {
    spec.given().when({ type: 'AdoptStrategy', data: words }, { facts }).then(adopted);
    spec.given(adopted).when({ type: 'AdoptStrategy', data: words }, { facts }).thenRefused('STRATEGY_EXISTS');
    spec
      .given()
      .when({ type: 'AdoptStrategy', data: { ...words, to: 2021 } }, { facts })
      .thenRefused('STRATEGY_YEARS_REVERSED', 'to');
  });

  it('is revised with a reason, when something in it changes', () => {
    const data = { ...words, values: [text('Rohkeus'), text('Luottamus')], reason };
    spec.given(adopted).when({ type: 'ReviseStrategy', data }, { facts }).then({ type: 'StrategyRevised', data });
    spec
      .given(adopted)
      .when({ type: 'ReviseStrategy', data: { ...words, reason } }, { facts })
      .thenRefused('STRATEGY_UNCHANGED');
    spec
      .given(adopted, { type: 'StrategyRevised', data })
      .when({ type: 'ReviseStrategy', data }, { facts })
      .thenRefused('STRATEGY_UNCHANGED');
  });

  it('has success factors, each with one id in the whole collaboration', () => {
    spec.given(adopted).when({ type: 'DefineFactor', data: factor }, { facts }).then(defined);
    spec
      .given(adopted, defined)
      .when({ type: 'DefineFactor', data: factor }, { facts })
      .thenRefused('FACTOR_EXISTS', 'factor');
    spec
      .given(adopted)
      .when({ type: 'DefineFactor', data: factor }, { facts: { factorTaken: true } })
      .thenRefused('FACTOR_EXISTS', 'factor');
    spec.given().when({ type: 'DefineFactor', data: factor }, { facts }).thenRefused('STRATEGY_NOT_FOUND');
  });

  it('rewords a success factor', () => {
    const data = { ...factor, lines: [text('Tieto ohjaa'), text('Tieto liikkuu')] };
    spec.given(adopted, defined).when({ type: 'ReviseFactor', data }, { facts }).then({ type: 'FactorRevised', data });
    spec
      .given(adopted, defined)
      .when({ type: 'ReviseFactor', data: { ...factor, reason } }, { facts })
      .thenRefused('FACTOR_UNCHANGED');
    spec
      .given(adopted)
      .when({ type: 'ReviseFactor', data: factor }, { facts })
      .thenRefused('FACTOR_NOT_FOUND', 'factor');
  });
});
