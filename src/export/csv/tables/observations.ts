import type { ObservationEntry } from '../../../record/kinds/observation.ts';
import { base64, hasMedia } from '../../chart/attachments.ts';
import { observationCategory } from '../../chart/observation-category.ts';
import { samplesText } from '../../chart/sampled-data.ts';
import { fhirText, fhirUri } from '../../chart/text.ts';
import { unitOf } from '../../chart/units.ts';
import { code, description, ENCOUNTER, moment, PATIENT } from '../columns.ts';
import type { RowScope } from '../row-scope.ts';
import { type Column, columnOf, defineTable } from '../table.ts';

/** A value found: of an observation, or of a component of one. */
interface ObservationRow {
  /** The observation whose visit, time and category it has. */
  readonly whole: ObservationEntry;
  /** What was found. */
  readonly part: ObservationEntry;
  readonly value: string;
}

/** A row a value: that of the observation itself, then those of its components. */
function rowsOf(whole: ObservationEntry, scope: RowScope): readonly ObservationRow[] {
  const rows: ObservationRow[] = [];
  const add = (part: ObservationEntry) => {
    const value = valueText(part, scope);
    if (value !== undefined) rows.push({ whole, part, value });
    else if (part.components.length === 0) scope.notes.count('observation without a value: has no row');
  };
  add(whole);
  for (const part of whole.components) add(part);
  return rows;
}

function valueText(entry: ObservationEntry, { codings }: RowScope): string | undefined {
  const { value, sampledData } = entry;
  if (sampledData !== null) return samplesText(sampledData);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return fhirText(value);
  if (value !== null) return codings.one(value)?.text;
  return hasMedia(entry) ? attachmentText(entry) : undefined;
}

function attachmentText({ attachment }: ObservationEntry): string | undefined {
  return attachment?.data ? base64(attachment.data) : fhirUri(attachment?.url);
}

/** A column of the whole observation, or of the part. */
function of(side: 'whole' | 'part', column: Column<ObservationEntry, RowScope>): Column<ObservationRow, RowScope> {
  return columnOf((row) => row[side], column);
}

/** What was measured, seen or answered. */
export const observations = defineTable({
  name: 'observations',
  about:
    'What was measured, seen or answered: a row a value. Blood pressure and other groups have a row for each of their parts; what has no value has no row.',
  source: 'observation',
  rows: rowsOf,
  columns: [
    of('whole', moment('DATE', 'When.')),
    PATIENT,
    of('whole', ENCOUNTER),
    {
      name: 'CATEGORY',
      type: 'text',
      about: 'vital-signs, laboratory, survey, social-history, imaging, procedure, exam, therapy or activity.',
      value: ({ whole }) => observationCategory(whole),
    },
    of('part', code('What (LOINC).')),
    of('part', description('What, in words.')),
    {
      name: 'VALUE',
      type: 'text',
      about: 'What was found: a number, or words.',
      required: true,
      value: ({ value }) => value,
    },
    {
      name: 'UNITS',
      type: 'text',
      about: 'Unit of the value.',
      value: ({ part }) => unitOf(part.unit)?.text,
    },
    {
      name: 'TYPE',
      type: 'text',
      about: 'numeric or text: what VALUE is.',
      required: true,
      value: ({ part }) => (typeof part.value === 'number' && part.sampledData === null ? 'numeric' : 'text'),
    },
  ],
});
