import type { PatientRecord } from '../../record/patient-record.ts';
import { csvRow } from '../csv-text.ts';
import { type ExportContext, type Exporter, type ExportPart, type ExportRun, summarize } from '../exporter.ts';
import type { OutputFile } from '../sink.ts';
import { COLUMNS, rowOf } from './columns.ts';

/**
 * Who the people are, one row a life, in `persons/persons.csv`: numbers, dates (`death` and its cause, as a code, are empty while the
 * person lives), completed years of age, race, ethnicity and group, first language (BCP 47), countries (ISO 3166-1) and states by their
 * letters, name, address, coordinates; then what the life has (`LifeCourse`): yes or no as true or false, several things
 * separated by `;`, income in dollars of the year, empty where somebody has none of it (children, mostly); then household, number of
 * relatives, and the slots of those who are persons of the population. Everything is meant at the end of the record: the
 * reference date, or death.
 */
export const persons: Exporter = {
  name: 'persons',
  title: 'Persons with their traits, one row a life (CSV)',
  needsVisits: false,
  personsOnly: true,
  open: (context) => new PersonsRun(context),
  close: (_context, parts) => summarize(parts, []),
};

class PersonsRun implements ExportRun {
  readonly #file: OutputFile;
  #rows = 0;

  constructor({ out }: ExportContext) {
    this.#file = out.create('persons/persons.csv');
    this.#file.text(csvRow(COLUMNS));
  }

  patient(record: PatientRecord): void {
    this.#file.text(csvRow(rowOf(record)));
    this.#rows++;
  }

  finish(): ExportPart {
    return { files: [this.#file.close()], counts: { persons: this.#rows }, notes: [], carry: null };
  }
}
