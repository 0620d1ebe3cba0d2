import { readCsv } from '../../core/csv.ts';
import { didYouMean } from '../../core/suggest.ts';
import { textOf } from '../loose-json.ts';
import type { Check, CheckedModule, CheckedProgram } from './check.ts';
import { objectsIn, type PlacedObject } from './walk.ts';

/**
 * Strict files say what they are and list their sources; each listed source is used, by the file or by a table it names, and tables of
 * rates name no other.
 */
export const sources: Check = {
  codes: ['undocumented', 'unused-source', 'duplicate-source', 'unknown-source'],
  check(program) {
    for (const module of program.modules) {
      if (!module.strict) continue;
      checkDocumented(module);
      checkUsed(module, program);
      checkTables(module, program);
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
  const used = new Set<string>();
  for (const { json } of placesOfSources(module)) {
    if (typeof json['source'] === 'string') used.add(json['source']);
    for (const { id } of sourcesOfTable(json, module, program)) used.add(id);
  }
  return used;
}

/** Each id that the tables of the file's rates name and the file does not list, once a table. */
function checkTables(module: CheckedModule, program: CheckedProgram): void {
  const listed = new Set((module.parsed.header.sources ?? []).map(({ id }) => id));
  for (const { json, path } of placesOfSources(module)) {
    const told = new Set<string>();
    for (const { id, line } of sourcesOfTable(json, module, program)) {
      if (id === '' || listed.has(id) || told.has(id)) continue;
      told.add(id);
      const message = `source "${id}", line ${line} of the table, is not listed under "sources"${didYouMean(id, listed)}`;
      module.report.add('error', 'unknown-source', message, [...path, 'table']);
    }
  }
}

function placesOfSources({ parsed: { header, states } }: CheckedModule): readonly PlacedObject[] {
  return objectsIn({ targets: header.targets, states: Object.fromEntries(states) }, []);
}

/** The `source` column of the table that an object names. */
function sourcesOfTable(
  json: PlacedObject['json'],
  module: CheckedModule,
  program: CheckedProgram,
): readonly { readonly id: string; readonly line: number }[] {
  const name = textOf(json['table']);
  if (name === '') return [];
  const csv = readCsv(program.tableText(name, module) ?? '', '');
  const [header, ...rows] = csv.rows;
  const column = header?.cells.indexOf('source') ?? -1;
  if (column === -1) return [];
  return rows.map((row) => ({ id: row.cells[column] ?? '', line: csv.positionOf(row).line }));
}
