import { AppError, ExitCode } from '../../core/app-error.ts';
import { compileProgram } from '../../language/compile.ts';
import { discoverModules } from '../../language/discover.ts';
import type { CaseFile } from '../../trace/case-file.ts';
import { type CaseResult, readCaseFile, runCases } from '../../trace/run-cases.ts';
import type { Host } from '../host.ts';
import { paint } from '../paint.ts';
import { foldersFor } from './program.ts';
import type { TraceRequest } from './trace.ts';

type FileResult = CaseResult & { readonly file: string };

/** Runs files of cases. Tells each case that does not hold, and how many do. */
export async function runCaseFiles(host: Host, request: TraceRequest): Promise<ExitCode> {
  const compilation = compileProgram(discoverModules(foldersFor(request.module, request)));
  const results: FileResult[] = [];
  for (const file of request.cases) {
    const cases = onlyCase(await readCaseFile(file), request.onlyCase);
    results.push(...runCases(cases, compilation).map((result) => ({ file, ...result })));
  }
  if (results.length === 0 && request.onlyCase !== undefined) {
    throw new AppError(ExitCode.usage, `there is no case "${request.onlyCase}" in ${request.cases.join(', ')}`);
  }
  const of = (outcome: CaseResult['outcome']) => results.filter((result) => result.outcome === outcome);
  const counts = { passed: of('passed').length, failed: of('failed').length, skipped: of('skipped').length };
  if (request.json) host.out.write(`${JSON.stringify({ ...counts, cases: results }, null, 2)}\n`);
  else tell(host, [...of('skipped'), ...of('failed')], counts);
  return counts.failed > 0 ? ExitCode.findings : ExitCode.done;
}

/** The case of an id; all where none is named. */
function onlyCase(file: CaseFile, id: string | undefined): CaseFile {
  if (id === undefined) return file;
  if (file.format === 'module-cases-1') return { ...file, cases: file.cases.filter((one) => one.id === id) };
  return { ...file, cases: file.cases.filter((one) => one.id === id) };
}

function tell(
  host: Host,
  results: readonly FileResult[],
  counts: { readonly passed: number; readonly failed: number; readonly skipped: number },
): void {
  for (const { file, id, title, outcome, problems } of results) {
    const word = paint(host.out, outcome === 'failed' ? 'red' : 'yellow', outcome);
    host.out.write(`${file}: ${id}: ${word}: ${title}\n${problems.map((problem) => `    ${problem}\n`).join('')}`);
  }
  if (counts.skipped > 0) host.out.write(`${counts.skipped} skipped\n`);
  host.out.write(`${counts.passed} passed, ${counts.failed} failed\n`);
}
