/** Industry of the present or last job; those without one in years are left out, and the rest makes the whole. */
import type { IndustryRow } from '../src/reference/social-industry.ts';
import type { Sex } from '../src/reference/terms.ts';
import { LEVELS, round } from './social-fit.ts';
import { csvRows } from './social-tables.ts';

const NO_JOB = 'UNEMPLOYED';

export function industryRows(folder: string): IndustryRow[] {
  const rows = csvRows(folder, 'industry').filter((row) => row['industry'] !== NO_JOB);
  const of = (sex: string | undefined, education: string | undefined) =>
    rows.filter((row) => row['sex'] === sex && row['education'] === education);
  return rows.map((row) => {
    const total = of(row['sex'], row['education']).reduce((sum, { share }) => sum + Number(share), 0);
    const education = LEVELS.indexOf(row['education'] as (typeof LEVELS)[number]);
    return [row['sex'] as Sex, education, row['industry'] as string, round(Number(row['share']) / total, 5)];
  });
}
