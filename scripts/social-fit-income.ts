/** Personal income by age, sex and education, and by group, to the survey of 2018. */
import { normalQuantile } from '../src/core/numeric.ts';
import { GROUPS } from '../src/reference/places.ts';
import type { IncomeGroupRow, IncomeRow } from '../src/reference/social-income.ts';
import type { Sex } from '../src/reference/terms.ts';
import { type Fit, LEVELS, round } from './social-fit.ts';
import { SURVEY } from './social-fit-education.ts';
import { courseOf, rankStep, Tally, Values } from './social-sample.ts';
import { band, csvRows, type Row } from './social-tables.ts';

/** Bands of the table with the age of their middle. */
const BANDS: readonly (readonly [band: string, age: number])[] = [
  ['18-24', 21.5],
  ['25-34', 30],
  ['35-44', 40],
  ['45-54', 50],
  ['55-64', 60],
  ['65-74', 69.5],
  ['75+', 81],
];
const PERCENTILES = ['p10', 'p25', 'p50', 'p75', 'p90'] as const;
const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9];
/** At 16 against the band of 18 to 24: more without income, and incomes of under half (a judgement). */
const YOUNGEST = { age: 16, without: 0.9, log: -0.9 } as const;
const STUDENT_AGE = 21.5;
const GRADUATE = 4;
/** At 25, the age from which most are out of school, against 30, as a logarithm (a judgement). */
const STARTER = { age: 25, log: -0.2 } as const;
/** What somebody of STUDENT_AGE with a graduate degree has less than those of 25 (a judgement: no row tells). */
const NEW_GRADUATE = -0.2;
/** How much of what a percentile is off is made good in a round, and how much of what its distance from the median differs from the published. */
const GAIN = 0.6;
const SHAPE = 0.2;
/** Ages of the table by race, and records that a cell's median is drawn towards the present by. */
const WORKING_AGES = [25, 64] as const;
const SHRINK = 20;

export function firstIncome(folder: string): { income: IncomeRow[]; incomeGroup: IncomeGroupRow[] } {
  const table = csvRows(folder, 'personal_income');
  const income = (['F', 'M'] as const).flatMap((sex) =>
    LEVELS.flatMap((level, education) =>
      BANDS.flatMap(([name, age]): IncomeRow[] => {
        const row = table.find((row) => row['age'] === name && row['sex'] === sex && row['education'] === level);
        const own =
          row ??
          (table.find((row) => row['age'] === name && row['sex'] === sex && row['education'] === 'bachelor') as Row);
        const [a, b, c, d, e] = PERCENTILES.map((p) => round(Math.log(Number(own[p])), 4)) as [
          number,
          number,
          number,
          number,
          number,
        ];
        return [[age, sex, education, round(normalQuantile(Number(own['share_without_income'])), 4), a, b, c, d, e]];
      }),
    ),
  );
  const incomeGroup = (['F', 'M'] as const).flatMap((sex) =>
    GROUPS.flatMap((group) => LEVELS.map((_, education): IncomeGroupRow => [sex, group, education, 0])),
  );
  return { income: withYoungest(income), incomeGroup };
}

/** With the rows that no table tells: of the youngest, of 18 to 24 with a graduate degree, and of those who start to work in earnest. */
function withYoungest(rows: readonly IncomeRow[]): IncomeRow[] {
  const lowered = (row: IncomeRow, age: number, without: number, log: number): IncomeRow => {
    const [, sex, education, own, ...logs] = row;
    const [a, b, c, d, e] = logs.map((value) => round(value + log, 4)) as [number, number, number, number, number];
    return [age, sex, education, round(own + without, 4), a, b, c, d, e];
  };
  const known = rows.filter(([age]) => age !== YOUNGEST.age && age !== STARTER.age);
  return known.flatMap((row, i): IncomeRow[] => {
    if (row[0] !== STUDENT_AGE) return [row];
    const starter = lowered(known[i + 1] as IncomeRow, STARTER.age, 0, STARTER.log);
    const own = row[2] === GRADUATE ? lowered(starter, STUDENT_AGE, 0, NEW_GRADUATE) : row;
    return [lowered(own, YOUNGEST.age, YOUNGEST.without, YOUNGEST.log), own, starter];
  });
}

/** One round. */
export function fitIncome(fit: Fit): number {
  const reference = fit.reference();
  const bands = BANDS.map(([name]) => ({ name, range: band(name) }));
  const without = new Tally();
  const values = new Values();
  for (const person of fit.in2018) {
    const own = bands.find(({ range }) => person.age >= range[0] && person.age <= range[1]);
    if (!own) continue;
    const course = courseOf(person, reference, SURVEY);
    const income = course.incomeAt(SURVEY) as number;
    const education = course.educationAt(SURVEY) as string;
    const { sex, group } = person.subject;
    const key = `${own.name}|${sex}|${education}`;
    without.add(key, person.weight);
    if (income === 0) without.add(`${key}|0`, person.weight);
    else {
      values.add(key, income, person.weight);
      if (person.age >= WORKING_AGES[0] && person.age <= WORKING_AGES[1])
        values.add(`${sex}|${group}|${education}`, income, person.weight);
    }
  }
  let worst = 0;
  const table = csvRows(fit.folder, 'personal_income');
  const income = fit.rows.income.map((row): IncomeRow => {
    const [age, sex, education, rank, ...logs] = row;
    const name = BANDS.find(([, of]) => of === age)?.[0];
    const target = table.find(
      (row) => row['age'] === name && row['sex'] === sex && row['education'] === LEVELS[education],
    );
    const key = `${name}|${sex}|${LEVELS[education]}`;
    const of = target && values.quantiles(key, SHARES);
    if (!target || !of) return row;
    const none = rankStep(Number(target['share_without_income']), without.get(`${key}|0`) / without.get(key));
    const published = PERCENTILES.map((p) => Math.log(Number(target[p])));
    const moved = logs.map((log, i) => {
      const off = (published[i] as number) - Math.log(of[i] as number);
      if (i === 2) worst = Math.max(worst, Math.abs(off));
      // Ages of a band differ, so that percentiles of one age are not quite told by the band: they keep near the band's shape.
      const shape = (logs[2] as number) + (published[i] as number) - (published[2] as number) - log;
      return log + GAIN * off + SHAPE * shape;
    });
    for (let i = 1; i < 5; i++) moved[i] = Math.max(moved[i] as number, (moved[i - 1] as number) + 0.15);
    const [a, b, c, d, e] = moved.map((value) => round(value, 4)) as [number, number, number, number, number];
    return [age, sex, education, round(Math.min(1, rank + 0.8 * none), 4), a, b, c, d, e];
  });
  fit.set({ income: withYoungest(income), incomeGroup: groups(fit, values, (off) => (worst = Math.max(worst, off))) });
  return worst;
}

/** What the groups add, so that medians by sex, group and education are as published. */
function groups(fit: Fit, values: Values, told: (off: number) => void): IncomeGroupRow[] {
  const table = csvRows(fit.folder, 'personal_income_by_race');
  const find = (sex: Sex, group: string, education: number) =>
    table.find((row) => row['sex'] === sex && row['race'] === group && row['education'] === LEVELS[education]);
  return fit.rows.incomeGroup.map((row): IncomeGroupRow => {
    const [sex, group, education, log] = row;
    const target = find(sex, group, education);
    const median = values.quantiles(`${sex}|${group}|${LEVELS[education]}`, [0.5])?.[0];
    if (!target || median === undefined) return row;
    const n = Number(target['n']);
    const off = Math.log(Number(target['p50']) / median);
    if (n >= 100) told(Math.abs(off));
    return [sex, group, education, round(log + (0.8 * off * n) / (n + SHRINK), 4)];
  });
}
