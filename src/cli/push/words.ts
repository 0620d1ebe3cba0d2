import { countsOf, type Plan } from '../../push/plan/plan.ts';
import type { PlannedServer } from '../../push/push.ts';
import { isWhole, type PushReport, type TypeResult } from '../../push/report.ts';
import { resourcesOf } from '../../push/results.ts';
import type { TypeCheck } from '../../push/verify.ts';
import { byteCount, count, counted, table } from '../text.ts';

/** A list of what is missing is for seeing what kind of thing it is. */
const IDS_TOLD = 3;

/** A plan in words. */
export function planText(plan: Plan, server: PlannedServer): string {
  const bytes = plan.chunks.reduce((sum, { entries }) => sum + entries.reduce((all, { length }) => all + length, 0), 0);
  const stages = new Map<number, Set<number>>();
  for (const { stage, lane } of plan.chunks) stages.set(stage, (stages.get(stage) ?? new Set()).add(lane));
  const lines = [
    `To ${plan.server}: ${serverText(server)}`,
    `From ${counted(plan.files.length, 'file')}: ${counted(resourcesOf(plan.chunks), 'resource')}, ${byteCount(bytes)}`,
    `In ${counted(plan.chunks.length, interactionName(plan))} of at most ${count(plan.limits.entries)} entries and ${byteCount(plan.limits.bytes)}:`,
    ...[...stages].map(([stage, lanes]) => `  ${stageText(plan, stage, lanes.size)}`),
    '',
    ...table(
      [...countsOf(plan)].map(([type, number]) => [`  ${type}`, count(number)]),
      [1],
    ),
  ];
  if (plan.passedBy.length > 0) lines.push('', `Passed by, as they hold no FHIR to store: ${some(plan.passedBy)}`);
  return `${lines.join('\n')}\n`;
}

function interactionName({ interaction }: Plan): string {
  return interaction === 'transaction' ? 'transaction' : 'batch bundle';
}

function serverText({ name, kind }: PlannedServer): string {
  return kind === 'unknown' ? `${name}, of which no limits are known` : `${name}, with the limits of ${kind}`;
}

function stageText(plan: Plan, stage: number, lanes: number): string {
  const chunks = plan.chunks.filter((chunk) => chunk.stage === stage);
  const types = countsOf({ chunks });
  const what = types.has('Patient')
    ? `${counted(types.get('Patient') ?? 0, 'patient')} with what is theirs`
    : [...types.keys()].join(', ');
  const order = lanes === chunks.length ? '' : `, one after the other for each of ${count(lanes)}`;
  return `${stage + 1}. ${what}: ${counted(chunks.length, 'bundle')}${order}`;
}

/** What a push did, in words. */
export function summaryText(report: PushReport): string {
  const sum = totals(report);
  const lines = [headline(report, sum), '', ...typeTable(report)];
  const faults = report.checks.flatMap(checkTexts);
  if (sum.rejected > 0) lines.push('', `${counted(sum.rejected, 'resource')} rejected: see ${report.rejects}`);
  if (faults.length > 0) {
    lines.push('', 'Not all is there:', ...faults.map((text) => `  ${text}`));
    lines.push('  push again with --fresh to send what is missing');
  } else if (isWhole(report) && report.verification !== 'off') lines.push('', ...verifiedTexts(report));
  return `${lines.join('\n')}\n`;
}

function headline(report: PushReport, sum: TypeResult): string {
  const { server, seconds, retries, complete, resources } = report;
  const sent = sum.created + sum.updated + sum.unchanged + sum.rejected;
  const again = retries > 0 ? `, ${counted(retries, 'retry', 'retries')}` : '';
  if (!complete)
    return `Stopped with ${count(sent + sum.earlier)} of ${counted(resources, 'resource')} done; the same command goes on from there.`;
  if (sent === 0) return `Nothing to send: all ${counted(resources, 'resource')} were loaded into ${server} before.`;
  const rate = seconds > 0 ? `, ${count(Math.round(sent / seconds))} a second` : '';
  return `${counted(sent, 'resource')} to ${server} in ${seconds.toFixed(1)} s${rate}${again}.`;
}

const COLUMNS = ['created', 'updated', 'unchanged', 'earlier', 'rejected'] as const;

function typeTable(report: PushReport): string[] {
  const sum = totals(report);
  const columns = COLUMNS.filter((name) => sum[name] > 0);
  const row = (name: string, result: TypeResult) => [`  ${name}`, ...columns.map((column) => count(result[column]))];
  const rows = Object.entries(report.types).map(([type, result]) => row(type, result));
  const all = rows.length > 1 ? [row('all', sum)] : [];
  return table(
    [['', ...columns], ...rows, ...all],
    columns.map((_, index) => index + 1),
  );
}

function totals({ types }: PushReport): TypeResult {
  const sum = { created: 0, updated: 0, unchanged: 0, earlier: 0, rejected: 0 };
  for (const result of Object.values(types)) for (const name of COLUMNS) sum[name] += result[name];
  return sum;
}

/** What was looked at and found to be as it should be, and what could not be looked at. */
function verifiedTexts({ verification, checks }: PushReport): string[] {
  const uncounted = checks.filter(({ before, after }) => before === undefined || after === undefined);
  const unnamed = checks.filter((check) => check.unnamed > 0);
  const isAnyNamed = checks.some((check) => check.unnamed < check.loaded);
  const ids = verification === 'counts' || !isAnyNamed ? [] : ['every id was found'];
  const all = unnamed.length === 0 ? ids : ids.map((text) => `${text} that the server told`);
  const counts = uncounted.length === checks.length ? [] : ['the counts are right'];
  const found = [...all, ...counts].join(', and ');
  const lines = [found === '' ? 'Verified: nothing.' : `Verified: ${found}.`];
  if (verification === 'full' && unnamed.length > 0) {
    const number = unnamed.reduce((sum, check) => sum + check.unnamed, 0);
    lines.push(`Not looked for: ${counted(number, 'resource')} whose id the server did not tell (${typesOf(unnamed)})`);
  }
  if (uncounted.length > 0) lines.push(`Not counted by the server: ${typesOf(uncounted)}`);
  return lines;
}

function typesOf(checks: readonly TypeCheck[]): string {
  return checks.map(({ type }) => type).join(', ');
}

function checkTexts({ type, missing, fault }: TypeCheck): string[] {
  const lost = missing.length === 0 ? [] : [`${type}: ${count(missing.length)} missing, ${some(missing)}`];
  return fault === undefined ? lost : [...lost, `${type}: ${fault}`];
}

function some(names: readonly string[]): string {
  const rest = names.length - IDS_TOLD;
  return `${names.slice(0, IDS_TOLD).join(', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}`;
}
