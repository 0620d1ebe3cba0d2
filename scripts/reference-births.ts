/** Births by gestational age and weight, as published, for src/reference/births.ts. */

const CLASS = 100;
const NOT_STATED = 8200;

/** Whether the mother is Hispanic, sex, weeks, births, first class of weight (g), births by class of 100 g. */
export function birthWeightRows(rows: readonly Record<string, string>[]): unknown[] {
  const byWeek = new Map<string, Record<string, string>[]>();
  for (const row of rows.filter(isStated)) {
    const key = `${row['mother_hispanic']} ${row['sex']} ${row['gestational_weeks']}`;
    byWeek.set(key, [...(byWeek.get(key) ?? []), row]);
  }
  return [...byWeek.values()].map((week) => {
    const classes = week.map((row) => Number(row['weight_g_from']));
    const first = Math.min(...classes);
    const counts = new Array<number>((Math.max(...classes) - first) / CLASS + 1).fill(0);
    for (const row of week) counts[(Number(row['weight_g_from']) - first) / CLASS] = Number(row['count']);
    const [row] = week;
    return [
      row?.['mother_hispanic'] === 'true',
      row?.['sex'],
      Number(row?.['gestational_weeks']),
      counts.reduce((sum, count) => sum + count, 0),
      first,
      counts,
    ];
  });
}

/** The last class, which has as many at 17 weeks as at 40, are births whose weight is not stated. */
function isStated(row: Record<string, string>): boolean {
  return Number(row['weight_g_from']) < NOT_STATED;
}
