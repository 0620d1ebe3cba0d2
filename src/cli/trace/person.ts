import { AppError, ExitCode } from '../../core/app-error.ts';
import { formatDiagnostic, hasErrors } from '../../core/diagnostic.ts';
import { isObject } from '../../core/json.ts';
import { readJson } from '../../core/json-source.ts';
import { didYouMean } from '../../core/suggest.ts';
import { parseTime } from '../../core/time.ts';
import type { AttributeValue } from '../../language/values.ts';
import type { TracedPerson } from '../../trace/trace-module.ts';

const FIELDS = ['sex', 'birth', 'attributes'] as const;

/**
 * Reads whom a module is traced on, JSON of `sex` (F or M), `birth` (date or time) and `attributes` (numbers, texts, true or false,
 * codes).
 * @throws AppError when it is anything else.
 */
export function personOf(text: string | undefined): TracedPerson {
  if (text === undefined) return {};
  const source = readJson(text, '--person');
  if (hasErrors(source.diagnostics)) throw refuse(source.diagnostics.map(formatDiagnostic).join('\n'));
  const { value } = source;
  if (!isObject(value)) throw refuse('--person is not a JSON object');
  for (const key of Object.keys(value)) {
    const known: readonly string[] = FIELDS;
    if (!known.includes(key)) throw refuse(`--person has the unknown field "${key}"${didYouMean(key, known)}`);
  }
  const { sex, birth, attributes } = value;
  if (sex !== undefined && sex !== 'F' && sex !== 'M') throw refuse('--person: "sex" is F or M');
  const born = typeof birth === 'string' ? parseTime(birth) : undefined;
  if (birth !== undefined && born === undefined) throw refuse('--person: "birth" is a date such as 1970-01-31');
  return {
    ...(sex !== undefined && { sex }),
    ...(born !== undefined && { birth: born }),
    ...(attributes !== undefined && { attributes: attributesOf(attributes) }),
  };
}

function attributesOf(value: unknown): Readonly<Record<string, AttributeValue>> {
  if (!isObject(value)) throw refuse('--person: "attributes" is an object of names and values');
  for (const [name, held] of Object.entries(value)) {
    if (['number', 'string', 'boolean'].includes(typeof held) || isCodeJson(held)) continue;
    throw refuse(`--person: attribute "${name}" is not a number, a text, true, false or a code`);
  }
  return value as Readonly<Record<string, AttributeValue>>;
}

function isCodeJson(value: unknown): boolean {
  return isObject(value) && ['system', 'code', 'display'].every((field) => typeof value[field] === 'string');
}

function refuse(message: string): AppError {
  return new AppError(ExitCode.usage, message);
}
