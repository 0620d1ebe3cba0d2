/** A place in a text file; line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type Severity = 'error' | 'warning' | 'note';

/** Something to say about a file that a person wrote. Diagnostics are values: collected, never thrown. */
export interface Diagnostic {
  readonly severity: Severity;
  /** Short stable name of the rule, kebab-case. */
  readonly code: string;
  readonly message: string;
  /** Path of the file as the user named its folder. */
  readonly file: string;
  /** JSON pointer (RFC 6901) of the place inside the file; empty for the whole file. */
  readonly pointer: string;
  readonly position?: Position;
  /** What to do about it. */
  readonly hint?: string;
}

/** `file:line:column: severity: message [code]` and, on a second line, the hint. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, position, severity, message, code, pointer, hint } = diagnostic;
  const place = position ? `${file}:${position.line}:${position.column}` : file;
  const where = pointer === '' ? '' : ` at ${pointer}`;
  return `${place}: ${severity}: ${message} [${code}]${where}${hint ? `\n    ${hint}` : ''}`;
}

/** Orders diagnostics by file, then place. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const line = (a.position?.line ?? 0) - (b.position?.line ?? 0);
  return line !== 0 ? line : (a.position?.column ?? 0) - (b.position?.column ?? 0);
}

/** Whether any of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** A JSON pointer from path segments, escaped by RFC 6901. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
