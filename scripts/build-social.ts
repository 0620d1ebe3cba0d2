/**
 * Fits schooling, marriage, work and income to the published joint tables: `npx tsx scripts/build-social.ts` (some minutes).
 * The tables are read from `../shared/reference` beside the repository, or from the folder that ANAMNESIS_REFERENCE names. Each
 * round draws a country of persons with the program's own code, compares it with the tables and moves the rows of facts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeOf } from '../src/core/time.ts';
import { loadReference, type Reference } from '../src/reference/data.ts';
import type { SocialRows } from '../src/reference/social.ts';
import { Fit } from './social-fit.ts';
import { firstEducation, fitEducation, SURVEY } from './social-fit-education.ts';
import { firstEducationYears, fitEducationYears } from './social-fit-education-years.ts';
import { firstIncome, fitIncome } from './social-fit-income.ts';
import { industryRows } from './social-fit-industry.ts';
import { firstMarriages, fitMarriages } from './social-fit-marriage.ts';
import { firstPoverty, fitPoverty } from './social-fit-poverty.ts';
import { firstStates, fitStateSchooling, fitStates } from './social-fit-states.ts';
import { firstWork, fitWork } from './social-fit-work.ts';
import { fitYears } from './social-fit-years.ts';
import { sample } from './social-sample.ts';
import { industryYearRows, yearRows } from './social-years.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = process.env['ANAMNESIS_REFERENCE'] ?? join(ROOT, '../shared/reference');
const DATA = join(ROOT, 'src/reference/data');
/** Persons of each age, sex and group: to come near, then to come close. */
const COARSE = 50;
const FINE = 300;

const FILES: Readonly<Record<keyof SocialRows, string>> = {
  years: 'social-years',
  education: 'social-education',
  educationTiming: 'social-education-timing',
  educationYears: 'social-education-years',
  marriage: 'social-marriage',
  work: 'social-work',
  income: 'social-income',
  incomeGroup: 'social-income-group',
  poverty: 'social-poverty',
  industry: 'social-industry',
  industryYear: 'social-industry-year',
  states: 'social-states',
};

function main(): void {
  const base = loadReference();
  const rows: SocialRows = {
    years: yearRows(),
    ...firstEducation(FOLDER),
    educationYears: firstEducationYears(),
    marriage: firstMarriages(),
    work: firstWork(),
    ...firstIncome(FOLDER),
    poverty: firstPoverty(FOLDER),
    industry: industryRows(FOLDER),
    industryYear: industryYearRows(),
    states: firstStates(base),
  };
  const fit = new Fit({ rows, folder: FOLDER, base });
  draw(fit, base, COARSE);
  rounds('education', 12, () => fitEducation(fit));
  fitStateSchooling(fit);
  rounds('education, with states', 4, () => fitEducation(fit));
  rounds('education in other years', 1, () => fitEducationYears(fit, base, COARSE));
  rounds('marriage', 12, () => fitMarriages(fit));
  rounds('work', 6, () => fitWork(fit));
  rounds('income', 7, () => fitIncome(fit));
  rounds('poverty', 4, () => fitPoverty(fit));
  for (let i = 0; i < 3; i++) {
    rounds('states', 1, () => fitStates(fit));
    rounds('income', 2, () => fitIncome(fit));
    rounds('poverty', 2, () => fitPoverty(fit));
  }
  draw(fit, base, FINE);
  rounds('education', 4, () => fitEducation(fit));
  fitStateSchooling(fit);
  rounds('education', 2, () => fitEducation(fit));
  rounds('education in other years', 1, () => fitEducationYears(fit, base, FINE));
  rounds('marriage', 3, () => fitMarriages(fit));
  rounds('work', 3, () => fitWork(fit));
  rounds('income', 4, () => fitIncome(fit));
  rounds('states', 1, () => fitStates(fit));
  rounds('poverty', 3, () => fitPoverty(fit));
  rounds('income', 1, () => fitIncome(fit));
  rounds('other years', 1, () => fitYears(fit, base, COARSE / 2));
  for (const [what, name] of Object.entries(FILES)) write(name, fit.rows[what as keyof SocialRows]);
}

function draw(fit: Fit, base: Reference, each: number): void {
  fit.in2018 = sample(base, SURVEY, each);
  fit.in2010 = sample(base, timeOf(2010, 1, 1), each);
}

/** Repeats a round and tells how far the worst cell was off before each. */
function rounds(name: string, count: number, once: () => number): void {
  const off = Array.from({ length: count }, once);
  console.log(`${name}: ${off.map((value) => value.toFixed(4)).join(' ')}`);
}

function write(name: string, rows: readonly unknown[]): void {
  const lines = rows.map((row) => JSON.stringify(row));
  writeFileSync(join(DATA, `${name}.json`), `[\n${lines.join(',\n')}\n]\n`);
}

main();
