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
import { rake } from '../src/reference/population/raking.ts';
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
 * residents by all three are fitted to them and to the table, beginning with what the state's groups alone would give.
 */
function stateRows(history: readonly HistoryRow[]): unknown[] {
  const states = data<StateRow>('states.json');
  const facts = new Map(
    (JSON.parse(readFileSync(join(FACTS, 'demographics.json'), 'utf8')) as { states: StateFacts[] }).states.map(
      (state) => [state.state, state],
    ),
  );
  const nation = nationByClass(history);
  const total = nation.reduce((a, b) => a + b, 0);
  const residents = states.reduce((sum, [, , population]) => sum + population, 0);
  const people = states.map(([, , population]) => (population / residents) * total);
  const classes = nation.length;
  const cells = new Float64Array(states.length * classes);
  for (const [s, state] of states.entries()) {
    for (let c = 0; c < classes; c++) {
      const groupShare = Number(state[3][c % GROUPS.length]) / 100;
      cells[s * classes + c] =
        ((nation[c] as number) / sumOver(nation, (i) => i % GROUPS.length, c % GROUPS.length)) *
        groupShare *
        (people[s] as number);
    }
  }
  const of = (key: (c: number) => number, size: number, figures: (state: StateRow, s: number) => number[]) => {
    const wanted = consistent(states.map(figures), people, nation, key, size);
    return { of: cells.map((_, i) => Math.floor(i / classes) * size + key(i % classes)), targets: wanted };
  };
  const byAge = of(ageOfClass, STATE_AGE_CLASSES, ([code]) => agesOf(facts.get(code) as StateFacts));
  const bySex = of(sexOfClass, SEXES.length, ([code]) => {
    const female = facts.get(code)?.pctFemale ?? PUERTO_RICO.pctFemale;
    return [female, 100 - female];
  });
  const byGroup = of(
    (c) => c % GROUPS.length,
    GROUPS.length,
    (state) => [...state[3]],
  );
  rake(cells, [byAge, bySex, byGroup, { of: cells.map((_, i) => i % classes), targets: nation }], 300);
  return states.flatMap(([code], s) =>
    Array.from({ length: STATE_AGE_CLASSES * SEXES.length }, (_, i) => [
      code,
      Math.floor(i / SEXES.length),
      SEXES[i % SEXES.length],
      GROUPS.map((_, g) => {
        const c = i * GROUPS.length + g;
        return Number(((1e6 * (cells[s * classes + c] as number)) / (nation[c] as number)).toPrecision(6));
      }),
    ]),
  );
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

/** Residents by state and class: the shares of each state, made to add up to the nation's classes. */
function consistent(
  shares: readonly (readonly number[])[],
  people: readonly number[],
  nation: Float64Array,
  key: (c: number) => number,
  size: number,
): Float64Array {
  const cells = Float64Array.from(shares.flatMap((row, s) => row.map((share) => share * (people[s] as number))));
  const classes = Array.from({ length: size }, (_, k) => sumOver(nation, key, k));
  rake(
    cells,
    [
      { of: cells.map((_, i) => i % size), targets: classes },
      { of: cells.map((_, i) => Math.floor(i / size)), targets: people },
    ],
    300,
  );
  return cells;
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
