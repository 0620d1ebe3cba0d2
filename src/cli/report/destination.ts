import { existsSync, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { didYouMean } from '../../core/suggest.ts';
import { OutputFolder } from '../../export/sink.ts';
import type { Host } from '../host.ts';

/** Where something goes, and in which form. */
export interface Destination<Format extends string> {
  readonly format: Format;
  /** Undefined for standard output. */
  readonly file: string | undefined;
}

/**
 * The form that is asked for, or that the ending of the file says; `plain` where neither says anything. The file can be written, or
 * this throws: nobody waits for a report that has nowhere to go.
 * @throws AppError for an unknown form or ending, or a place that cannot be written to.
 */
export function destinationOf<Format extends string>(
  asked: { readonly format: string | undefined; readonly out: string | undefined },
  endings: Readonly<Record<string, Format>>,
  plain: Format,
): Destination<Format> {
  const { format, out } = asked;
  if (out?.trim() === '') throw new AppError(ExitCode.usage, '--out is empty; name a file');
  if (out !== undefined) checkPlace(out);
  const forms = [...new Set(Object.values(endings))];
  const form = format === undefined ? formOfEnding(out, endings, plain) : formNamed(format, forms);
  if (out === undefined) return { format: form, file: undefined };
  new OutputFolder(dirname(out)).create(basename(out)).abort();
  return { format: form, file: out };
}

/** Whether a file may be written, or replaced, there. @throws AppError for a folder or device. */
export function checkPlace(out: string): void {
  if (!existsSync(out) || statSync(out).isFile()) return;
  if (statSync(out).isDirectory()) {
    throw new AppError(ExitCode.usage, `--out ${JSON.stringify(out)} is a folder; name a file in it`);
  }
  // A file is written beside its place and then put there, which would replace a device.
  const hint = 'leave --out out for standard output';
  throw new AppError(ExitCode.usage, `--out ${JSON.stringify(out)} is a device, not a file`, { hint });
}

/** Writes a file whole: until it is complete, what stood there stands. */
export function deliver(host: Host, file: string, text: string): void {
  new OutputFolder(dirname(file)).write(basename(file), Buffer.from(text));
  host.err.write(`written: ${file}\n`);
}

function formOfEnding<Format extends string>(
  out: string | undefined,
  endings: Readonly<Record<string, Format>>,
  plain: Format,
): Format {
  const ending = extname(out ?? '').toLowerCase();
  if (out === undefined) return plain;
  const form = endings[ending];
  if (form !== undefined) return form;
  const known = Object.keys(endings).map((name) => `*${name}`);
  const hint = `name the file ${known.join(', ')}, or say what it shall be with --format`;
  const what = ending === '' ? `the name ${JSON.stringify(out)} has no ending` : `nothing is written as "${ending}"`;
  throw new AppError(ExitCode.usage, what, { hint });
}

function formNamed<Format extends string>(text: string, forms: readonly Format[]): Format {
  const found = forms.find((form) => form === text.toLowerCase());
  if (found !== undefined) return found;
  const message = `--format ${JSON.stringify(text)} is not one of ${forms.join(', ')}${didYouMean(text, forms)}`;
  throw new AppError(ExitCode.usage, message);
}
