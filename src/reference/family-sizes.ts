import type { Sex } from './terms.ts';

/** Kind, first age of the band, sex or null, marital status or null, shares, survey records behind them. */
export type HouseholdRow = readonly [
  kind: 'family-size' | 'children' | 'group-quarters',
  ageMin: number,
  sex: Sex | null,
  maritalStatus: string | null,
  shares: readonly number[],
  n: number,
];

/** What the family of an adult is like: the person, relatives in the home, and which of them are own children under 18. */
export interface FamilyNeed {
  readonly familySize: number;
  readonly children: number;
}

/** The open ends of the tables: seven or more, four or more. */
const LARGEST = 7;
const MOST_CHILDREN = 4;
/** How a family of the open end goes beyond it: a judgement, about the tail of a geometric distribution. */
const BEYOND = [0.65, 0.9];
/** Fewer records than this say less of a cell than the neighbouring age band does. */
const FEWEST = 30;
const ROUNDS = 60;
const STATUSES = ['never-married', 'married', 'separated', 'divorced', 'widowed'];
const MARRIED = 'married';
const ALONE: FamilyNeed = { familySize: 1, children: 0 };

/** Cumulative chances of the pairs (family size, children), by ascending size. */
interface Joint {
  readonly needs: readonly FamilyNeed[];
  readonly cumulative: Float64Array;
}

/**
 * Sizes of families and numbers of children at home of adults in the United States. The survey gives both margins, by age and
 * marital status, not how they go together: here as evenly as the margins and the sense of the words allow (a family is no
 * smaller than person, spouse and children), by iterative proportional fitting.
 */
export class FamilySizes {
  readonly #bands: readonly number[];
  readonly #joints = new Map<string, Joint>();
  readonly #quarters: readonly HouseholdRow[];

  constructor(rows: readonly HouseholdRow[]) {
    this.#bands = [...new Set(rows.filter(([kind]) => kind === 'family-size').map((row) => row[1]))].sort(
      (a, b) => a - b,
    );
    this.#quarters = rows.filter(([kind]) => kind === 'group-quarters');
    for (const band of this.#bands) {
      for (const sex of ['F', 'M'] as const) {
        for (const status of STATUSES) {
          const sizes = nearest(rows, 'family-size', band, null, status);
          const children = nearest(rows, 'children', band, sex, status);
          this.#joints.set(`${band}${sex}${status}`, jointOf(sizes[4], children[4], status === MARRIED));
        }
      }
    }
  }

  /**
   * The family of an adult that `u` in (0, 1) chooses; `age` in completed years from 18. Who lives in group quarters has none,
   * and everybody else so much more.
   */
  need(age: number, sex: Sex, maritalStatus: string, inHousehold: boolean, u: number): FamilyNeed {
    if (!inHousehold) return ALONE;
    const band = this.#bands.findLast((first) => first <= age) ?? (this.#bands[0] as number);
    const { needs, cumulative } = this.#joints.get(`${band}${sex}${maritalStatus}`) as Joint;
    const quarters = Math.min(this.groupQuarters(age, sex), cumulative[0] as number);
    const target = quarters + (1 - quarters) * u;
    let i = 0;
    while (i < needs.length - 1 && (cumulative[i] as number) <= target) i++;
    return beyond(needs[i] as FamilyNeed, target, cumulative[i - 1] ?? 0, cumulative[i] as number);
  }

  /** Share of people who live in no household but in an institution, dormitory or barracks. */
  groupQuarters(age: number, sex: Sex): number {
    return this.#quarters.findLast((row) => row[1] <= age && row[2] === sex)?.[4][0] ?? 0;
  }
}

/** A family of the open end of the table may be larger; what is left of the uniform number decides. */
function beyond(need: FamilyNeed, target: number, from: number, to: number): FamilyNeed {
  if (need.familySize < LARGEST) return need;
  const rest = (target - from) / (to - from);
  const more = BEYOND.filter((limit) => rest > limit).length;
  return {
    familySize: need.familySize + more,
    children: need.children + (need.children === MOST_CHILDREN ? more : 0),
  };
}

/** The row of a cell; where the survey has too few records, of the nearest age band, or of people who were never married. */
function nearest(
  rows: readonly HouseholdRow[],
  kind: string,
  age: number,
  sex: Sex | null,
  status: string,
): HouseholdRow {
  const like = (wanted: string) =>
    rows
      .filter((row) => row[0] === kind && row[2] === sex && row[3] === wanted && row[5] >= FEWEST)
      .sort((a, b) => Math.abs(a[1] - age) - Math.abs(b[1] - age))[0];
  const row = like(status) ?? like('never-married');
  if (!row) throw new RangeError(`no shares of ${kind} for ${status} people from ${age} on`);
  return row;
}

function jointOf(sizes: readonly number[], children: readonly number[], married: boolean): Joint {
  const cells: { need: FamilyNeed; weight: number }[] = [];
  for (let familySize = 1; familySize <= sizes.length; familySize++) {
    for (let count = 0; count < children.length; count++) {
      const others = familySize - 1 - count - (married && familySize > 1 ? 1 : 0);
      if (others < 0) continue;
      cells.push({ need: { familySize, children: count }, weight: 1 / (1 + 2 * others) });
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    scaleTo(cells, children, (need) => need.children);
    scaleTo(cells, sizes, (need) => need.familySize - 1);
  }
  const total = cells.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  const cumulative = Float64Array.from(cells, ({ weight }) => {
    sum += weight / total;
    return sum;
  });
  return { needs: cells.map(({ need }) => need), cumulative };
}

/** Scales the cells so that their sums along one margin are `shares`. */
function scaleTo(
  cells: { need: FamilyNeed; weight: number }[],
  shares: readonly number[],
  position: (need: FamilyNeed) => number,
): void {
  const sums = shares.map(() => 0);
  for (const { need, weight } of cells) sums[position(need)] = (sums[position(need)] as number) + weight;
  for (const cell of cells) {
    const sum = sums[position(cell.need)] as number;
    if (sum > 0) cell.weight *= (shares[position(cell.need)] as number) / sum;
  }
}
