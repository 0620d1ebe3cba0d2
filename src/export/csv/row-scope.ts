import type { Code } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import { ChartScope, type SharedChartScope, UNKNOWN } from '../chart/chart-scope.ts';
import type { CodedCells, Codings } from './codings.ts';

/** What the patients of a run share. */
export interface SharedRowScope extends SharedChartScope {
  readonly codings: Codings;
}

/** As the FHIR says it, of an entry of which no code can be written. */
const UNKNOWN_CELLS: CodedCells = { system: UNKNOWN.system, code: UNKNOWN.code, text: UNKNOWN.display };

/** All that rows of one record need besides the entry. */
export class RowScope extends ChartScope {
  readonly codings: Codings;
  #codes: readonly Code[] | undefined;
  #coded: CodedCells = UNKNOWN_CELLS;

  constructor(record: PatientRecord, shared: SharedRowScope) {
    super(record, shared);
    this.codings = shared.codings;
  }

  optionalDate(t: SimTime | undefined): string | undefined {
    return t === undefined ? undefined : this.times.date(t);
  }

  timestamp(t: SimTime): string {
    return this.times.instant(t);
  }

  optionalTimestamp(t: SimTime | undefined): string | undefined {
    return t === undefined ? undefined : this.times.instant(t);
  }

  /** What an entry is. Columns ask for the same one after the other: the last answer is kept. */
  coded(codes: readonly Code[]): CodedCells {
    if (codes !== this.#codes) {
      this.#codes = codes;
      this.#coded = this.codings.of(codes) ?? this.#unknown();
    }
    return this.#coded;
  }

  #unknown(): CodedCells {
    this.noteUncoded();
    return UNKNOWN_CELLS;
  }
}
