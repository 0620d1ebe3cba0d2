import type { SimTime } from '../../core/time.ts';
import type { ConditionEntry } from '../../record/kinds/condition.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { MedicationEntry } from '../../record/kinds/medication.ts';

/** A condition or a drug, and when a person had it. */
export interface Lane {
  readonly kind: 'condition' | 'drug';
  readonly code: string;
  readonly text: string;
  /** In order, apart from each other; the end is null while it goes on. */
  readonly spans: readonly { readonly from: SimTime; readonly to: SimTime | null }[];
}

interface Span {
  from: SimTime;
  to: SimTime | null;
}

/**
 * The conditions (from their onset on) and ordered drugs of a person, a lane a code, in the order in which they began. What lasts
 * shorter than `shortest` in all is left out.
 */
export function lanesOf(entries: readonly Entry[], end: SimTime, shortest: SimTime): readonly Lane[] {
  const lanes = new Map<string, { lane: Omit<Lane, 'spans'>; spans: Span[] }>();
  for (const entry of entries) {
    const told = toldOf(entry);
    if (!told) continue;
    const { lane, span } = told;
    const known = lanes.get(lane.code) ?? { lane, spans: [] };
    known.spans.push(span);
    lanes.set(lane.code, known);
  }
  return [...lanes.values()]
    .map(({ lane, spans }): Lane => ({ ...lane, spans: merged(spans) }))
    .filter(({ spans }) => lengthOf(spans, end) >= shortest)
    .sort((a, b) => (a.spans[0]?.from ?? 0) - (b.spans[0]?.from ?? 0));
}

/** The lanes that last longest, in their order. */
export function longest(lanes: readonly Lane[], most: number, end: SimTime): readonly Lane[] {
  const kept = new Set([...lanes].sort((a, b) => lengthOf(b.spans, end) - lengthOf(a.spans, end)).slice(0, most));
  return lanes.filter((lane) => kept.has(lane));
}

function toldOf(entry: Entry): { lane: Omit<Lane, 'spans'>; span: Span } | undefined {
  if (entry.kind === 'condition') return told(entry, 'condition', entry.onset);
  return entry.kind === 'medication' && !entry.administered ? told(entry, 'drug', entry.start) : undefined;
}

function told(entry: ConditionEntry | MedicationEntry, kind: Lane['kind'], from: SimTime) {
  const code = entry.codes[0];
  if (!code) return undefined;
  // SNOMED CT says in brackets what kind of thing a name is of.
  const text = code.display.replace(/ \((?:disorder|finding|situation)\)$/, '');
  return { lane: { kind, code: `${code.system} ${code.code}`, text }, span: { from, to: entry.stop } };
}

/** Spans that overlap, or follow at once as renewed orders do, are one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (!last || (last.to !== null && from > last.to)) out.push({ from, to });
    else if (last.to !== null) last.to = to === null ? null : Math.max(last.to, to);
  }
  return out;
}

function lengthOf(spans: Lane['spans'], end: SimTime): SimTime {
  return spans.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? end) - from), 0);
}
