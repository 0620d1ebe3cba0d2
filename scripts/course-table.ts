/** What a table of the population says and how persons are held against it. */
import type { SimTime } from '../src/core/time.ts';
import type { PersonCourse } from '../src/people/course/person-course.ts';
import type { Row } from './social-tables.ts';

export interface CheckedPerson {
  readonly age: number;
  readonly sex: 'F' | 'M';
  readonly group: string;
  readonly stateCode: string;
  readonly course: PersonCourse;
}

interface Table {
  /** Name of the file in `population/`, without `.csv`. */
  readonly name: string;
  readonly date: SimTime;
  /** Columns whose values say which row; a column `age` holds bands. */
  readonly by: readonly string[];
  /** The person's values of `by`, `age` in years; undefined for whom the table does not speak of. */
  readonly of: (person: CheckedPerson, date: SimTime) => Readonly<Record<string, string | number>> | undefined;
}

/** Shares of categories. */
export interface ShareTable extends Table {
  readonly kind: 'share';
  /** Column of the category. */
  readonly category: string;
  readonly value: (person: CheckedPerson, date: SimTime) => string | undefined;
}

/** A median, and if `without` names a column the share of those at 0. */
export interface MedianTable extends Table {
  readonly kind: 'median';
  readonly median: string;
  readonly without?: string;
  readonly value: (person: CheckedPerson, date: SimTime) => number | undefined;
}

export type CourseTable = ShareTable | MedianTable;

/** Rows with fewer records are not judged; shares may be off by two points and three standard errors, medians by 8 percent. */
const LEAST_RECORDS = 300;
const POINTS = 0.02;
const ERRORS = 3;
const MEDIAN = 0.08;

/** The counts of a table over persons. */
export class TableSums {
  readonly table: CourseTable;
  readonly rows: readonly Row[];
  readonly #bands: readonly (readonly [name: string, from: number, to: number])[];
  readonly #counts = new Map<string, number>();
  readonly #values = new Map<string, number[]>();

  constructor(table: CourseTable, rows: readonly Row[]) {
    this.table = table;
    this.rows = rows;
    const names = new Set(this.rows.map((row) => row['age']).filter((name) => name !== undefined));
    this.#bands = [...names].map((name) => {
      const [from, to] = name.split('-').map((part) => Number.parseInt(part, 10)) as [number, number | undefined];
      return [name, from, to ?? 200];
    });
  }

  add(person: CheckedPerson): void {
    const { table } = this;
    const values = table.of(person, table.date);
    if (!values) return;
    const parts = table.by.map((column) => (column === 'age' ? this.#bandOf(values['age'] as number) : values[column]));
    if (parts.includes(undefined)) return;
    const key = parts.join('|');
    const value = table.value(person, table.date);
    if (value === undefined) return;
    this.#count(key);
    if (table.kind === 'share') this.#count(`${key}|${value}`);
    else if (value === 0) this.#count(`${key}|without`);
    else this.#list(key).push(value as number);
  }

  count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  median(key: string): number {
    const sorted = this.#list(key).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  }

  #bandOf(age: number): string | undefined {
    return this.#bands.find(([, from, to]) => age >= from && age <= to)?.[0];
  }

  #count(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  #list(key: string): number[] {
    let list = this.#values.get(key);
    if (!list) {
      list = [];
      this.#values.set(key, list);
    }
    return list;
  }
}

/** A line for each row that is too far off, then one for the table. */
export function judge(sums: TableSums): string[] {
  const { table } = sums;
  const lines: string[] = [];
  let judged = 0;
  let worst = 0;
  let worstMedian = 0;
  const share = (key: string, label: string, observed: number, target: number, n: number) => {
    const persons = sums.count(key);
    const error = Math.sqrt((target * (1 - target)) / n + (target * (1 - target)) / Math.max(1, persons));
    const allowed = POINTS + ERRORS * error;
    const off = observed - target;
    judged++;
    worst = Math.max(worst, Math.abs(off));
    if (!(Math.abs(off) <= allowed)) {
      lines.push(
        `  ${table.name} ${key} ${label}: ${percent(observed)} against ${percent(target)} (allowed ${percent(allowed)}, n ${n})`,
      );
    }
  };
  for (const row of sums.rows) {
    const n = Number(row['n']);
    if (n < LEAST_RECORDS) continue;
    const key = table.by.map((column) => row[column]).join('|');
    if (table.kind === 'share') {
      const label = row[table.category] as string;
      share(key, label, sums.count(`${key}|${label}`) / sums.count(key), Number(row['share']), n);
      continue;
    }
    if (table.without)
      share(key, 'without', sums.count(`${key}|without`) / sums.count(key), Number(row[table.without]), n);
    const target = Number(row[table.median]);
    const median = sums.median(key);
    const persons = sums.count(key);
    judged++;
    // What sampling alone may do to the median of so many persons, where incomes spread by about one logarithm.
    const allowed = MEDIAN + (ERRORS * 1.2) / Math.sqrt(Math.max(1, persons));
    worstMedian = Math.max(worstMedian, Math.abs(median / target - 1));
    if (!(Math.abs(median / target - 1) <= allowed))
      lines.push(`  ${table.name} ${key}: ${median} against ${target} (n ${n})`);
  }
  return [
    ...lines,
    `  ${table.name}: ${lines.length} of ${judged} rows out of tolerance; worst share off by ${percent(worst)}, median by ${percent(worstMedian)}`,
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
