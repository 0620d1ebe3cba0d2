/** States against their published pattern: schooling and poverty, and medians in proportion to median household income. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalCdf, normalQuantile } from '../src/core/numeric.ts';
import type { SimTime } from '../src/core/time.ts';
import type { CheckedPerson } from './course-table.ts';

export interface StateFacts {
  readonly state: string;
  readonly pctHighSchoolOrHigher?: number;
  readonly pctBachelorOrHigher?: number;
  readonly pctPoverty?: number;
  readonly medianHouseholdIncome?: number;
}

const MEASURES = ['pctHighSchoolOrHigher', 'pctBachelorOrHigher', 'pctPoverty'] as const;
type Measure = (typeof MEASURES)[number];
const LEAST = 300;
/** Published states are themselves samples and of other years: a point, and three standard errors of the drawn. */
const POINT = 0.01;
const ERRORS = 3;

interface Counts {
  readonly hits: number;
  readonly total: number;
}

export interface StateReport {
  add(person: CheckedPerson, date: SimTime): void;
  lines(): string[];
}

export function publishedStates(folder: string): StateFacts[] {
  const { states } = JSON.parse(readFileSync(join(folder, 'demographics.json'), 'utf8')) as { states: StateFacts[] };
  return states.map((row) => ({
    state: row.state,
    ...(row.pctHighSchoolOrHigher && { pctHighSchoolOrHigher: row.pctHighSchoolOrHigher }),
    ...(row.pctBachelorOrHigher && { pctBachelorOrHigher: row.pctBachelorOrHigher }),
    ...(row.pctPoverty && { pctPoverty: row.pctPoverty }),
    ...(row.medianHouseholdIncome && { medianHouseholdIncome: row.medianHouseholdIncome }),
  }));
}

export function stateReport(published: readonly StateFacts[]): StateReport {
  const counts = new Map<string, { hits: number; total: number }>();
  const ratios = new Map<string, number[]>();
  const incomes = new Map<string, number[]>();
  const count = (key: string, hit: boolean) => {
    const own = counts.get(key) ?? { hits: 0, total: 0 };
    own.total++;
    if (hit) own.hits++;
    counts.set(key, own);
  };
  const list = (lists: Map<string, number[]>, key: string, value: number) => {
    const own = lists.get(key);
    if (own) own.push(value);
    else lists.set(key, [value]);
  };
  return {
    add({ age, stateCode, course }, date) {
      const ratio = course.povertyRatioAt(date) as number;
      count(`pctPoverty|${stateCode}`, ratio < 1);
      list(ratios, stateCode, ratio);
      if (age < 25) return;
      const education = course.educationAt(date);
      count(`pctHighSchoolOrHigher|${stateCode}`, education !== 'less-than-high-school');
      count(`pctBachelorOrHigher|${stateCode}`, education === 'bachelor' || education === 'graduate');
      const income = course.incomeAt(date) as number;
      if (income > 0) list(incomes, stateCode, income);
    },
    lines: () => [
      ...MEASURES.flatMap((measure) => shareLines(measure, published, (state) => counts.get(`${measure}|${state}`))),
      ...[['ratio to the poverty line', ratios] as const, ['personal income', incomes] as const].map(([name, lists]) =>
        patternLine(name, published, lists),
      ),
    ],
  };
}

function shareLines(
  measure: Measure,
  published: readonly StateFacts[],
  of: (state: string) => Counts | undefined,
): string[] {
  const rows = published.flatMap((row) => {
    const counts = of(row.state);
    const share = row[measure];
    return row.state !== 'PR' && share && counts ? [{ state: row.state, share: share / 100, ...counts }] : [];
  });
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  const nation = rows.reduce((sum, row) => sum + row.hits, 0) / total;
  const at = (share: number, move: number) => normalCdf(normalQuantile(share) + move);
  let low = -1;
  let high = 1;
  for (let i = 0; i < 50; i++) {
    const move = (low + high) / 2;
    if (rows.reduce((sum, row) => sum + row.total * at(row.share, move), 0) / total > nation) high = move;
    else low = move;
  }
  const lines = rows.flatMap((row) => {
    const target = at(row.share, low);
    const allowed = POINT + ERRORS * Math.sqrt((target * (1 - target)) / row.total);
    const off = row.hits / row.total - target;
    if (row.total < LEAST || Math.abs(off) <= allowed) return [];
    return [
      `  ${measure} ${row.state}: ${(100 * (off + target)).toFixed(1)} against ${(100 * target).toFixed(1)} (n ${row.total})`,
    ];
  });
  return [
    ...lines,
    `  ${measure}: ${lines.length} of ${rows.length} states out of tolerance; nation ${(100 * nation).toFixed(1)} %`,
  ];
}

/** How medians go with median household income from state to state: slope and correlation of the logarithms. */
function patternLine(name: string, published: readonly StateFacts[], lists: ReadonlyMap<string, number[]>): string {
  const points = published.flatMap((row) => {
    const own = lists.get(row.state);
    if (!own || own.length < LEAST || !row.medianHouseholdIncome) return [];
    own.sort((a, b) => a - b);
    return [[Math.log(row.medianHouseholdIncome), Math.log(own[own.length >> 1] as number)] as const];
  });
  const mean = (i: 0 | 1) => points.reduce((sum, point) => sum + point[i], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const sum = (of: (x: number, y: number) => number) => points.reduce((all, [x, y]) => all + of(x - mx, y - my), 0);
  const xy = sum((x, y) => x * y);
  const xx = sum((x) => x * x);
  const yy = sum((_, y) => y * y);
  return `  median ${name} of states: slope ${(xy / xx).toFixed(2)}, correlation ${(xy / Math.sqrt(xx * yy)).toFixed(3)}`;
}
