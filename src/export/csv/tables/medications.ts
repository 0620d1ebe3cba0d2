import { YEAR } from '../../../core/time.ts';
import type { MedicationEntry } from '../../../record/kinds/medication.ts';
import { plannedSpan } from '../../chart/spans.ts';
import { code, description, ENCOUNTER, moment, PATIENT, reason, unfilled } from '../columns.ts';
import type { RowScope } from '../row-scope.ts';
import { defineTable, itself } from '../table.ts';

/** What a pharmacy hands out at once where the order does not say. */
const SUPPLY = YEAR / 12;

/**
 * How often the order was filled: once a supply while it was taken, at least once; not more often than the order allows, but for drugs of the
 * list that is renewed.
 */
function dispenses(entry: MedicationEntry, scope: RowScope): number {
  if (entry.administered) return 1;
  const { prescription, chronic, start } = entry;
  const taken = (scope.lastingStop(entry) ?? scope.record.end) - start;
  const planned = plannedSpan(prescription) ?? 0;
  const fills = Math.max(1, Math.floor(taken / (planned > 0 ? planned : SUPPLY)));
  const refills = prescription?.refills;
  return chronic || refills === undefined || refills < 0 ? fills : Math.min(fills, 1 + Math.floor(refills));
}

/** Drugs ordered, and drugs given on the spot. */
export const medications = defineTable({
  name: 'medications',
  about: 'Drugs ordered, and drugs given on the spot (which are over when they begin).',
  source: 'medication',
  rows: itself<MedicationEntry>,
  columns: [
    moment('START', 'When it was ordered.'),
    {
      name: 'STOP',
      type: 'timestamp',
      about: 'When the order was over; empty while it lasts, and where a death cut it short.',
      value: (entry, scope) => scope.optionalTimestamp(scope.lastingStop(entry)),
    },
    PATIENT,
    unfilled('PAYER', 'uuid', 'Who paid.'),
    ENCOUNTER,
    code('Which drug (RxNorm).'),
    description('The drug in words.'),
    unfilled('BASE_COST', 'money', 'Price of one fill.'),
    unfilled('PAYER_COVERAGE', 'money', 'What the payer paid of it.'),
    {
      name: 'DISPENSES',
      type: 'integer',
      about: 'How often it was filled: once a supply (a month where the order does not say) while it was taken.',
      required: true,
      value: dispenses,
    },
    unfilled('TOTALCOST', 'money', 'Price of all fills.'),
    ...reason<MedicationEntry>(({ reasons }) => reasons),
  ],
});
