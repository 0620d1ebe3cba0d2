import type { Code } from '../../core/code.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { CodedCells } from './codings.ts';
import type { RowScope } from './row-scope.ts';
import type { Column } from './table.ts';

/** The columns that many tables have. */

type RowColumn<Row> = Column<Row, RowScope>;

/** Whose row it is. */
export const PATIENT: Column<unknown, RowScope> = {
  name: 'PATIENT',
  type: 'uuid',
  about: 'The patient.',
  required: true,
  references: 'patients',
  value: (_row, scope) => scope.record.person.id,
};

/** The visit in which something happened. */
export const ENCOUNTER: RowColumn<Entry> = {
  name: 'ENCOUNTER',
  type: 'uuid',
  about: 'The encounter in which it happened; empty where it belongs to none.',
  references: 'encounters',
  value: (entry, scope) => scope.visitId(entry),
};

/** `START` of something lasting, or `DATE` of something told to the day. */
export function day(name: 'START' | 'DATE', about: string): RowColumn<Entry> {
  return { name, type: 'date', about, required: true, value: (entry, scope) => scope.date(entry.start) };
}

/** `START` or `DATE` of something told to the second. */
export function moment(name: 'START' | 'DATE', about: string): RowColumn<Entry> {
  return { name, type: 'timestamp', about, required: true, value: (entry, scope) => scope.timestamp(entry.start) };
}

export function system(about: string): RowColumn<Entry> {
  return { name: 'SYSTEM', type: 'text', about, value: ({ codes }, scope) => scope.coded(codes).system };
}

export function code(about: string): RowColumn<Entry> {
  return { name: 'CODE', type: 'text', about, value: ({ codes }, scope) => scope.coded(codes).code };
}

export function description(about: string): RowColumn<Entry> {
  return {
    name: 'DESCRIPTION',
    type: 'text',
    about,
    required: true,
    value: ({ codes }, scope) => scope.coded(codes).text,
  };
}

/** `REASONCODE` and `REASONDESCRIPTION`: the first reason of several. */
export function reason<Row>(reasonsOf: (row: Row) => readonly Code[]): readonly RowColumn<Row>[] {
  const column = (name: string, about: string, cell: (reason: CodedCells) => string | undefined): RowColumn<Row> => ({
    name,
    type: 'text',
    about,
    value: (row, scope) => {
      const first = scope.codings.first(reasonsOf(row));
      return first && cell(first);
    },
  });
  return [
    column('REASONCODE', 'Code of the reason (SNOMED CT), where there is one.', ({ code: reasonCode }) => reasonCode),
    column('REASONDESCRIPTION', 'The reason in words.', ({ text }) => text),
  ];
}

/** A column that nothing is known of yet. */
export function unfilled(name: string, type: 'money' | 'uuid', about: string): Column<unknown, unknown> {
  return { name, type, about, unfilled: true, value: () => undefined };
}
