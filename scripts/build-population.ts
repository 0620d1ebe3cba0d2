/**
 * Writes what the population is drawn from: `npx tsx scripts/build-population.ts`, after build-reference.ts. The history of the
 * nation is in population-facts.ts; how states differ is computed here from the facts of `../shared/reference` (or of the
 * folder that ANAMNESIS_REFERENCE names).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Mortality } from '../src/reference/mortality.ts';
import type { StateRow } from '../src/reference/places.ts';
import { GROUPS } from '../src/reference/places.ts';
import { type PopulationRow, TABLE_DATE } from '../src/reference/population/anchors.ts';
import {
  ageOfCell,
  CELLS,
  cellIndex,
  groupOfCell,
  SEXES,
  STATE_AGE_CLASSES,
  sexOfCell,
  stateAgeClass,
} from '../src/reference/population/cells.ts';
import { type HistoryRow, PopulationHistory } from '../src/reference/population/history.ts';
import { Nation } from '../src/reference/population/nation.ts';
import { type Margin, rake } from '../src/reference/population/raking.ts';
import { cohortSurvival } from '../src/reference/population/survival.ts';
import {
  BIRTHS,
  CENSUSES,
  EARLIER_GROUPS,
  FIRST_YEAR_OF_BIRTHS,
  FIRST_YEAR_OF_MIGRATION,
  MIGRANT_AGES,
  MIGRANT_GROUPS,
  MIGRATION,
  PUERTO_RICO,
} from './population-facts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FACTS = process.env['ANAMNESIS_REFERENCE'] ?? join(ROOT, '../shared/reference');
const DATA = join(ROOT, 'src/reference/data');

interface StateFacts {
  readonly state: string;
  readonly population2020: number;
  readonly pctFemale?: number;
  readonly pctUnder5?: number;
  readonly pctUnder18?: number;
  readonly pct65plus?: number;
}

const FACTS_OF = new Map(
  (JSON.parse(readFileSync(join(FACTS, 'demographics.json'), 'utf8')) as { states: StateFacts[] }).states.map(
    (state) => [state.state, state],
  ),
);

function main(): void {
  const history = historyRows();
  write('population-history.json', history);
  write('state-population.json', stateRows(history));
}

function historyRows(): HistoryRow[] {
  return [
    ...BIRTHS.map((thousand, i) => ['births', FIRST_YEAR_OF_BIRTHS + i, thousand * 1000] as const),
    ...CENSUSES.flatMap(({ date: [year, month, day], all, male, groups }) => [
      ['census', year, month, day, 'F', all.map((count, i) => count - (male[i] as number))] as const,
      ['census', year, month, day, 'M', [...male]] as const,
      ['census-groups', year, 0, 17, [...groups.under18]] as const,
      [
        'census-groups',
        year,
        18,
        64,
        groups.all.map((count, i) => count - (groups.under18[i] as number) - (groups.from65[i] as number)),
      ] as const,
      ['census-groups', year, 65, 150, [...groups.from65]] as const,
    ]),
    ...EARLIER_GROUPS.map(([year, percent]) => ['groups', year, [...percent]] as const),
    ...MIGRATION.map((thousand, i) => ['migrants', FIRST_YEAR_OF_MIGRATION + i, thousand * 1000] as const),
    ['migrant-groups', [...MIGRANT_GROUPS]],
    ['migrant-ages', [...MIGRANT_AGES]],
  ];
}

/**
 * State, class of age, sex, the state's share of the nation's residents of each group in millionths. The published figures of the states by
 * age, by sex and by group are first made to add up to the table's (each state keeps its pattern, the nation its total); then
 * residents by all three are fitted to them and to the table, beginning with what the state's groups alone would give. Puerto Rico is no
 * part of the nation, and fitted to its own figures alone.
 */
function stateRows(history: readonly HistoryRow[]): unknown[] {
  const all = data<StateRow>('states.json');
  const nation = nationByClass(history);
  const states = all.filter(([code]) => code !== 'PR');
  const people = peopleOf(states, nation);
  const cells = fitted(states, people, nation, true);
  const inside = new Map(
    states.map(([code], s) => [code, cells.subarray(s * nation.length, (s + 1) * nation.length)] as const),
  );
  return all.flatMap((state) => rowsOf(state, inside.get(state[0]) ?? outside(state, states, nation), nation));
}

/** Puerto Rico, on the scale of the nation's table. */
function outside(state: StateRow, states: readonly StateRow[], nation: Float64Array): Float64Array {
  const scale = nation.reduce((a, b) => a + b, 0) / states.reduce((sum, [, , population]) => sum + population, 0);
  return fitted([state], [state[2] * scale], nation, false);
}

function peopleOf(states: readonly StateRow[], nation: Float64Array): number[] {
  const residents = states.reduce((sum, [, , population]) => sum + population, 0);
  return states.map(([, , population]) => (population / residents) * nation.reduce((a, b) => a + b, 0));
}

/** Residents by state and class of age, sex and group; with `whole`, the states make the nation. */
function fitted(
  states: readonly StateRow[],
  people: readonly number[],
  nation: Float64Array,
  whole: boolean,
): Float64Array {
  const classes = nation.length;
  const groupOfClass = (c: number) => c % GROUPS.length;
  const cells = new Float64Array(states.length * classes);
  for (const [s, state] of states.entries()) {
    for (let c = 0; c < classes; c++) {
      const inGroup = (nation[c] as number) / sumOver(nation, groupOfClass, groupOfClass(c));
      cells[s * classes + c] = (inGroup * Number(state[3][groupOfClass(c)]) * (people[s] as number)) / 100;
    }
  }
  const margin = (key: (c: number) => number, size: number, figures: (state: StateRow) => number[]): Margin => {
    const shares = states.map(figures).map((row) => row.map((share) => share / row.reduce((a, b) => a + b, 0)));
    const own = Float64Array.from(shares.flatMap((row, s) => row.map((share) => share * (people[s] as number))));
    if (whole)
      makeConsistent(
        own,
        people,
        Array.from({ length: size }, (_, k) => sumOver(nation, key, k)),
      );
    return { of: cells.map((_, i) => Math.floor(i / classes) * size + key(i % classes)), targets: own };
  };
  const margins = [
    margin(ageOfClass, STATE_AGE_CLASSES, ([code]) => agesOf(FACTS_OF.get(code) as StateFacts)),
    margin(sexOfClass, SEXES.length, ([code]) => {
      const female = FACTS_OF.get(code)?.pctFemale ?? PUERTO_RICO.pctFemale;
      return [female, 100 - female];
    }),
    margin(groupOfClass, GROUPS.length, (state) => [...state[3]]),
  ];
  rake(cells, whole ? [...margins, { of: cells.map((_, i) => i % classes), targets: nation }] : margins, 300);
  return cells;
}

function rowsOf([code]: StateRow, cells: Float64Array, nation: Float64Array): unknown[] {
  return Array.from({ length: STATE_AGE_CLASSES * SEXES.length }, (_, i) => [
    code,
    Math.floor(i / SEXES.length),
    SEXES[i % SEXES.length],
    GROUPS.map((_, g) => {
      const c = i * GROUPS.length + g;
      return Number(((1e6 * (cells[c] as number)) / (nation[c] as number)).toPrecision(6));
    }),
  ]);
}

const ageOfClass = (c: number) => Math.floor(c / (SEXES.length * GROUPS.length));
const sexOfClass = (c: number) => Math.floor(c / GROUPS.length) % SEXES.length;

/** Residents of the nation by class of age, sex and group on the date of the table. */
function nationByClass(history: readonly HistoryRow[]): Float64Array {
  const mortality = new Mortality(data('life-tables.json'), data('mortality-groups.json'), data('population.json'));
  const nation = new Nation(data<PopulationRow>('population.json'), new PopulationHistory(history), mortality);
  const living = nation.living(TABLE_DATE, cohortSurvival(mortality, TABLE_DATE));
  const out = new Float64Array(STATE_AGE_CLASSES * SEXES.length * GROUPS.length);
  for (let cell = 0; cell < CELLS; cell++) {
    const to = cellIndex(stateAgeClass(ageOfCell(cell)), sexOfCell(cell), groupOfCell(cell));
    out[to] = (out[to] as number) + (living[cell] as number);
  }
  return out;
}

function agesOf({ pctUnder5, pctUnder18, pct65plus }: StateFacts): number[] {
  const { pctUnder5: under5, pctUnder18: under18, pct65plus: old } = PUERTO_RICO;
  const [a, b, c] = [pctUnder5 ?? under5, pctUnder18 ?? under18, pct65plus ?? old];
  return [a, b - a, 100 - b - c, c];
}

/** Scales residents by state and class until they add up to the people of each state and the nation's classes. */
function makeConsistent(cells: Float64Array, people: readonly number[], classes: readonly number[]): void {
  const size = classes.length;
  const margins = [
    { of: cells.map((_, i) => i % size), targets: classes },
    { of: cells.map((_, i) => Math.floor(i / size)), targets: people },
  ];
  rake(cells, margins, 300);
}

function sumOver(values: Float64Array, key: (i: number) => number, wanted: number): number {
  return values.reduce((sum, value, i) => (key(i) === wanted ? sum + value : sum), 0);
}

function data<Row>(file: string): Row[] {
  return JSON.parse(readFileSync(join(DATA, file), 'utf8')) as Row[];
}

function write(file: string, records: readonly unknown[]): void {
  writeFileSync(join(DATA, file), `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`);
}

main();
