import { formatLocal, type SimTime } from '../../core/time.ts';
import { type AttributeValue, isEntry } from '../../language/values.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { LifeTrace } from '../../trace/trace-module.ts';

/** Fields of entries that are times. */
const TIMES: ReadonlySet<string> = new Set(['start', 'stop', 'onset', 'manufactured', 'expires']);

/** Fields of entries that say nothing of what a module did. */
const LEFT_OUT: ReadonlySet<string> = new Set(['id', 'site', 'name']);

/** One life as data: the path with its times, the entries, the attributes at the end. Times are local. */
export function lifeJson(module: string, life: LifeTrace): unknown {
  const { sex, birth, visits, entries, attributes, death, notes, fault } = life;
  const places = new Map(entries.map((entry, index) => [entry, index]));
  return {
    module,
    person: { sex, birth: formatLocal(birth) },
    path: visits.map(({ file, state, entered, left, next }) => ({
      file,
      state,
      entered: timeText(entered),
      left: timeText(left),
      next,
    })),
    entries: entries.map((entry) => entryJson(entry, places)),
    attributes: Object.fromEntries(
      [...attributes].map(([name, value]) => [name, attributeJson(value, places)] as const),
    ),
    death: death && { time: formatLocal(death.time), code: death.code, cause: death.cause },
    notes: Object.fromEntries(notes),
    fault: fault ?? null,
  };
}

function timeText(time: SimTime | null): string | null {
  return time === null ? null : formatLocal(time);
}

/** An entry with its fields that say something; other entries are told by their place in the list. */
function entryJson(entry: Entry, places: ReadonlyMap<Entry, number>): Readonly<Record<string, unknown>> {
  const out: Record<string, unknown> = { kind: entry.kind };
  for (const [field, value] of Object.entries(entry)) {
    if (LEFT_OUT.has(field) || field === 'kind' || value === null || value === undefined) continue;
    out[field] = TIMES.has(field) && typeof value === 'number' ? formatLocal(value) : fieldJson(value, places);
  }
  // What is still going on has no end, which is worth saying.
  if (!('stop' in out)) out['stop'] = null;
  return out;
}

function fieldJson(value: unknown, places: ReadonlyMap<Entry, number>): unknown {
  if (Array.isArray(value)) return value.map((item) => fieldJson(item, places));
  if (typeof value !== 'object' || value === null || !('kind' in value)) return value;
  const place = places.get(value as Entry);
  return place === undefined ? entryJson(value as Entry, places) : { entry: place };
}

function attributeJson(value: AttributeValue, places: ReadonlyMap<Entry, number>): unknown {
  return isEntry(value) ? fieldJson(value, places) : value;
}
