import { MANIFEST_FILE } from '../../core/manifest-file.ts';
import { EXPORTERS } from '../../export/index.ts';
import type { EntryKind } from '../../record/kinds/index.ts';
import { ENTRY_KINDS } from '../../record/kinds/index.ts';
import { formatFinding } from '../../validate/finding.ts';
import { PACKAGE } from '../package-info.ts';
import { byteCount, count, counted, table } from '../text.ts';
import { findingCounts } from '../validate/text.ts';
import type { Manifest } from './manifest.ts';
import type { GenerateOptions } from './resolve-options.ts';
import type { LivesMade } from './run.ts';

const MOST_CONDITIONS = 10;
const MOST_NOTES = 10;
const MOST_REASONS = 10;
const MOST_FINDINGS = 10;

/** What a run has to tell at its end. */
export interface RunSummary extends LivesMade {
  readonly options: GenerateOptions;
  readonly manifest: Manifest;
  /** Why lives were drawn again; `--only` when left out. */
  readonly drawnAgainFor?: string;
  readonly seconds: number;
}

/** The summary as data, for other programs. */
export function summaryJson(summary: RunSummary): unknown {
  const { options, manifest, tally, report, complete, seconds } = summary;
  return {
    complete,
    out: options.out,
    seed: options.seed,
    referenceDate: options.referenceDate,
    slots: options.slots,
    counts: manifest.counts,
    turnedDown: tally.turnedDown,
    agesOfTheLiving: Object.fromEntries(tally.ageBands),
    topConditions: tally.topConditions(MOST_CONDITIONS).map(([display, lives]) => ({ display, lives })),
    notes: notesOf(summary).map(([text, times]) => ({ text, times })),
    leftOut: tally.leftOut,
    validation: report ?? null,
    files: manifest.files.length,
    bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
    seconds,
  };
}

/** The summary for people. */
export function summaryText(summary: RunSummary): string {
  const sections = [
    livesSection(summary),
    entriesSection(summary),
    conditionsSection(summary),
    notesSection(summary),
    leftOutSection(summary),
    validationSection(summary),
    filesSection(summary),
    nextSection(summary),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function livesSection({ tally, options, complete, drawnAgainFor = '--only' }: RunSummary): string[] {
  const { seed, referenceDate, slots } = options;
  const asked = slots.to - slots.from + 1;
  const lines = [
    `${counted(tally.lives, 'life', 'lives')}: ${count(tally.living)} living, ${count(tally.dead)} dead`,
    `Seed ${seed}, reference date ${referenceDate}`,
  ];
  if (!complete) lines.unshift(`Stopped after ${count(tally.slots)} of ${count(asked)} lives.`);
  if (tally.turnedDown > 0)
    lines.push(`Drawn again because of ${drawnAgainFor}: ${counted(tally.turnedDown, 'life', 'lives')}`);
  if (tally.living > 0) {
    lines.push(`Ages of the living: ${tally.ageBands.map(([band, lives]) => `${band}: ${count(lives)}`).join('   ')}`);
  }
  return lines;
}

const NOUNS: Readonly<Record<EntryKind, string>> = {
  encounter: 'encounters',
  condition: 'conditions',
  allergy: 'allergies',
  specimen: 'specimens',
  observation: 'observations',
  report: 'reports',
  procedure: 'procedures',
  medication: 'medications',
  immunization: 'immunizations',
  carePlan: 'care plans',
  device: 'devices',
  imagingStudy: 'imaging studies',
  supply: 'supplies',
};

function entriesSection({ tally }: RunSummary): string[] {
  const kinds = ENTRY_KINDS.filter((kind) => tally.entries[kind] > 0);
  const perLife = (entries: number) => (entries / tally.lives).toFixed(1);
  const rows = kinds.map((kind) => [`  ${NOUNS[kind]}`, count(tally.entries[kind]), perLife(tally.entries[kind])]);
  return rows.length === 0 ? [] : table([['Entries', 'number', 'per life'], ...rows], [1, 2]);
}

function conditionsSection({ tally }: RunSummary): string[] {
  const top = tally.topConditions(MOST_CONDITIONS);
  const rows = top.map(([display, lives]) => [`  ${((100 * lives) / tally.lives).toFixed(0)} %`, display]);
  return rows.length === 0 ? [] : ['Conditions that most lives had at some time', ...table(rows, [0])];
}

/** What modules did that the reference engine would have stopped at, and what exporters had to leave out. */
function notesOf({ tally, written }: RunSummary): [string, number | null][] {
  const fromExporters = [...written].flatMap(([format, { notes }]) =>
    notes.map(({ text, count: times }): [string, number | null] => [`${format}: ${text}`, times]),
  );
  const byCount = ([a, x]: [string, number | null], [b, y]: [string, number | null]) =>
    (y ?? 0) - (x ?? 0) || (a < b ? -1 : 1);
  return [...tally.notes, ...fromExporters].sort(byCount);
}

function notesSection(summary: RunSummary): string[] {
  const notes = notesOf(summary);
  if (notes.length === 0) return [];
  const rows = notes.slice(0, MOST_NOTES).map(([text, times]) => [`  ${times === null ? '' : count(times)}`, text]);
  const more = notes.length - rows.length;
  return ['Notes', ...table(rows, [0]), ...(more > 0 ? [`  and ${count(more)} more (--json lists them)`] : [])];
}

function leftOutSection({ tally }: RunSummary): string[] {
  if (tally.leftOut.length === 0) return [];
  const total = tally.leftOut.reduce((sum, { lives }) => sum + lives, 0);
  const lines = tally.leftOut.slice(0, MOST_REASONS).map(({ reason, module, file, state, lives, slots }) => {
    const inside = file === undefined || file === module ? '' : ` in ${file}`;
    const place = module === undefined ? '' : `${module}${inside}, state ${state}: `;
    return `  ${place}${reason} (${counted(lives, 'life', 'lives')}, slot ${slots[0]}${lives > 1 ? ' first' : ''})`;
  });
  const more = tally.leftOut.length - lines.length;
  const rest = more > 0 ? [`  and ${counted(more, 'more reason')}, in ${MANIFEST_FILE}`] : [];
  return [`Left out: ${counted(total, 'life', 'lives')}; --person and the slot make one again`, ...lines, ...rest];
}

function validationSection({ report, options, tally }: RunSummary): string[] {
  if (!report) return hasDocuments(options) ? ['Not judged: --validate off'] : [];
  if (report.files === 0) return [];
  const { files, resources, counts, findings } = report;
  const part = options.validate === 'sample' ? ` (a sample of ${counted(tally.lives, 'life', 'lives')})` : '';
  const by = options.export.profile === 'none' ? 'FHIR R4' : `FHIR R4, ${options.export.profile}`;
  const what = `${counted(files, 'file')}, ${counted(resources, 'resource')}${part}`;
  const head = `Judged: ${what}, by ${by}: ${findingCounts(counts)}`;
  const told = findings.filter(({ severity }) => severity !== 'note').slice(0, MOST_FINDINGS);
  return [head, ...told.map((finding) => `  ${formatFinding(finding)}`)];
}

function hasDocuments({ format }: GenerateOptions): boolean {
  return EXPORTERS.some(({ name, showsDocuments }) => showsDocuments === true && format.includes(name));
}

function filesSection({ manifest, options, seconds, tally }: RunSummary): string[] {
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  const speed = Math.round(tally.slots / seconds);
  return [
    `Written: ${counted(manifest.files.length, 'file')}, ${byteCount(bytes)}, and ${MANIFEST_FILE}, in ${options.out}`,
    `Time: ${seconds.toFixed(1)} s, ${counted(speed, 'life', 'lives')} a second`,
  ];
}

function nextSection({ options, tally }: RunSummary): string[] {
  if (tally.lives === 0 || !options.format.includes('fhir')) return [];
  const out = /^[\w./-]+$/.test(options.out) ? options.out : JSON.stringify(options.out);
  const rows = [
    ['Next:', `${PACKAGE.name} show ${out} NAME`, "one patient's timeline as text"],
    ['', `${PACKAGE.name} validate ${out}`, 'judge the files once more'],
    ['', `${PACKAGE.name} serve ${out}`, 'a FHIR server over them, on this machine'],
  ];
  return table(rows);
}
