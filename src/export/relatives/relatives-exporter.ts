import { formatDate } from '../../core/time.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { Relative } from '../../record/relative.ts';
import { csvRow } from '../csv-text.ts';
import { type ExportContext, type Exporter, type ExportPart, type ExportRun, summarize } from '../exporter.ts';
import type { OutputFile } from '../sink.ts';

const COLUMNS: readonly string[] = [
  'slot',
  'relationship',
  'relative_slot',
  'medical_record_number',
  'sex',
  'birth',
  'death',
  'given',
  'family',
  'shares_home',
  'line',
  'city',
  'state',
  'postal_code',
  'phone',
  'conditions',
];

/**
 * The relatives of persons, one row a relative, in `relatives/relatives.csv`: whose (`slot`), what they are to the person, the
 * slot and record number of those who are persons of the population, dates (`death` is empty while they live), whether they share
 * the home at the reference date (true or false), the address and telephone number where the chart knows them, and the illnesses of
 * family history as SNOMED CT codes separated by `;`.
 */
export const relatives: Exporter = {
  name: 'relatives',
  title: 'Relatives of persons, one row a relative (CSV)',
  needsVisits: false,
  personsOnly: true,
  open: (context) => new RelativesRun(context),
  close: (_context, parts) => summarize(parts, []),
};

class RelativesRun implements ExportRun {
  readonly #file: OutputFile;
  #rows = 0;

  constructor({ out }: ExportContext) {
    this.#file = out.create('relatives/relatives.csv');
    this.#file.text(csvRow(COLUMNS));
  }

  patient({ person, end, newborns = [] }: PatientRecord): void {
    for (const relative of [...(person.family?.relatives ?? []), ...newborns]) {
      if (relative.birth > end) continue;
      this.#file.text(csvRow(rowOf(person.slot, relative, end)));
      this.#rows++;
    }
  }

  finish(): ExportPart {
    return { files: [this.#file.close()], counts: { relatives: this.#rows }, notes: [], carry: null };
  }
}

function rowOf(slot: number, relative: Relative, end: number): (string | number)[] {
  const { death, address } = relative;
  return [
    slot,
    relative.relationship,
    relative.slot ?? '',
    relative.medicalRecordNumber ?? '',
    relative.sex,
    formatDate(relative.birth),
    death === null || death > end ? '' : formatDate(death),
    relative.givenName,
    relative.familyName,
    String(relative.sharesHome),
    address?.line ?? '',
    address?.city ?? '',
    address?.state ?? '',
    address?.postalCode ?? '',
    relative.phone ?? '',
    relative.conditions.map(({ code }) => code.code).join(';'),
  ];
}
