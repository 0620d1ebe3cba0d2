import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeOf } from '../../src/core/time.ts';
import type { Program } from '../../src/language/compiled.ts';
import type { Entry } from '../../src/record/kinds/index.ts';
import { ModuleFault } from '../../src/simulate/module-fault.ts';
import { visitLogOf } from '../../src/simulate/visit-log.ts';
import { programOf } from '../support/program.ts';
import { type ModuleJson, randomFiles, randomModule } from '../support/random-module.ts';
import { snomed } from '../support/records.ts';
import {
  attributeIs,
  chain,
  delay,
  ENCOUNTER_END,
  encounter,
  type Json,
  type Lived,
  liveIn,
  NOW,
  native,
  set,
  simulationOf,
} from '../support/scripts.ts';
import { wildModule } from '../support/small-module.ts';

const END = timeOf(2060, 1, 1);

/** Random folders that each property is held against; more, and others, when asked for. */
const RUNS = { numRuns: Number(process.env['ENGINE_RUNS'] ?? 40), seed: Number(process.env['ENGINE_SEED'] ?? 1) };

/** Lives a life to its end; what stopped it, if anything did. */
function faultOf(program: Program, number: number): ModuleFault | undefined {
  try {
    simulationOf(program, { number, end: END, visitLog: false }).run();
    return undefined;
  } catch (error) {
    if (error instanceof ModuleFault) return error;
    throw error;
  }
}

describe('a life', () => {
  it('with any module that compiles ends', () => {
    fc.assert(
      fc.property(randomFiles(), fc.nat(1000), (files, number) => {
        expect(faultOf(programOf(files), number)).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('with modules that run away ends, or is stopped with the module and state named', () => {
    let stopped = 0;
    fc.assert(
      fc.property(fc.array(wildModule(), { minLength: 1, maxLength: 3 }), fc.nat(1000), (modules, number) => {
        const files = modules.map((states, i) => [`wild_${i}`, { name: 'Wild', states }]);
        const program = programOf(Object.fromEntries(files));
        const fault = faultOf(program, number);
        if (!fault) return;
        stopped++;
        expect(program.sites.map(({ path }) => path)).toContain(fault.module);
        expect(program.modules.get(fault.file)?.indexOf.has(fault.state)).toBe(true);
      }),
      RUNS,
    );
    expect(stopped).toBeGreaterThan(5);
  });

  it('with exact times never goes back: states, and what is written on the chart, come in the order of time', () => {
    fc.assert(
      fc.property(randomFiles(), fc.nat(1000), fc.boolean(), (files, number, officeHours) => {
        const { simulation, life } = liveIn(programOf(files), { number, end: END, officeHours });
        for (const cursor of simulation.cursors) {
          let last = life.birth;
          for (const { entered, left } of visitLogOf([cursor])) {
            if (entered === null) continue;
            expect(entered).toBeGreaterThanOrEqual(last);
            expect(left ?? entered).toBeGreaterThanOrEqual(entered);
            last = entered;
          }
        }
        const starts = life.recorder.entries.map(({ start }) => start);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('leaves a record without anything before birth or after its end, on any grain', () => {
    fc.assert(
      fc.property(randomFiles(), fc.nat(1000), fc.constantFrom(0, 1, 7, 30), (files, number, grain) => {
        const { record, life } = liveIn(programOf(files), { number, end: END, grain: grain * 86_400_000 });
        const { end, death } = record;
        expect(end).toBe(Math.min(END, life.deathTime));
        expect(death === null).toBe(life.deathTime >= END);
        const entries = [...record.entries, ...record.undiagnosed];
        const outside = entries.filter(({ start, stop }) => start < life.birth || start > end || (stop ?? end) > end);
        expect(outside).toEqual([]);
        const late = record.entries.filter((entry) => entry.kind === 'encounter' && entry.start >= end);
        expect(late.every(({ name }) => death?.code && name === 'death certification')).toBe(true);
      }),
      RUNS,
    );
  });
});

/** What happened to somebody because of a module before a time: entries with ids, times and values, and states. */
function eventsOf({ life, log }: Lived, module: string, until: number): unknown {
  const before = (time: number | null) => (time !== null && time < until ? time : null);
  const entry = (made: Entry): Json => ({
    kind: made.kind,
    id: made.id,
    start: made.start,
    // Whoever files in a visit lengthens it.
    stop: made.kind === 'encounter' ? null : before(made.stop),
    codes: made.codes,
    value: 'value' in made ? made.value : null,
    encounter: made.encounter?.id ?? null,
    name: made.name,
  });
  return {
    entries: life.recorder.entries.filter(({ cause, start }) => cause.module === module && start < until).map(entry),
    states: log
      .filter(({ file, entered }) => file === module && entered !== null && entered < until)
      .map(({ state, entered, left }) => ({ state, entered, left: before(left) })),
  };
}

/** Compares what a module does in two programs, until the earlier of the two deaths. */
function expectSame(module: string, one: Program, other: Program, number: number): void {
  const [first, second] = [one, other].map((program) => liveIn(program, { number, end: END, officeHours: true })) as [
    Lived,
    Lived,
  ];
  const until = Math.min(first.life.deathTime, second.life.deathTime, END);
  expect(eventsOf(second, module, until)).toEqual(eventsOf(first, module, until));
}

const ILLNESS = snomed('subject illness', 'Illness');

/** A native module with chance of every kind: rates, waits, choices, values, care. */
const SUBJECT = native(
  chain({
    Choose: {
      type: 'Simple',
      distributed_transition: [
        { transition: 'Well', distribution: 0.7 },
        { transition: 'Frail', distribution: 0.3 },
      ],
    },
    Frail: set('subject frail', true),
    Well: {
      type: 'Hazard',
      events: [
        { to: 'Ill', rate: 0.2, ratios: [{ when: attributeIs('subject frail', '==', true), ratio: 3 }] },
        { to: 'Hurt', rate: 0.05 },
      ],
    },
    Hurt: { ...encounter('emergency'), direct_transition: 'Treat' },
    Ill: {
      type: 'ConditionOnset',
      codes: [ILLNESS],
      target_encounter: 'Visit',
      assign_to_attribute: 'subject illness',
    },
    Notice: { type: 'Delay', range: { low: 1, high: 90, unit: 'days' } },
    Visit: encounter('ambulatory', { reason: 'subject illness' }),
    Measure: {
      type: 'Observation',
      codes: [snomed('subject score', 'Score')],
      unit: '{score}',
      range: { low: 0, high: 10 },
    },
    Treat: {
      type: 'Procedure',
      codes: [snomed('subject care', 'Care')],
      duration: { low: 10, high: 50, unit: 'minutes' },
    },
    Leave: ENCOUNTER_END,
    Heal: { type: 'ConditionEnd', codes: [ILLNESS] },
    Rest: { ...delay(20, 'days'), direct_transition: 'Well' },
  }),
);

const WITH_NAME: Json = { name: 'Subject', ...SUBJECT };

const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...['attribute', 'assign_to_attribute', 'referenced_by_attribute', 'value_attribute'],
  ...['symptom', 'vital_sign', 'code'],
]);

/** A module with attributes, codes, symptoms, signs and states of its own: it reads nothing that another writes. */
function apart(module: ModuleJson, prefix: string): Json {
  const rename = (json: unknown, key: string): unknown => {
    if (Array.isArray(json)) return json.map((item) => rename(item, key));
    if (typeof json === 'object' && json !== null) {
      return Object.fromEntries(
        Object.entries(json).map(([name, value]) => [name.replace('State_', `${prefix}_`), rename(value, name)]),
      );
    }
    if (typeof json !== 'string') return json;
    return ATTRIBUTES.has(key) ? `${prefix} ${json}` : json.replace('State_', `${prefix}_`);
  };
  return rename(module, '') as Json;
}

const VISITING: ReadonlySet<unknown> = new Set(['Encounter', 'EncounterEnd', 'Symptom']);

/** A module without encounters, and without what makes the scheduler open visits. */
function withoutVisits(module: Json): Json {
  const states = Object.entries(module['states'] as Record<string, Json>).map(([name, { chronic, ...state }]) => {
    if (!VISITING.has(state['type'])) return [name, state];
    const transitions = Object.entries(state).filter(([field]) => field.endsWith('_transition'));
    return [name, { type: 'Simple', ...Object.fromEntries(transitions) }];
  });
  return { ...module, states: Object.fromEntries(states) };
}

describe('chance', () => {
  it('of a native module stays as it is when foreign modules are added, whatever they do', () => {
    const alone = programOf({ 'subject.json': WITH_NAME });
    fc.assert(
      fc.property(randomFiles(), fc.nat(1000), (files, number) => {
        expectSame('subject', alone, programOf({ ...files, 'subject.json': WITH_NAME }), number);
      }),
      RUNS,
    );
  });

  it('of a native module stays as it is when another native module is added, removed or renamed', () => {
    const other = { ...WITH_NAME, ...(apart(WITH_NAME as unknown as ModuleJson, 'Other') as object) };
    const programs = ['a_other', 'other', 'z_other'].map((path) =>
      programOf({ 'subject.json': WITH_NAME, [`${path}.json`]: other }),
    );
    const alone = programOf({ 'subject.json': WITH_NAME });
    for (let number = 0; number < 30; number++) {
      for (const program of programs) expectSame('subject', alone, program, number);
    }
  });

  it('of a foreign module stays as it is when a module that it reads nothing of is added or renamed', () => {
    fc.assert(
      fc.property(randomModule(), randomModule(), fc.nat(1000), (subject, other, number) => {
        const mine = { 'm.json': apart(subject, 'Mine') };
        const added = withoutVisits(apart(other, 'Other'));
        expectSame('m', programOf(mine), programOf({ ...mine, 'a.json': added }), number);
        expectSame('m', programOf(mine), programOf({ ...mine, 'z.json': added }), number);
      }),
      RUNS,
    );
  });

  it('stays as it is when a state is edited that this life does not enter', () => {
    let edited = 0;
    fc.assert(
      fc.property(randomModule(), fc.nat(1000), (module, number) => {
        const program = programOf({ 'm.json': module });
        const seen = new Set(liveIn(program, { number, end: END, officeHours: true }).log.map(({ state }) => state));
        const isFree = ([name, { type }]: readonly [string, Json]) =>
          !seen.has(name) &&
          ['Delay', 'Simple', 'SetAttribute', 'Counter', 'Guard', 'Observation'].includes(String(type));
        const unseen = Object.entries(module.states).find(isFree);
        if (!unseen) return;
        edited++;
        const change = { ...delay(99, 'years'), direct_transition: 'Terminal' };
        const states = { ...module.states, [unseen[0]]: change, 'A new state': change };
        expectSame('m', program, programOf({ 'm.json': { ...module, states } }), number);
      }),
      RUNS,
    );
    expect(edited).toBeGreaterThan(10);
  });

  it('of what does not depend on a state stays as it is when that state is edited', () => {
    const states = SUBJECT['states'] as Record<string, Json>;
    const observation = states['Measure'] as Json;
    const edit = { ...WITH_NAME, states: { ...states, Measure: { ...observation, range: { low: 50, high: 60 } } } };
    const [before, after] = [WITH_NAME, edit].map((json) => programOf({ 'subject.json': json })) as [Program, Program];
    let measured = 0;
    for (let number = 0; number < 20; number++) {
      const [first, second] = [before, after].map((program) => liveIn(program, { number })) as [Lived, Lived];
      const [one, two] = [first, second].map(
        (lived) => eventsOf(lived, 'subject', NOW) as { entries: Json[]; states: Json[] },
      );
      expect(two?.states).toEqual(one?.states);
      const plain = (entries: readonly Json[] = []) => entries.filter(({ kind }) => kind !== 'observation');
      expect(plain(two?.entries)).toEqual(plain(one?.entries));
      for (const [i, entry] of (one?.entries ?? []).entries()) {
        if (entry['kind'] !== 'observation') continue;
        measured++;
        // The same place in another range.
        expect(two?.entries[i]).toMatchObject({
          id: entry['id'],
          value: expect.closeTo(50 + Number(entry['value']), 9),
        });
      }
    }
    expect(measured).toBeGreaterThan(20);
  });
});
