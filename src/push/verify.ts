import type { ServerView } from './look/server-view.ts';
import { sideBySide } from './look/side-by-side.ts';
import type { Plan } from './plan/plan.ts';
import type { Counts, Journal } from './state/journal.ts';

/** How much is looked at when everything is sent: every id, the number of each type, or nothing. */
export type VerifyChoice = 'full' | 'counts' | 'off';

/** What the server holds of one type. */
export interface TypeCheck {
  readonly type: string;
  /** Undefined where the server does not count. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** Resources of the plan that were taken, in this run or earlier. */
  readonly loaded: number;
  /** How many of them have an id that the server did not tell: only their number can be looked at. */
  readonly unnamed: number;
  /** Ids of those that are not there. */
  readonly missing: readonly string[];
  /** Why the number is not right; undefined when it is. */
  readonly fault: string | undefined;
}

/** Types that are counted side by side. */
const AT_ONCE = 4;

/** Compares what the server holds with what it took. `onType` is told each type before it is looked at, and may throw. */
export async function verify(
  plan: Plan,
  journal: Journal,
  view: ServerView,
  choice: Exclude<VerifyChoice, 'off'>,
  onType: (type: string) => void = () => {},
): Promise<TypeCheck[]> {
  const checks: TypeCheck[] = [];
  for (const [type, { ids, unnamed }] of loadedByType(plan, journal)) {
    onType(type);
    const before = journal.before[type];
    const after = await view.count(type);
    const missing = choice === 'full' ? await view.missing(type, [...ids]) : [];
    const loaded = ids.size + unnamed;
    checks.push({ type, before, after, loaded, unnamed, missing, fault: faultOf(before, after, ids.size, unnamed) });
  }
  return checks;
}

/** Counts of the server, of types that it counts. */
export async function countTypes(types: Iterable<string>, view: ServerView): Promise<Counts> {
  const counts: Record<string, number> = {};
  await sideBySide(types, AT_ONCE, async (type) => {
    const count = await view.count(type);
    if (count !== undefined) counts[type] = count;
  });
  return counts;
}

/** What was taken of each type: ids, and how many more whose id the server did not tell. */
export function loadedByType(plan: Plan, journal: Journal): ReadonlyMap<string, { ids: Set<string>; unnamed: number }> {
  const byType = new Map<string, { ids: Set<string>; unnamed: number }>();
  for (const chunk of plan.chunks) {
    const result = journal.resultOf(chunk.number);
    if (result === undefined) continue;
    const rejected = new Set(result.rejected);
    for (const { type, key, kind } of chunk.entries) {
      if (rejected.has(key)) continue;
      const loaded = byType.get(type) ?? { ids: new Set(), unnamed: 0 };
      byType.set(type, loaded);
      const name = kind === 'fixed' ? key : journal.idOf(key);
      if (name === undefined) loaded.unnamed++;
      else loaded.ids.add(name.slice(name.indexOf('/') + 1));
    }
  }
  return new Map([...byType].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function faultOf(
  before: number | undefined,
  after: number | undefined,
  ids: number,
  unnamed: number,
): string | undefined {
  if (after === undefined) return undefined;
  if (after < Math.max(before ?? 0, ids))
    return `${after} are there, fewer than the ${Math.max(before ?? 0, ids)} that should be`;
  // More may be somebody else's. Of those that the server gave ids to, it may be that one was made twice.
  const most = (before ?? after) + ids + unnamed;
  return after > most ? `${after} are there, more than the ${most} that should be` : undefined;
}
