import { setImmediate } from 'node:timers/promises';
import type { ResourceJson } from '../../src/core/json.ts';
import { DAY, formatDate, formatLocal, type SimTime } from '../../src/core/time.ts';
import type { Signal } from '../../src/physiology/signal.ts';
import { finishRecord } from '../../src/simulate/finish.ts';
import { LifeSimulation } from '../../src/simulate/life.ts';
import { lifeInput, type World } from '../../src/simulate/population.ts';
import type { RunningLife } from '../../src/simulate/running-life.ts';
import { PlausibilityJudge } from '../../src/validate/plausibility/judge.ts';
import { QuantityUnits } from '../../src/validate/plausibility/units.ts';
import { bundleOf } from './bundles.ts';

/** Times of a life at which all signals are read, besides those that effects give. */
const TIMES = 6;
/** Times while something acts on the body. */
const AFFECTED_TIMES = 8;

/** What lives were found to hold. */
export interface LivesReport {
  lives: number;
  /** Observations that modules recorded. */
  recorded: number;
  /** Values that were read besides. */
  read: number;
  /** Times at which something acted on the body. */
  affectedTimes: number;
  /** What breaks a rule of plausibility. */
  readonly findings: string[];
  /** Values that were held at limits or ceilings, by what is told of them: while the modules ran, and with all that was read besides. */
  readonly heldByModules: Map<string, number>;
  readonly held: Map<string, number>;
}

/** Lives after which the runner of tests is let in: it gives up on who is silent for a minute. */
const AT_ONCE = 100;

/** Runs the lives of slots, reads every signal of each at several times while it is alive, and judges all that by the rules of plausibility. */
export async function judgeLives(world: World, slots: number): Promise<LivesReport> {
  const report: LivesReport = {
    lives: 0,
    recorded: 0,
    read: 0,
    affectedTimes: 0,
    findings: [],
    heldByModules: new Map(),
    held: new Map(),
  };
  for (let slot = 0; slot < slots; slot++) {
    if (slot % AT_ONCE === 0) await setImmediate();
    judgeLife(world, slot, report);
  }
  return report;
}

function judgeLife(world: World, slot: number, report: LivesReport): void {
  const person = world.drawer.draw(slot, 0);
  const simulation = new LifeSimulation(world.program, lifeInput(world, person), world.simulation);
  simulation.run();
  const { life } = simulation;
  const record = finishRecord(life, person, world.simulation.end);
  const sex = person.sex === 'F' ? 'female' : 'male';
  const patient = { name: 'Patient/p', birthDate: formatDate(person.birth), deceased: undefined, sex } as const;
  const judge = new PlausibilityJudge(`${slot}`, {
    tell: (file, { name }, _code, _path, message) => report.findings.push(`life ${file}, ${name}: ${message}`),
    lifeOf: () => patient,
    holdBack: () => {
      throw new Error('the patient is known');
    },
    units: new QuantityUnits(),
  });
  let number = 0;
  const take = (resource: ResourceJson, name: string) =>
    judge.take({
      file: '',
      line: undefined,
      root: '',
      name,
      resource,
      index: 0,
      number: number++,
      fullUrl: undefined,
      entry: undefined,
    });
  for (const { resource } of bundleOf(record).entry) {
    if (resource.resourceType === 'Observation') report.recorded++;
    take(resource, `recorded ${resource.resourceType}`);
  }
  addCounts(report.heldByModules, life.notes);
  const end = Math.min(life.deathTime, world.simulation.end) - 1;
  const times = affectedTimes(life, end);
  report.affectedTimes += times.length;
  for (const t of [...times, ...anyTimes(life, end, slot)]) {
    for (const signal of life.catalogue.signals) {
      const { value } = life.signals.measure(signal, t);
      if (value === null) continue;
      report.read++;
      take(observationOf(signal, value, t), `${signal.name} at ${formatLocal(t)}`);
    }
  }
  judge.finish();
  addCounts(report.held, life.notes);
  report.lives++;
}

/** Over the whole of a life, other ones in each. */
function anyTimes({ birth }: RunningLife, end: SimTime, slot: number): readonly SimTime[] {
  const share = (slot * 0.618034) % 1;
  const over = Array.from({ length: TIMES }, (_, i) => Math.floor(birth + ((i + share) / TIMES) * (end - birth)));
  return [...over, birth + (slot % 400) * DAY, end].filter((t) => t <= end);
}

/** When effects have built up, before they end: the last ones first. */
function affectedTimes({ signals, catalogue }: RunningLife, end: SimTime): readonly SimTime[] {
  const times = new Set<SimTime>();
  for (const signal of catalogue.signals) {
    for (const { from, buildUp, until } of signals.effectsOn(signal)) {
      times.add(Math.floor(Math.min(from + buildUp + 30 * DAY, until(), end)));
    }
  }
  return [...times].sort((a, b) => b - a).slice(0, AFFECTED_TIMES);
}

function observationOf({ name, codes, unit }: Signal, value: number, t: SimTime): ResourceJson {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { text: name, coding: codes.map(({ code, display }) => ({ system: 'http://loinc.org', code, display })) },
    subject: { reference: 'Patient/p' },
    effectiveDateTime: `${formatLocal(t)}Z`,
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
  };
}

/** Notes of a life stand with the state that they were made in; here that does not matter. */
function addCounts(all: Map<string, number>, notes: ReadonlyMap<string, number>): void {
  for (const [note, count] of notes) {
    if (!note.endsWith('[signal-limit]') && !note.endsWith('[signal-ceiling]')) continue;
    const what = note.slice(note.indexOf(': ') + 2);
    all.set(what, (all.get(what) ?? 0) + count);
  }
}
