/**
 * Deaths of a simulated population against the life tables: `npx tsx scripts/mortality-tables.ts [lives] [seed]`, with
 * `--modules` through the native modules (slower), else from persons alone. Deaths by sex and band of age over person-years times the
 * table, life expectancy, and shares alive of three birth cohorts.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Draws } from '../src/core/random/draws.ts';
import { lifeKeys, runKeys } from '../src/core/random/keys.ts';
import { DAY, type SimTime, timeOf, YEAR } from '../src/core/time.ts';
import { compileProgram } from '../src/language/compile.ts';
import { discoverModules } from '../src/language/discover.ts';
import { backgroundDeath } from '../src/people/background-mortality.ts';
import { PersonDrawer } from '../src/people/draw-person.ts';
import type { Person, Sex } from '../src/record/person.ts';
import { loadReference } from '../src/reference/data.ts';
import type { LifeTableRow } from '../src/reference/mortality.ts';
import { simulateSlot, type World } from '../src/simulate/population.ts';

const END = timeOf(2026, 1, 1);
const OLDEST = 110;
const SEXES: readonly Sex[] = ['F', 'M'];
const PERIODS = [
  { table: 2017, from: timeOf(2016, 1, 1), to: timeOf(2019, 1, 1) },
  { table: 2021, from: timeOf(2020, 1, 1), to: timeOf(2023, 1, 1) },
] as const;
const reference = loadReference();
const tables = JSON.parse(
  readFileSync(new URL('../src/reference/data/life-tables.json', import.meta.url), 'utf8'),
) as LifeTableRow[];

/** When somebody died, and of what; `time` is Infinity for who is alive at the end. */
interface End {
  readonly person: Pick<Person, 'sex' | 'birth'>;
  readonly time: SimTime;
  readonly cause: string;
}

/** Person-years and deaths by sex and completed age. */
class Exposure {
  readonly years: Record<Sex, Float64Array> = { F: new Float64Array(OLDEST + 1), M: new Float64Array(OLDEST + 1) };
  readonly deaths: Record<Sex, Float64Array> = { F: new Float64Array(OLDEST + 1), M: new Float64Array(OLDEST + 1) };

  add({ person, time }: End, from: SimTime, to: SimTime): void {
    const { birth, sex } = person;
    const first = Math.max(0, Math.floor((from - birth) / YEAR));
    for (let age = first; age <= OLDEST; age++) {
      const start = Math.max(from, birth + age * YEAR);
      const end = Math.min(to, birth + (age + 1) * YEAR, time);
      if (end > start) this.years[sex][age] = Number(this.years[sex][age]) + (end - start) / YEAR;
      if (birth + (age + 1) * YEAR > Math.min(to, time)) break;
    }
    if (time < from || time >= to) return;
    const age = Math.min(OLDEST, Math.floor((time - birth) / YEAR));
    this.deaths[sex][age] = Number(this.deaths[sex][age]) + 1;
  }
}

function main(): void {
  const args = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
  const lives = Number(args[0] ?? 100_000);
  const seed = args[1] ?? 'mortality';
  const exposures = PERIODS.map(() => new Exposure());
  const ends = process.argv.includes('--modules') ? simulatedEnds(lives, seed) : drawnEnds(lives, seed);
  const byCause = new Map<string, Float64Array>();
  for (const end of ends) {
    for (const [i, { from, to }] of PERIODS.entries()) exposures[i]?.add(end, from, to);
    countCause(byCause, end);
  }
  for (const [i, { table }] of PERIODS.entries()) report(exposures[i] as Exposure, table);
  reportCauses(byCause);
  if (!process.argv.includes('--modules')) reportCohorts();
}

function* drawnEnds(lives: number, seed: string): Generator<End> {
  const keys = runKeys(seed);
  const drawer = new PersonDrawer(reference, keys, { referenceDate: END });
  for (let slot = 0; slot < lives; slot++) {
    const person = drawer.draw(slot, 0);
    const draws = new Draws(lifeKeys(keys, slot, 0).draws);
    const { time, code } = backgroundDeath(reference, draws, person);
    yield { person, time: time < END ? time : Number.POSITIVE_INFINITY, cause: code.display };
  }
}

function* simulatedEnds(lives: number, seed: string): Generator<End> {
  const folder = fileURLToPath(new URL('../modules', import.meta.url));
  const { program } = compileProgram(discoverModules([{ path: folder, builtIn: true }]));
  const keys = runKeys(seed);
  const world: World = {
    program,
    reference,
    keys,
    drawer: new PersonDrawer(reference, keys, { referenceDate: END }),
    simulation: { end: END, grain: 0, visitLog: false, officeHours: true },
    producers: 'native',
    backgroundMortality: true,
    wanted: 'any',
  };
  for (let slot = 0; slot < lives; slot++) {
    const result = simulateSlot(world, slot);
    if (result.kind !== 'life') throw new Error(`slot ${slot}: ${result.kind}`);
    const { person, death } = result.record;
    const cause = death ? `${death.cause.module}: ${death.code?.display ?? ''}` : '';
    yield { person, time: death?.time ?? Number.POSITIVE_INFINITY, cause };
  }
}

function hazard(year: number, sex: Sex, age: number): number {
  const q = tables.find((row) => row[0] === year && row[1] === sex)?.[2][age] ?? Number.NaN;
  return -Math.log(1 - q);
}

function report({ years, deaths }: Exposure, table: number): void {
  console.log(
    `\ndeaths about ${table}: sex, age, person-years, deaths, expected, ratio, in standard errors beyond 5 %`,
  );
  for (const sex of SEXES) {
    for (let from = 0; from < 95; from += 5) {
      let [exposed, dead, expected] = [0, 0, 0];
      for (let age = from; age < from + 5; age++) {
        exposed += Number(years[sex][age]);
        dead += Number(deaths[sex][age]);
        expected += Number(years[sex][age]) * hazard(table, sex, age);
      }
      const beyond = Math.max(0, Math.abs(dead - expected) - 0.05 * expected) / Math.sqrt(expected);
      const cells = [
        sex,
        `${from}-${from + 4}`,
        exposed.toFixed(0),
        dead,
        expected.toFixed(1),
        (dead / expected).toFixed(3),
      ];
      console.log([...cells, beyond.toFixed(2), beyond > 3 ? 'OUT' : ''].join('\t'));
    }
    // Nobody is born who would be older than OLDEST of the population at the end: above 94 the table's own rates count.
    const own = expectancy((age) =>
      age < 95 ? Number(deaths[sex][age]) / Number(years[sex][age]) : hazard(table, sex, age),
    );
    console.log(
      `${sex} life expectancy ${own.toFixed(2)}, table ${expectancy((age) => hazard(table, sex, age)).toFixed(2)}`,
    );
  }
}

function expectancy(hazardAt: (age: number) => number): number {
  let alive = 1;
  let sum = 0;
  for (let age = 0; age <= OLDEST; age++) {
    const h = Math.max(1e-9, hazardAt(age));
    sum += (alive * (1 - Math.exp(-h))) / h;
    alive *= Math.exp(-h);
  }
  return sum;
}

const DECADES = 10;
/** Deaths of 2015 on, by cause and decade of age. */
function countCause(byCause: Map<string, Float64Array>, { person, time, cause }: End): void {
  if (time < timeOf(2015, 1, 1) || time >= END) return;
  const counts = byCause.get(cause) ?? new Float64Array(DECADES);
  byCause.set(cause, counts);
  const decade = Math.min(DECADES - 1, Math.floor((time - person.birth) / YEAR / 10));
  counts[decade] = Number(counts[decade]) + 1;
}

function reportCauses(byCause: ReadonlyMap<string, Float64Array>): void {
  console.log('\ncauses of deaths from 2015 on, by decade of age');
  const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);
  for (const [cause, counts] of [...byCause].sort((a, b) => sum(b[1]) - sum(a[1]))) {
    console.log([...counts, sum(counts), cause].join('\t'));
  }
}

/** 20,000 of each sex, born on the days of a year as given people are, against the tables down the diagonal. */
function reportCohorts(): void {
  console.log('\nshares alive: birth year, sex, age, simulated, diagonal of the tables');
  const n = 20_000;
  for (const year of [1920, 1940, 1960]) {
    for (const sex of SEXES) {
      const keys = runKeys(`cohort ${year} ${sex}`);
      const drawer = new PersonDrawer(reference, keys, { referenceDate: END });
      const ages = Array.from({ length: n }, (_, slot) => {
        const birth = timeOf(year, 1, 1) + Math.floor((slot / n) * 365) * DAY;
        const person = drawer.draw(slot, 0, { sex, birth });
        const { time } = backgroundDeath(reference, new Draws(lifeKeys(keys, slot, 0).draws), person);
        return (time - person.birth) / YEAR;
      });
      for (const age of [20, 40, 60, 80]) {
        if (year + age > 2021) continue;
        const alive = ages.filter((death) => death >= age).length / n;
        const expected = diagonal(year, sex, age);
        console.log(
          year,
          sex,
          age,
          alive.toFixed(4),
          expected.toFixed(4),
          Math.abs(alive - expected) > 0.02 ? 'OUT' : '',
        );
      }
    }
  }
}

/** Log-linear between the nearest tables of a cohort's calendar years. */
function diagonal(birthYear: number, sex: Sex, until: number): number {
  const years = [...new Set(tables.map(([year]) => year))].filter((year) => year !== 1918);
  let sum = 0;
  for (let age = 0; age < until; age++) {
    const year = birthYear + age + 0.5;
    const to = years.find((of) => of >= year) ?? 2021;
    const from = years.findLast((of) => of <= year) ?? to;
    const weight = to === from ? 0 : (year - from) / (to - from);
    sum += Math.exp(Math.log(hazard(from, sex, age)) * (1 - weight) + Math.log(hazard(to, sex, age)) * weight);
  }
  return Math.exp(-sum);
}

main();
