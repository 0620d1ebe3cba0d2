/**
 * Turns published facts into the compact data files that the program reads: `npx tsx scripts/build-reference.ts`.
 * The facts are read from `../shared/reference` beside the repository, or from the folder that ANAMNESIS_REFERENCE names.
 * Every record is one line, so that a change of a fact is a change of a line. SOURCES.md beside the data says where
 * each comes from.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PUERTO_RICO } from './population-facts.ts';
import { birthWeightRows } from './reference-births.ts';
import { bmiRows } from './reference-bmi.ts';
import { causeRows } from './reference-causes.ts';
import { adultHeightRows } from './reference-heights.ts';
import { type CoverageFact, courseRows, scheduleRows } from './reference-immunizations.ts';
import { labCorrelationRows, labPercentileRows } from './reference-labs.ts';
import { groupMortalityRows } from './reference-mortality.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FACTS = process.env['ANAMNESIS_REFERENCE'] ?? join(ROOT, '../shared/reference');
const DATA = join(ROOT, 'src/reference/data');

interface StateFacts {
  readonly state: string;
  readonly name: string;
  readonly fips: string;
  readonly population2020: number;
  readonly population2010: number;
  readonly pctForeignBorn?: number;
  readonly pctLanguageOtherThanEnglish?: number;
  /** Percent, Hispanic people included. */
  readonly race?: Readonly<Record<'blackAlone' | 'aianAlone' | 'asianAlone' | 'nhpiAlone' | 'twoOrMore', number>>;
  readonly hispanicAnyRace: number;
  readonly whiteNonHispanic?: number;
}

type RacesNonHispanic = Readonly<
  Record<'white' | 'black' | 'aian' | 'asian' | 'nhpi' | 'other' | 'twoOrMore' | 'hispanic', number>
>;

interface Demographics {
  readonly national: {
    readonly race2020NonHispanic: RacesNonHispanic;
    readonly race2020Alone: Omit<RacesNonHispanic, 'hispanic'>;
    readonly quickFacts2019: { readonly whiteNonHispanic: number };
  };
  readonly states: readonly StateFacts[];
  readonly givenNames: {
    readonly groups: readonly {
      readonly birthYearMin: number;
      readonly M: readonly (readonly [string, number])[];
      readonly F: readonly (readonly [string, number])[];
    }[];
  };
  readonly surnames: { readonly rows: readonly (readonly (string | number | null)[])[] };
}

function main(): void {
  const facts = JSON.parse(read('demographics.json')) as Demographics;
  write('states.json', stateRows(facts));
  write('hispanic-race.json', hispanicRaceRows(facts));
  write('population.json', populationRows());
  write('given-names.json', givenNameRows(facts));
  write(
    'surnames.json',
    facts.surnames.rows.map((row) => row.map((value) => value ?? 0)),
  );
  write('life-tables.json', lifeTableRows());
  write('mortality-groups.json', groupMortalityRows(lifeTableRows(), populationRows()));
  write('causes-of-death.json', causeRows());
  write('growth.json', growthRows());
  write('bmi.json', bmiRows(read('labs.json'), growthRows()));
  write('birth-weight.json', birthWeightRows(csv('birth-weight.csv')));
  write('immunization-schedule.json', scheduleRows(read('immunization-schedule.csv')));
  write('immunization-courses.json', courseRows(JSON.parse(read('epidemiology.json')) as readonly CoverageFact[]));
  write('adult-height.json', adultHeightRows(read('labs.json')));
  write('lab-percentiles.json', labPercentileRows(read('labs.json')));
  write('lab-correlations.json', labCorrelationRows(csv('lab-correlations.csv')));
}

/**
 * code, name, population, percent of five groups (white, black, Hispanic, Asian, other; all but the third not
 * Hispanic), then how the other group divides into native, Hawaiian, and other or several, FIPS code, population of 2010, percent
 * born abroad, percent who speak another language than English at home. The black, Asian and other
 * counts include Hispanic people, so they share what the white and Hispanic shares leave in proportion to themselves. The census of
 * 2020 counts as of several races, one in twenty-six, whom the estimates of 2019 had as white.
 */
function stateRows(facts: Demographics): unknown[] {
  const us = facts.national.race2020NonHispanic;
  return facts.states.map((state) => {
    const race = state.race ?? {
      blackAlone: us.black,
      aianAlone: us.aian,
      asianAlone: us.asian,
      nhpiAlone: us.nhpi,
      twoOrMore: us.twoOrMore + us.other,
    };
    const others = race.aianAlone + race.nhpiAlone + race.twoOrMore;
    const rest = 100 - state.hispanicAnyRace;
    const white = state.whiteNonHispanic ?? (rest * us.white) / (100 - us.hispanic);
    const scale = (rest - white) / (race.blackAlone + race.asianAlone + others);
    const several = state.race ? white * (1 - us.white / facts.national.quickFacts2019.whiteNonHispanic) : 0;
    const other = [race.aianAlone * scale, race.nhpiAlone * scale, race.twoOrMore * scale + several] as const;
    const all = other.reduce((a, b) => a + b, 0);
    const [black, asian] = [race.blackAlone * scale, race.asianAlone * scale];
    const shares = [white - several, black, state.hispanicAnyRace, asian, all];
    const split = other.map((share) => share / all);
    const abroad = state.pctForeignBorn ?? PUERTO_RICO.pctForeignBorn;
    const otherLanguage = state.pctLanguageOtherThanEnglish ?? PUERTO_RICO.pctLanguageOtherThanEnglish;
    const people = [state.fips, state.population2010, abroad, otherLanguage];
    return [state.state, state.name, state.population2020, shares.map(round3), split.map(round3), ...people];
  });
}

/** How the Hispanic population divides by race: everyone less those who are not Hispanic, both of the 2020 census. */
function hispanicRaceRows(facts: Demographics): unknown[] {
  const { race2020Alone: all, race2020NonHispanic: not } = facts.national;
  const of = (key: keyof typeof all) => Math.max(0, all[key] - not[key]);
  return [
    ['white', round3(of('white'))],
    ['black', round3(of('black'))],
    ['asian', round3(of('asian'))],
    ['native', round3(of('aian'))],
    ['hawaiian', round3(of('nhpi'))],
    ['other', round3(of('other') + of('twoOrMore'))],
  ];
}

/** first age, last age, sex, group, share of the whole population. */
function populationRows(): unknown[] {
  return csv('population/age-sex-race.csv').map((row) => [
    Number(row['age_min']),
    Number(row['age_max']),
    row['sex'],
    row['race'],
    Number(row['share']),
  ]);
}

/** sex, first birth year of the cohort, name, share of the births of that sex in the cohort. */
function givenNameRows(facts: Demographics): unknown[] {
  return facts.givenNames.groups.flatMap((group) =>
    (['F', 'M'] as const).flatMap((sex) => group[sex].map(([name, share]) => [sex, group.birthYearMin, name, share])),
  );
}

/** year, sex, probabilities of dying within a year at ages 0, 1, 2 ... */
function lifeTableRows(): unknown[] {
  const tables = new Map<string, { year: number; sex: string; q: number[] }>();
  const put = (year: string, sex: string, age: string, q: string) => {
    const key = `${year} ${sex}`;
    const table = tables.get(key) ?? { year: Number(year), sex, q: [] };
    table.q[Number(age)] = Number(q);
    tables.set(key, table);
  };
  for (const row of csv('life-table-historical.csv')) {
    put(row['year'] ?? '', 'F', row['age'] ?? '', row['qx_female'] ?? '');
    put(row['year'] ?? '', 'M', row['age'] ?? '', row['qx_male'] ?? '');
  }
  for (const row of csv('life-table.csv')) {
    if (row['race'] !== 'all' || row['sex'] === 'T') continue;
    put(row['year'] ?? '', row['sex'] ?? '', row['age'] ?? '', row['qx'] ?? '');
  }
  return [...tables.values()]
    .sort((a, b) => a.year - b.year || (a.sex < b.sex ? -1 : 1))
    .map(({ year, sex, q }) => [year, sex, q]);
}

/** Birth, which the facts at hand leave out: first rows of the CDC's tables of length and weight by age. */
const BIRTH = [
  ['height', 'F', 0, -1.295960857, 49.28639612, 0.05008556],
  ['height', 'M', 0, 1.267004226, 49.98888408, 0.053112191],
  ['weight', 'F', 0, 1.509187507, 3.39918645, 0.142106724],
  ['weight', 'M', 0, 1.815151075, 3.530203168, 0.152385273],
] as const;

/**
 * measure, sex, age in months, L, M, S. The facts give the completed month; the charts hold in its middle, save where they
 * end, and at birth for the head.
 */
function growthRows(): unknown[] {
  const rows = csv('growth-lms.csv').map((row) => [
    row['measure'],
    row['sex'],
    chartedMonth(row['measure'] ?? '', Number(row['age_months'])),
    Number(row['L']),
    Number(row['M']),
    Number(row['S']),
  ]);
  const order = ([measure, sex]: readonly unknown[]) => `${measure} ${sex}`;
  return [...BIRTH, ...rows].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

function chartedMonth(measure: string, month: number): number {
  const isWhole = measure === 'head' ? month === 0 || month === 36 : month === 240;
  return isWhole ? month : month + 0.5;
}

function csv(file: string): Record<string, string>[] {
  const [header = '', ...lines] = read(file).trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    // A quoted field with commas inside occurs only in columns that are not used.
    const fields = line.match(/("[^"]*"|[^,]*)(?:,|$)/g) ?? [];
    return Object.fromEntries(names.map((name, i) => [name, (fields[i] ?? '').replace(/,$/, '')]));
  });
}

function read(file: string): string {
  return readFileSync(join(FACTS, file), 'utf8');
}

function write(file: string, records: readonly unknown[]): void {
  writeFileSync(join(DATA, file), `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`);
}

function round3(x: number): number {
  return Math.round(x * 1000) / 1000;
}

main();
