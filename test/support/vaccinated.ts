import { Ages } from '../../src/core/age.ts';
import { runKeys } from '../../src/core/random/keys.ts';
import type { SimTime } from '../../src/core/time.ts';
import { PersonDrawer } from '../../src/people/draw-person.ts';
import type { EncounterEntry } from '../../src/record/kinds/encounter.ts';
import type { PatientRecord } from '../../src/record/patient-record.ts';
import { loadReference } from '../../src/reference/data.ts';
import { simulateSlot, type World } from '../../src/simulate/population.ts';
import { programOf } from './program.ts';

const reference = loadReference();

/** A dose as a test asks for it. */
export interface Dose {
  readonly cvx: string;
  readonly course: string;
  readonly series: number | null;
  readonly time: SimTime;
  /** Completed months of age. */
  readonly months: number;
  readonly visit: EncounterEntry;
}

/** A life without modules, and its vaccines. */
export interface Vaccinated {
  readonly record: PatientRecord;
  readonly ages: Ages;
  readonly doses: readonly Dose[];
}

/** Lives of people born at given times, told to `end`; nobody dies. */
export function vaccinated(births: readonly SimTime[], end: SimTime, options: { grain?: number } = {}): Vaccinated[] {
  const { grain = 0 } = options;
  const keys = runKeys('vaccinated');
  const world: World = {
    program: programOf({}),
    reference,
    keys,
    drawer: new PersonDrawer(reference, keys, { referenceDate: end }),
    people: { given: (slot) => ({ birth: births[slot] as SimTime }) },
    simulation: { end, grain, visitLog: false, officeHours: grain === 0 },
    producers: 'native',
    backgroundMortality: false,
    wanted: 'any',
  };
  return births.map((_, slot) => {
    const result = simulateSlot(world, slot);
    if (result.kind !== 'life') throw new Error('a life without modules has no fault');
    return { record: result.record, ages: new Ages(result.record.person.birth), doses: dosesOf(result.record) };
  });
}

function dosesOf({ entries, person }: PatientRecord): Dose[] {
  const ages = new Ages(person.birth);
  return entries.flatMap((entry) => {
    if (entry.kind !== 'immunization') return [];
    const { codes, name, series, start, encounter } = entry;
    if (!encounter) throw new Error('a vaccine is given in a visit');
    return [
      { cvx: codes[0]?.code ?? '', course: name, series, time: start, months: ages.months(start), visit: encounter },
    ];
  });
}

/** `n` times, evenly over [from, to). */
export function evenly(n: number, from: SimTime, to: SimTime): SimTime[] {
  return Array.from({ length: n }, (_, i) => Math.floor(from + ((i + 0.5) / n) * (to - from)));
}
