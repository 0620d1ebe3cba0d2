import { readCsv } from '../../core/csv.ts';
import { textOf } from '../loose-json.ts';
import type { Check, CheckedModule, CheckedProgram } from './check.ts';
import { objectsIn } from './walk.ts';

/** Strict files say what they are and list their sources; each listed source is used, by the file or by a table it names. */
export const sources: Check = {
  codes: ['undocumented', 'unused-source', 'duplicate-source'],
  check(program) {
    for (const module of program.modules) {
      if (!module.strict) continue;
      checkDocumented(module);
      checkUsed(module, program);
    }
  },
};

function checkDocumented({ parsed: { header }, report }: CheckedModule): void {
  for (const field of ['title', 'summary'] as const) {
    if ((header[field] ?? '').trim() !== '') continue;
    report.add('error', 'undocumented', `a strict file has a "${field}"`, header[field] === undefined ? [] : [field]);
  }
  if ((header.sources ?? []).length > 0) return;
  const hint = 'list what its numbers and rules are taken from: id, citation, url';
  report.add('error', 'undocumented', 'a strict file has "sources"', header.sources ? ['sources'] : [], hint);
}

function checkUsed(module: CheckedModule, program: CheckedProgram): void {
  const used = usedSources(module, program);
  const seen = new Set<string>();
  for (const [index, { id }] of (module.parsed.header.sources ?? []).entries()) {
    const path = ['sources', index, 'id'];
    if (seen.has(id)) module.report.add('error', 'duplicate-source', `source "${id}" is listed twice`, path);
    else if (!used.has(id)) module.report.add('error', 'unused-source', `nothing names source "${id}"`, path);
    seen.add(id);
  }
}

/** What stands in `source` fields of the file, and in `source` columns of the tables of its rates. */
function usedSources(module: CheckedModule, program: CheckedProgram): ReadonlySet<string> {
  const { header, states } = module.parsed;
  const used = new Set<string>();
  for (const { json } of objectsIn([header.targets, Object.fromEntries(states)], [])) {
    if (typeof json['source'] === 'string') used.add(json['source']);
    const table = textOf(json['table']);
    for (const id of table === '' ? [] : sourcesOfTable(program.tableText(table, module))) used.add(id);
  }
  return used;
}

function sourcesOfTable(text: string | undefined): readonly string[] {
  const [header, ...rows] = readCsv(text ?? '', '').rows;
  const column = header?.cells.indexOf('source') ?? -1;
  return column === -1 ? [] : rows.map(({ cells }) => cells[column] ?? '');
}
