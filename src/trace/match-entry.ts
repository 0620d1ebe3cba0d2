import type { SimTime } from '../core/time.ts';
import type { EncounterEntry } from '../record/kinds/encounter.ts';
import type { Entry } from '../record/kinds/index.ts';
import type { Prescription } from '../record/kinds/medication.ts';
import { primaryCode } from '../record/recorder.ts';
import { matchesCodes, matchesFields, matchesValue } from './match.ts';

/** Where an entry stands among the others. */
interface Standing {
  readonly start: SimTime;
  /** Encounters in order of creation. */
  readonly encounters: readonly EncounterEntry[];
  /** Position among the entries of its kind. */
  readonly index: number;
}

type Matcher = (entry: Entry, wanted: unknown, standing: Standing) => boolean;

/** How each field of an expected entry is compared. */
const MATCHERS: Readonly<Record<string, Matcher>> = {
  kind: () => true,
  codes: (entry, wanted) => matchesCodes(entry.codes, wanted),
  codeCount: (entry, wanted) => entry.codes.length === wanted,
  start: (entry, wanted, { start }) => matchesValue(entry.start - start, wanted),
  stop: (entry, wanted, { start }) => matchesValue(entry.stop === null ? null : entry.stop - start, wanted),
  encounter: (entry, wanted, { encounters }) =>
    entry.encounter === null ? wanted === null : encounters.indexOf(entry.encounter) === wanted,
  index: (_entry, wanted, { index }) => index === wanted,
  reason: (entry, wanted) => matchesValue(entry.kind === 'encounter' ? entry.reason : firstReason(entry), wanted),
  reasons: (entry, wanted) => {
    const reasons = 'reasons' in entry ? entry.reasons : [];
    return reasons.length === (wanted as unknown[]).length && matchesCodes(reasons, wanted);
  },
  prescription: (entry, wanted) => entry.kind === 'medication' && matchesFields(asWritten(entry.prescription), wanted),
  activities: (entry, wanted) =>
    entry.kind === 'carePlan' &&
    matchesFields(
      entry.activities.map(({ code }) => code),
      wanted,
    ),
  components: (entry, wanted) => entry.kind === 'observation' && matchesParts(entry.components, wanted as unknown[]),
  observations: (entry, wanted) =>
    entry.kind === 'report' && matchesFields(entry.observations.map(primaryCode), wanted),
  report: (entry, wanted) =>
    entry.kind === 'observation' && (entry.report ? primaryCode(entry.report) : null) === wanted,
  reactions: (entry, wanted) => entry.kind === 'allergy' && matchesReactions(entry, wanted as ReactionsJson),
  attachment: (entry, wanted) => {
    const { hasData, ...rest } = wanted as Readonly<Record<string, unknown>>;
    if (entry.kind !== 'observation' || !entry.attachment) return false;
    return (
      (hasData === undefined || (entry.attachment.data !== null) === hasData) && matchesFields(entry.attachment, rest)
    );
  },
  series: (entry, wanted) =>
    'series' in entry &&
    (Array.isArray(wanted) ? matchesFields(entry.series, wanted) : matchesValue(entry.series, wanted)),
  value: (entry, wanted) => entry.kind === 'observation' && matchesValue(entry.value, wanted),
};

/** Whether all named fields of an expected entry agree. Fields without a rule of their own are compared as they are. */
export function matchesEntry(entry: Entry, wanted: Readonly<Record<string, unknown>>, standing: Standing): boolean {
  return Object.entries(wanted).every(([field, value]) => {
    const matcher = MATCHERS[field];
    if (matcher) return matcher(entry, value, standing);
    return matchesValue((entry as unknown as Record<string, unknown>)[field], value);
  });
}

function firstReason(entry: Entry): unknown {
  return 'reasons' in entry ? entry.reasons[0] : undefined;
}

function matchesParts(parts: readonly Entry[], wanted: readonly unknown[]): boolean {
  return (
    parts.length === wanted.length &&
    parts.every((part, i) => {
      const { code, value } = wanted[i] as { code?: string; value?: unknown };
      if (part.kind !== 'observation') return false;
      return (
        (code === undefined || primaryCode(part) === code) && (value === undefined || matchesValue(part.value, value))
      );
    })
  );
}

type ReactionsJson = Readonly<Record<string, { readonly always?: boolean; readonly severities?: readonly string[] }>>;

function matchesReactions(entry: Extract<Entry, { kind: 'allergy' }>, wanted: ReactionsJson): boolean {
  return Object.entries(wanted).every(([code, { always, severities }]) => {
    const found = entry.reactions.find(({ reaction }) => reaction.code === code);
    if (!found) return always !== true;
    return severities === undefined || severities.includes(found.severity);
  });
}

/** A prescription with the field names of module files. */
function asWritten(prescription: Prescription | null): unknown {
  if (!prescription) return null;
  const { asNeeded, ...rest } = prescription;
  return asNeeded === undefined ? rest : { ...rest, as_needed: asNeeded };
}
