import type { Plan, PlannedChunk } from './plan/plan.ts';
import type { TypeResult } from './report.ts';
import type { Journal } from './state/journal.ts';

/** How many resources chunks hold. */
export function resourcesOf(chunks: readonly PlannedChunk[]): number {
  return chunks.reduce((sum, { entries }) => sum + entries.length, 0);
}

/** What came of each type; `earlier` are the chunks that were done before this run. */
export function resultsByType(
  plan: Plan,
  journal: Journal,
  earlier: ReadonlySet<number>,
): Readonly<Record<string, TypeResult>> {
  const types = new Map<string, TypeResult>();
  const at = (type: string): TypeResult => {
    const found = types.get(type) ?? { created: 0, updated: 0, unchanged: 0, earlier: 0, rejected: 0 };
    types.set(type, found);
    return found;
  };
  for (const chunk of plan.chunks) {
    const result = journal.resultOf(chunk.number);
    if (result === undefined) continue;
    if (earlier.has(chunk.number)) {
      for (const { type } of chunk.entries) at(type).earlier++;
      continue;
    }
    for (const what of ['created', 'updated', 'unchanged'] as const) {
      for (const [type, count] of Object.entries(result[what])) at(type)[what] += count;
    }
    const rejected = new Set(result.rejected);
    for (const { key, type } of chunk.entries) if (rejected.has(key)) at(type).rejected++;
  }
  return Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1)));
}
