import { DAY } from '../../core/time.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { VisitLog } from '../../record/visit-log.ts';
import { csvRow } from '../csv-text.ts';
import type { ExportContext, Exporter, ExportPart, ExportRun, ExportSummary } from '../exporter.ts';
import type { WrittenFile } from '../sink.ts';
import { type StateCount, StateCounts, type StateCountsData } from './state-counts.ts';

const STATES_HEADER = [
  'file',
  'state',
  'lives',
  'visitors',
  'visits',
  'first_age_p25',
  'first_age_p50',
  'first_age_p75',
  'mean_stay_days',
];

const TRANSITIONS_HEADER = ['file', 'from', 'to', 'count'];

/** How often lives visited each state of each module (0 for those never entered), and where they went from there. */
export const states: Exporter = {
  name: 'states',
  title: 'Visits to module states and transitions between them (CSV)',
  needsVisits: true,
  open: () => new StatesRun(),
  close: writeTables,
};

class StatesRun implements ExportRun {
  readonly #counts = new StateCounts();

  patient(record: PatientRecord, visits: VisitLog | undefined): void {
    if (visits === undefined) throw new Error('the states exporter needs the visit log');
    this.#counts.add(record.person.birth, visits);
  }

  finish(): ExportPart {
    return { files: [], counts: {}, notes: [], carry: this.#counts.data() };
  }
}

function writeTables(context: ExportContext, parts: readonly ExportPart[]): ExportSummary {
  const counts = new StateCounts();
  for (const part of parts) counts.merge(part.carry as StateCountsData);
  for (const { file, state } of context.states ?? []) counts.mention(file, state);
  const all = counts.states();
  const stateRows = all.map((count) => stateRow(count, counts.lives));
  const transitionRows = all.flatMap(transitionRowsOf);
  const files = [
    writeTable(context, 'states/states.csv', [STATES_HEADER, ...stateRows]),
    writeTable(context, 'states/transitions.csv', [TRANSITIONS_HEADER, ...transitionRows]),
  ];
  const neverEntered = all.filter(({ visitors }) => visitors === 0).length;
  const notes =
    neverEntered === 0 ? [] : [{ text: 'states never entered: 0 visitors in states/states.csv', count: neverEntered }];
  return { files, counts: { states: stateRows.length, transitions: transitionRows.length }, notes };
}

function stateRow(count: StateCount, lives: number): (string | number)[] {
  const { file, state, visitors, visits, firstAges, completed } = count;
  const ages = [0.25, 0.5, 0.75].map((p) => (visitors === 0 ? '' : firstAges.quantile(p).toFixed(2)));
  // No completed visit, no mean.
  const mean = completed === 0 ? '' : ((count.stayDays + count.stayRest / DAY) / completed).toFixed(3);
  return [file, state, lives, visitors, visits, ...ages, mean];
}

function transitionRowsOf({ file, state, next }: StateCount): (string | number)[][] {
  const targets = [...next].sort(([a], [b]) => (a < b ? -1 : 1));
  return targets.map(([to, count]) => [file, state, to, count]);
}

function writeTable(
  context: ExportContext,
  path: string,
  rows: readonly (readonly (string | number)[])[],
): WrittenFile {
  const out = context.out.create(path);
  for (const row of rows) out.text(csvRow(row));
  return out.close();
}
