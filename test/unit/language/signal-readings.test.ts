import { describe, expect, it } from 'vitest';
import { roundTo } from '../../../src/core/numeric.ts';
import { DAY, WEEK } from '../../../src/core/time.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { conditionText } from '../../../src/language/condition-text.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import { areComparable, rangeOfSignal } from '../../../src/language/states/signal-range.ts';
import type { Signal } from '../../../src/physiology/signal.ts';
import { loinc } from '../../support/records.ts';
import {
  chain,
  delay,
  encounter,
  faultsOf,
  type Json,
  NOW,
  native,
  programOf,
  Script,
  type States,
} from '../../support/scripts.ts';
import { baselineSignal, signalsText } from '../../support/signal-files.ts';

const CODE = loinc('99999-1', 'Ferrous');
const OTHER = loinc('99999-2', 'Ferric');
const RANGES = { reference_ranges: [{ low: 50, high: 70 }], critical: { low: 2, high: 400 } };
const SIGNALS = JSON.parse(
  signalsText({
    Ferrous: baselineSignal({ codes: [CODE], measurement: { analytic: 5, source: 'test' }, ...RANGES }),
    Ferric: baselineSignal({ codes: [OTHER], unit: 'mmol/L', decimals: 1 }),
    Pulse: baselineSignal({
      codes: [loinc('99999-3', 'Pulse')],
      specimen: undefined,
      category: 'vital-signs',
      unit: '/min',
    }),
  }),
) as Json;

/** Code, pointer and message of the warnings about limits. */
function warned(states: States) {
  const files = {
    test: JSON.stringify({ name: 'test', ...native(chain(states)) }),
    'test/signals': JSON.stringify(SIGNALS),
  };
  return compileProgram(modulesInMemory(files))
    .diagnostics.filter(({ severity, code }) => severity === 'warning' && code === 'outside-limits')
    .map(({ code, pointer, message }) => [code, pointer, message]);
}

function program(states: States) {
  return programOf(native({ Visit: encounter('ambulatory'), ...states }), { submodules: { 'test/signals': SIGNALS } });
}

function run(states: States, number = 0): Script {
  return new Script(program(states), { number }).runAt(0);
}

describe('an observation of a signal', () => {
  const see = { type: 'Observation', signal: 'Ferrous' };

  it('brings codes, unit, category, range and interpretation, and keeps what was true', () => {
    const script = run({ See: see });
    const made = script.only('observation');
    expect(made).toMatchObject({ codes: [CODE], unit: 'mg/dL', category: 'laboratory', absent: null });
    expect(made.range).toMatchObject({ low: 50, high: 70 });
    const value = made.value as number;
    expect(value).toBe(Math.round(value));
    expect(made.interpretation).toBe(value < 50 ? 'L' : value > 70 ? 'H' : 'N');
    // The error of measuring is within six of its standard deviations, and half a unit of rounding.
    expect(Math.abs(value - (made.latent ?? 0))).toBeLessThan(0.3 * value + 0.5);
  });

  it('takes codes of its own', () => {
    expect(run({ See: { ...see, codes: [OTHER], category: 'exam' } }).only('observation')).toMatchObject({
      codes: [OTHER],
      category: 'exam',
    });
  });

  it('reads the same at one time, in one specimen, whoever reads and how often', () => {
    const report = {
      type: 'DiagnosticReport',
      codes: [CODE],
      observations: [{ signal: 'Ferric' }, { signal: 'Ferrous' }],
    };
    const script = run({ See: see, Report: report, Again: see });
    const [first, ferric, second, third] = script.entries('observation');
    expect([second?.value, third?.value]).toEqual([first?.value, first?.value]);
    const specimen = script.only('specimen');
    expect([first, ferric, second, third].map((one) => one?.specimen)).toEqual([
      specimen,
      specimen,
      specimen,
      specimen,
    ]);
    expect(specimen).toMatchObject({ type: 'serum', start: NOW });
    expect(script.life.recorder.entries.indexOf(specimen)).toBeLessThan(
      script.life.recorder.entries.indexOf(first as never),
    );
  });

  it('needs no specimen where it is measured on the body', () => {
    const script = run({ See: { type: 'Observation', signal: 'Pulse' } });
    expect(script.only('observation')).toMatchObject({ specimen: null, unit: '/min' });
    expect(script.entries('specimen')).toEqual([]);
  });

  it('stands in a group, which has the specimen too', () => {
    const group = {
      type: 'MultiObservation',
      codes: [CODE],
      category: 'laboratory',
      observations: [{ signal: 'Ferrous' }, { signal: 'Ferric' }],
    };
    const made = run({ Group: group }).only('observation');
    expect(made.components.map(({ unit }) => unit)).toEqual(['mmol/L', 'mg/dL']);
    expect(made.specimen?.type).toBe('serum');
  });

  it('has no value when there was too little of the specimen, which is told', () => {
    // At 0.3 percent, none among so many would be met once in e^9 times.
    const compiled = program({ See: see });
    const absent = Array.from({ length: 3_000 }, (_, number) =>
      new Script(compiled, { number }).runAt(0).only('observation'),
    ).filter(({ value }) => value === null);
    expect(absent.length).toBeGreaterThan(0);
    for (const { absent: why, specimen, interpretation, latent } of absent) {
      expect([why, specimen?.condition, interpretation]).toEqual(['insufficient', 'insufficient', null]);
      expect(latent).toBeGreaterThan(0);
    }
  });
});

describe('a condition on a signal', () => {
  const asks = (value: number, more: Json = {}): Json => ({
    condition_type: 'Signal',
    signal: 'Ferrous',
    operator: '>=',
    value,
    ...more,
  });

  it('compares what is measured as a test at the time shows it, and what is usual without what varies', () => {
    const compiled = program({
      Measured: { type: 'Guard', allow: asks(60, { reading: 'measured' }) },
      See: { type: 'Observation', signal: 'Ferrous' },
    });
    const usual = program({ Usual: { type: 'Guard', allow: asks(60) } });
    const signal = usual.signals.named('Ferrous') as Signal;
    for (let number = 0; number < 40; number++) {
      const measured = new Script(compiled, { number }).runAt(0);
      const { value } = measured.life.measure(compiled.signals.named('Ferrous') as Signal, NOW);
      expect(measured.entries('observation').length).toBe(value !== null && value >= 60 ? 1 : 0);
      const script = new Script(usual, { number }).runAt(0);
      expect(script.finished).toBe(script.life.usual(signal, NOW) >= 60);
    }
  });

  it.each([
    ['is nil', true],
    ['is not nil', false],
    ['!=', false],
    ['<', false],
  ])('says of who has no such signal that it %s: %s', (operator, holds) => {
    const never = asks(1, { signal: 'Prostate Specific Antigen', operator });
    for (const reading of ['usual', 'measured']) {
      const compiled = program({ Waits: { type: 'Guard', allow: { ...never, reading } } });
      expect(new Script(compiled, { sex: 'F' }).runAt(0).finished).toBe(holds);
    }
  });

  it('is looked at again while an effect builds up', () => {
    const waits = {
      Acts: { type: 'Effect', signal: 'Ferrous', change: 'add per year', exact: { quantity: 520 } },
      Waits: { type: 'Guard', allow: asks(150) },
    };
    const script = run(waits);
    expect(script.finished).toBe(false);
    expect(script.runAt(30 * WEEK).finished).toBe(true);
  });

  it.each([
    ['<', 501, 'always'],
    ['<=', 501, 'always'],
    ['!=', 501, 'always'],
    ['==', 501, 'never'],
    ['>=', 501, 'never'],
    ['>', 501, 'never'],
    ['>', 0.5, 'always'],
    ['>=', 0.5, 'always'],
    ['!=', 0.5, 'always'],
    ['==', 0.5, 'never'],
    ['<=', 0.5, 'never'],
    ['<', 0.5, 'never'],
  ])('that asks for %s %d, beyond the limits of life, is warned of: it %s holds', (operator, value, when) => {
    const [found, ...rest] = warned({ Waits: { type: 'Guard', allow: asks(value, { operator }) } });
    expect(rest).toEqual([]);
    expect(found).toEqual([
      'outside-limits',
      '/states/Waits/allow/value',
      `${operator} ${value} ${when} holds: the limits of life of "Ferrous" are from 1 to 500 mg/dL`,
    ]);
  });

  it.each([
    ['<', 1],
    ['>', 500],
    ['is nil', undefined],
  ])('that asks for %s %d is not', (operator, value) => {
    const allow = { condition_type: 'Signal', signal: 'Ferrous', operator, ...(value === undefined ? {} : { value }) };
    expect(warned({ Waits: { type: 'Guard', allow } })).toEqual([]);
  });

  it('is told in words', () => {
    expect(conditionText(asks(60))).toBe('Ferrous >= 60');
    expect(conditionText(asks(60, { reading: 'measured' }))).toBe('measured Ferrous >= 60');
  });
});

describe('faults of readings', () => {
  const faults = (state: Json) =>
    faultsOf('See', { Visit: encounter('ambulatory'), See: { type: 'Observation', ...state } }, SIGNALS);

  it.each<[string, Json, string]>([
    [
      'an unknown signal',
      { signal: 'Feric' },
      'unknown-signal /signal there is no signal "Feric"; did you mean "Ferric"?',
    ],
    ['another unit', { signal: 'Ferric', unit: 'mg/dL' }, 'signal-unit /unit "Ferric" is in mmol/L, not in mg/dL'],
    [
      'a second value',
      { signal: 'Ferric', exact: { quantity: 2 } },
      'two-values /exact the signal gives the value; exact is not used',
    ],
    ['neither codes nor signal', { exact: { quantity: 2, unit: '1' } }, 'codes-missing  an observation needs codes'],
  ])('%s', (_what, state, said) => {
    expect(faults(state)).toContain(said);
  });
});

describe('a range of a foreign observation', () => {
  const see = {
    type: 'Observation',
    codes: [CODE],
    category: 'laboratory',
    unit: 'mg/dL',
    range: { low: 100, high: 200, decimals: 1 },
  };

  it('has the place of the body between its bounds, as far as that is known', () => {
    const [signal] = [{ name: 'Ferrous' } as Signal];
    const life = (rank: number | undefined) => ({ signalRank: () => rank }) as never;
    const amount = rangeOfSignal({ low: 100, high: 200, decimals: 1 }, signal as Signal, () => -1);
    expect(amount(life(0.25), {} as never)).toBe(125);
    expect(amount(life(1 / 3), {} as never)).toBe(133.3);
    expect(amount(life(undefined), {} as never)).toBe(-1);
  });

  it('is drawn for itself in scripted lives, which have no world', () => {
    const made = run({ See: see }).only('observation');
    expect(made.value as number).toBe(roundTo(made.value as number, 1));
  });

  it.each([
    ['mg/dL', 'mg/dL', true],
    ['g/L', 'mg/dL', true],
    ['10*3/uL', '10*9/L', true],
    ['meq/L', 'mmol/L', true],
    ['mL/min/{1.73_m2}', 'mL/min', true],
    ['U/L', '[iU]/L', true],
    ['mg/dL', 'mmol/L', false],
    ['%', 'mmol/mol', false],
    ['%', 'g/dL', false],
  ])('%s and %s: %s', (a, b, comparable) => {
    expect(areComparable(a, b)).toBe(comparable);
  });
});

it('one day later, somebody reads another value', () => {
  const script = run(
    {
      See: { type: 'Observation', signal: 'Ferric' },
      Waits: delay(1, 'days'),
      Again: { type: 'Observation', signal: 'Ferric' },
    },
    3,
  );
  script.runAt(DAY);
  const [first, second] = script.entries('observation');
  expect(first?.latent).not.toBe(second?.latent);
});
