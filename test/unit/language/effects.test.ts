import { describe, expect, it } from 'vitest';
import { DAY, type SimTime, WEEK, YEAR } from '../../../src/core/time.ts';
import { compileProgram } from '../../../src/language/compile.ts';
import { modulesInMemory } from '../../../src/language/in-memory.ts';
import { stateText } from '../../../src/language/state-text.ts';
import type { AttributeValue } from '../../../src/language/values.ts';
import type { Signal } from '../../../src/physiology/signal.ts';
import { loinc, rxnorm, snomed } from '../../support/records.ts';
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

const NAME = 'Ferrous';
const CODE = loinc('99999-1', 'Ferrous');
/** A signal of the program and, beside it, one of a test that is worked out from it. */
const SIGNALS = JSON.parse(
  signalsText({ [NAME]: baselineSignal({ codes: [CODE], limits: { low: -1000, high: 10_000 } }) }),
) as Json;
const DRUG = rxnorm('860975', 'Metformin 500 MG');
const ILL = snomed('44054006', 'Diabetes mellitus type 2');
/** Long enough that nothing is missing of what was built up, and nothing left of what wears off. */
const LONG = 4 * YEAR;

const LIMITS = 'the limits of life of "Ferrous" from -1000 to 10000 mg/dL';
const EXACT_TWO = { kind: 'EXACT', parameters: { value: 2 } };
const normal = (mean: number) => ({ kind: 'GAUSSIAN', parameters: { mean, standardDeviation: 1 } });

function effect(fields: Json): Json {
  return { type: 'Effect', signal: NAME, change: 'add', exact: { quantity: 30 }, ...fields };
}

interface Lived {
  readonly script: Script;
  /** How far the true value is from that of the same person without the module. */
  moved(at: number): number;
  factor(at: number): number;
}

function person(
  states: States,
  options: { number?: number; attributes?: Readonly<Record<string, AttributeValue>> } = {},
) {
  const program = programOf(native(states), { submodules: { 'test/signals': SIGNALS } });
  const signal = program.signals.named(NAME) as Signal;
  const script = new Script(program, options);
  const plain = new Script(program, options);
  const at = ({ life }: Script, t: SimTime) => life.latent(signal, NOW + t);
  const lived: Lived = {
    script,
    moved: (t) => at(script, t) - at(plain, t),
    factor: (t) => at(script, t) / at(plain, t),
  };
  return lived;
}

const BUILD_UP = { build_up: { quantity: 8, unit: 'weeks' } };

describe('an effect', () => {
  it('adds its size, at once or as it builds up: 95 percent of it by the time that it says', () => {
    const atOnce = person({ Acts: effect({}) });
    atOnce.script.runAt(0);
    expect(atOnce.moved(-DAY)).toBe(0);
    expect(atOnce.moved(0)).toBeCloseTo(30, 9);
    const slowly = person({ Acts: effect(BUILD_UP) });
    slowly.script.runAt(0);
    expect(slowly.moved(0)).toBe(0);
    expect(slowly.moved(8 * WEEK)).toBeCloseTo(30 * (1 - Math.exp(-3)), 9);
    expect(slowly.moved(LONG)).toBeCloseTo(30, 6);
  });

  it('multiplies, or adds more each year', () => {
    const factor = person({ Acts: effect({ change: 'multiply', exact: { quantity: 0.62 } }) });
    factor.script.runAt(0);
    expect(factor.factor(DAY)).toBeCloseTo(0.62, 9);
    const yearly = person({ Acts: effect({ change: 'add per year', exact: { quantity: -4 } }) });
    yearly.script.runAt(0);
    expect(yearly.moved(5 * YEAR)).toBeCloseTo(-20, 9);
  });

  it('raises or lowers to a value, from wherever the person is, and looks again when it comes again', () => {
    const lived = person({
      Acts: effect({ change: 'lower to', exact: { quantity: 30 } }),
      Up: effect({ change: 'raise to', exact: { quantity: 100 } }),
      No: effect({ change: 'raise to', exact: { quantity: 90 } }),
      Rises: effect({ change: 'add per year', exact: { quantity: 12 } }),
      Waits: delay(1, 'years'),
      Again: { type: 'Simple', direct_transition: 'Acts' },
    });
    const signal = lived.script.life.catalogue.named(NAME) as Signal;
    const usual = (t: number) => lived.script.life.usual(signal, NOW + t);
    lived.script.runAt(0);
    expect(usual(0)).toBeCloseTo(100, 9);
    const risen = usual(365 * DAY);
    expect(risen).toBeGreaterThan(105);
    lived.script.runAt(365 * DAY);
    expect(usual(365 * DAY)).toBeCloseTo(100, 9);
  });

  it('reaches a value by a factor where it says so, which what comes later is multiplied by, too', () => {
    const signal = 'Platelets';
    const raise = effect({ signal, change: 'raise to', exact: { quantity: 900 }, by: 'factor' });
    const lived = person({ Acts: raise, Adds: effect({ signal, exact: { quantity: 10 } }) });
    const { life } = lived.script;
    const platelets = life.catalogue.named(signal) as Signal;
    const before = life.usual(platelets, NOW);
    lived.script.runAt(0);
    expect(life.usual(platelets, NOW)).toBeCloseTo(900 + (10 * 900) / before, 9);
  });

  it('acts on what is above a value alone, and lowers to a value by that', () => {
    const low = 10;
    const halved = person({ Acts: effect({ change: 'multiply', exact: { quantity: 0.5 }, above: low }) });
    const signal = halved.script.life.catalogue.named(NAME) as Signal;
    const before = halved.script.life.usual(signal, NOW);
    halved.script.runAt(0);
    expect(halved.script.life.usual(signal, NOW)).toBeCloseTo(low + (before - low) / 2, 9);
    const lowered = person({
      Acts: effect({ change: 'lower to', exact: { quantity: 30 }, above: low }),
      Rises: effect({ change: 'add', exact: { quantity: 20 } }),
    });
    lowered.script.runAt(0);
    // Of what is added later, it takes the share that it takes of all that is above.
    const share = (30 - low) / (before - low);
    expect(lowered.script.life.usual(signal, NOW)).toBeCloseTo(30 + 20 * share, 9);
  });

  it('ends with the entry that it hangs on, whoever stops it, and wears off', () => {
    const states = {
      Visit: encounter('ambulatory'),
      Order: { type: 'MedicationOrder', codes: [DRUG] },
      Acts: effect({ while: 'Order', wear_off: { quantity: 8, unit: 'weeks' } }),
      Takes: delay(100, 'days'),
      Stop: { type: 'MedicationEnd', medication_order: 'Order' },
    };
    const lived = person(states);
    lived.script.runAt(0);
    expect(lived.moved(LONG)).toBeCloseTo(30, 9);
    lived.script.runAt(100 * DAY);
    expect(lived.moved(100 * DAY)).toBeCloseTo(30, 9);
    expect(lived.moved(100 * DAY + 8 * WEEK)).toBeCloseTo(30 * Math.exp(-3), 9);
    expect(lived.moved(LONG)).toBeCloseTo(0, 6);
  });

  it('acts from the onset of an illness that nobody has found, and follows an entry in an attribute or parameter', () => {
    const onset = {
      type: 'ConditionOnset',
      codes: [ILL],
      target_encounter: 'Found',
      assign_to_attribute: 'illness',
    };
    const unseen = person({
      Ill: onset,
      Acts: effect({ while: 'Ill' }),
      Waits: delay(9, 'years'),
      Found: encounter('ambulatory'),
    });
    unseen.script.runAt(0);
    expect(unseen.moved(YEAR)).toBeCloseTo(30, 9);

    const submodule = {
      kind: 'submodule',
      parameters: { why: { type: 'entry', doc: 'What it hangs on.' } },
      states: { Acts: effect({ while: 'why' }) },
    };
    const program = programOf(
      native({
        Visit: encounter('ambulatory'),
        Ill: { type: 'ConditionOnset', codes: [ILL], assign_to_attribute: 'illness' },
        Call: { type: 'CallSubmodule', submodule: 'sub/acts', with: { why: { attribute: 'illness' } } },
        Waits: delay(1, 'years'),
        Well: { type: 'ConditionEnd', condition_onset: 'Ill' },
      }),
      { submodules: { 'sub/acts': submodule, 'test/signals': SIGNALS } },
    );
    const script = new Script(program);
    const plain = new Script(program);
    const signal = program.signals.named(NAME) as Signal;
    const moved = (t: number) => script.life.latent(signal, NOW + t) - plain.life.latent(signal, NOW + t);
    script.runAt(0);
    expect(moved(3 * YEAR)).toBeCloseTo(30, 9);
    script.runAt(2 * YEAR);
    expect(moved(4 * YEAR)).toBe(0);
  });

  it('lasts for a time, as an acute illness does', () => {
    const lived = person({ Acts: effect({ lasts: { exact: { quantity: 10, unit: 'days' } } }) });
    lived.script.runAt(0);
    expect(lived.moved(10 * DAY)).toBeCloseTo(30, 9);
    expect(lived.moved(11 * DAY)).toBe(0);
  });

  it('acts once: coming again changes nothing while it acts, and begins it anew when it is over', () => {
    const states = {
      Acts: effect({ lasts: { exact: { quantity: 10, unit: 'days' } } }),
      Waits: { ...delay(4, 'days'), direct_transition: 'Acts' },
      End: { type: 'Terminal' },
    };
    const lived = person(states);
    lived.script.runAt(0, 4 * DAY, 8 * DAY, 12 * DAY);
    expect(lived.moved(9 * DAY)).toBeCloseTo(30, 9);
    expect(lived.moved(11 * DAY)).toBe(0);
    expect(lived.moved(13 * DAY)).toBeCloseTo(30, 9);
  });

  it('comes about as far as adherence goes, which an attribute may hold', () => {
    const fixed = person({ Acts: effect({ adherence: 0.5 }) });
    fixed.script.runAt(0);
    expect(fixed.moved(0)).toBeCloseTo(15, 9);
    const held = person(
      { Acts: effect({ change: 'multiply', exact: { quantity: 0.6 }, adherence: 'takes' }) },
      { attributes: { takes: 0.25 } },
    );
    held.script.runAt(0);
    expect(held.factor(0)).toBeCloseTo(0.9, 9);
    const absent = person({ Acts: effect({ adherence: 'takes' }) });
    absent.script.runAt(0);
    expect(absent.moved(0)).toBeCloseTo(30, 9);
    const wrong = person({ Acts: effect({ adherence: 'takes' }) }, { attributes: { takes: 7 } });
    wrong.script.runAt(0);
    expect([...wrong.script.life.notes.keys()].join()).toContain('[effect-adherence]');
  });

  it('does not begin where the entry is missing, and says so', () => {
    const lived = person({ Acts: effect({ while: 'illness' }) });
    lived.script.runAt(0);
    expect(lived.moved(DAY)).toBe(0);
    expect([...lived.script.life.notes.keys()].join()).toContain('[effect-without-reason]');
  });

  it('is told in words', () => {
    const json = effect({ change: 'multiply', exact: { quantity: 0.62 }, ...BUILD_UP, while: 'Order' });
    expect(stateText(json)).toBe('Ferrous times 0.62, over 8 weeks, while Order');
    expect(stateText(effect({ change: 'add per year', lasts: { exact: { quantity: 2, unit: 'days' } } }))).toBe(
      'Ferrous plus 30 a year, for 2 days',
    );
    const lowered = { change: 'lower to', exact: { quantity: 7 }, above: 5.5, by: 'factor' };
    expect(stateText(effect(lowered))).toBe('Ferrous above 5.5 down to 7 by a factor');
    expect(stateText(effect({ change: 'raise to', exact: { quantity: 9 } }))).toBe('Ferrous up to 9');
  });
});

describe('how people respond', () => {
  const PEOPLE = 400;
  const response = 0.3;
  const program = programOf(native({ Acts: effect({ response }), Again: delay(1, 'days') }), {
    submodules: { 'test/signals': SIGNALS },
  });
  const signal = program.signals.named(NAME) as Signal;
  const moved = Array.from({ length: PEOPLE }, (_, number) => {
    const script = new Script(program, { number });
    const plain = new Script(program, { number });
    script.runAt(0);
    return script.life.latent(signal, NOW) - plain.life.latent(signal, NOW);
  });

  it('differs by as much as is said around the size, and never turns', () => {
    const mean = moved.reduce((sum, one) => sum + one, 0) / PEOPLE;
    const spread = Math.sqrt(moved.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (PEOPLE - 1));
    const sd = 30 * response;
    // 4.5 standard errors: a right mean is missed once in 150,000.
    expect(Math.abs(mean - 30)).toBeLessThan((4.5 * sd) / Math.sqrt(PEOPLE));
    // The cut at three standard deviations takes 1.3 percent of the spread.
    expect(Math.abs(spread - sd * 0.9866)).toBeLessThan((4.5 * sd) / Math.sqrt(2 * PEOPLE));
    expect(Math.min(...moved)).toBeGreaterThan(0);
  });
});

describe('faults of effects', () => {
  const faults = (state: Json, more: States = {}) =>
    faultsOf('Acts', { Visit: encounter('ambulatory'), ...more, Acts: state }, SIGNALS);

  it.each<[string, Json, string]>([
    [
      'an unknown signal',
      { signal: 'Ferous' },
      'unknown-signal /signal there is no signal "Ferous"; did you mean "Ferrous"?',
    ],
    [
      'a signal that follows from others',
      { signal: 'Total Cholesterol' },
      'effect-on-derived /signal "Total Cholesterol" is worked out from other signals, and nothing acts on it by itself',
    ],
    [
      'a height',
      { signal: 'Body Height' },
      'effect-on-growth /signal "Body Height" follows from growth, and nothing acts on it by itself',
    ],
    [
      'two ends',
      { while: 'Visit', lasts: { exact: { quantity: 1, unit: 'days' } } },
      'effect-end /lasts while and lasts stand side by side',
    ],
    [
      'an entry that does not go on',
      { while: 'Visit' },
      'effect-reason /while "Visit" is of type Encounter, whose entries do not go on',
    ],
    ['no size', { exact: undefined }, 'amount-missing  an Effect needs exact, range or distribution'],
    [
      'a range upside down',
      { exact: undefined, range: { low: 2, high: 1 } },
      'upside-down /range/high the range is from 2 to 1',
    ],
    ['two sizes', { range: { low: 1, high: 2 } }, 'two-amounts /range exact and range stand side by side'],
    [
      'two times',
      { lasts: { exact: { quantity: 1, unit: 'days' }, distribution: EXACT_TWO, unit: 'days' } },
      'two-amounts /lasts/distribution exact and distribution stand side by side',
    ],
    [
      'more than there can be',
      { exact: { quantity: 11_001 } },
      `outside-limits /exact/quantity add 11001 is more than ${LIMITS} allow`,
    ],
    [
      'less than there can be, drawn',
      { exact: undefined, range: { low: -12_000, high: -1 } },
      `outside-limits /range/low add -12000 is more than ${LIMITS} allow`,
    ],
    [
      'an aim that cannot be',
      { change: 'raise to', exact: { quantity: 10_001 } },
      `outside-limits /exact/quantity raise to 10001 is outside ${LIMITS}`,
    ],
    [
      'an aim that cannot be, by its median',
      { change: 'lower to', exact: undefined, distribution: normal(-1001) },
      `outside-limits /distribution lower to -1001 is outside ${LIMITS}`,
    ],
    [
      'a part above what can be',
      { change: 'multiply', exact: { quantity: 0.5 }, above: 10_001 },
      `outside-limits /above above 10001 is outside ${LIMITS}`,
    ],
    [
      'a factor that nobody can have',
      { signal: 'Body Weight', change: 'multiply', exact: { quantity: 10_000 } },
      'outside-limits /exact/quantity multiply 10000 is more than the limits of life of "Body Weight" from 0.2 to 650 kg allow',
    ],
    [
      'another unit',
      { exact: { quantity: 1, unit: 'g/L' } },
      'effect-unit /exact/unit "Ferrous" is in mg/dL, not in g/L',
    ],
    [
      'a factor with a unit',
      { change: 'multiply', exact: { quantity: 2, unit: 'mg/dL' } },
      'effect-unit /exact/unit a factor has no unit',
    ],
    [
      'a factor of nothing',
      { change: 'multiply', exact: { quantity: 0 } },
      'effect-size /exact/quantity the factor 0 leaves nothing of the signal',
    ],
    [
      'a factor that would be nothing in some',
      { change: 'multiply', exact: { quantity: 0.4 }, response: 0.3 },
      'effect-size /exact/quantity the factor 0.4 leaves nothing of the signal in who responds most',
    ],
    [
      'a response that would turn',
      { response: 0.5 },
      'effect-response /response response is 0.5: a standard deviation from 0 to 1/3, beyond which the effect would turn in some',
    ],
    [
      'a way to reach what is not aimed at',
      { by: 'factor' },
      'effect-by /by only "raise to" and "lower to" are told how',
    ],
    [
      'a factor of what is nothing in some',
      { signal: 'PHQ-9 score', change: 'raise to', by: 'factor' },
      'effect-by /by "PHQ-9 score" can be 0, which no factor raises',
    ],
    [
      'a response on the way to an aim',
      { change: 'raise to', response: 0.2 },
      'effect-response /response who is led "raise to" a value comes to it',
    ],
    [
      'a factor that is spread beyond nothing',
      {
        change: 'multiply',
        exact: undefined,
        distribution: { kind: 'GAUSSIAN', parameters: { mean: 1, standardDeviation: 0.1 } },
        response: 0.3,
      },
      'effect-size /distribution the factor 0.17 leaves nothing of the signal in who responds most',
    ],
    [
      'a part of what is added',
      { above: 5 },
      'effect-above /above only "multiply" and "lower to" act on what is above a value',
    ],
    [
      'an aim below the part that is acted on',
      { change: 'lower to', above: 50 },
      'effect-above /above it cannot be lowered to 30 by what is above 50',
    ],
    ['too much adherence', { adherence: 1.5 }, 'effect-adherence /adherence adherence is 1.5, not 0 to 1'],
    ['a time without amount', { lasts: {} }, 'amount-missing /lasts lasts needs exact, range or distribution'],
  ])('%s', (_what, fields, said) => {
    expect(faults(effect(fields))).toContain(said);
  });

  it.each([
    ['all that there can be', { exact: { quantity: 11_000 } }],
    ['much each year', { change: 'add per year', exact: { quantity: 20_000 } }],
    ['the highest value', { change: 'raise to', exact: { quantity: 10_000 } }],
    ['the lowest value', { change: 'lower to', exact: { quantity: -1000 } }],
    ['a spread that is beyond in some', { change: 'lower to', exact: undefined, distribution: normal(-999.5) }],
  ])('nothing is said of %s', (_what, fields) => {
    expect(faults(effect(fields))).toEqual([]);
  });

  it('nothing of these is said of one that is right', () => {
    expect(
      faults(effect({ ...BUILD_UP, while: 'Order', adherence: 1 }), {
        Order: { type: 'MedicationOrder', codes: [DRUG] },
      }),
    ).toEqual([]);
  });
});

describe('an argument that is the entry of a state', () => {
  const files = (state: string) => ({
    test: JSON.stringify({
      name: 'test',
      ...native(
        chain({
          Visit: encounter('ambulatory'),
          Order: { type: 'MedicationOrder', codes: [DRUG] },
          Call: { type: 'CallSubmodule', submodule: 'sub/keeps', with: { order: { state } } },
        }),
      ),
    }),
    'sub/keeps': JSON.stringify({
      name: 'keeps',
      kind: 'submodule',
      parameters: { order: { type: 'entry', doc: 'An order.' } },
      states: chain({ Acts: effect({ while: 'order' }) }),
    }),
    'test/signals': JSON.stringify(SIGNALS),
  });

  it('is the one it made last, by which an effect of the submodule lasts', () => {
    const program = compileProgram(modulesInMemory(files('Order'))).program;
    const script = new Script(program).runAt(0);
    expect([...script.life.notes.keys()]).toEqual([]);
    const [acting] = script.life.signals.effectsOn(program.signals.named(NAME) as Signal);
    expect(acting?.until()).toBe(Number.POSITIVE_INFINITY);
    script.life.recorder.end('medication', DRUG.code, NOW + DAY);
    expect(acting?.until()).toBe(NOW + DAY);
  });

  it('must be of a state that there is', () => {
    const said = compileProgram(modulesInMemory(files('Ordr'))).diagnostics.map(
      ({ code, pointer }) => `${code} ${pointer}`,
    );
    expect(said).toContain('unknown-state /states/Call/with/order/state');
  });
});
