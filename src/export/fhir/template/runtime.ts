/** What the generated writers call. */

// What JSON.stringify escapes inside a string: quotes, backslashes, control characters and lone surrogates (here: any
// surrogate, JSON.stringify then tells).
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** `value` as it stands between the quotes of a JSON string. */
export function escaped(value: string): string {
  return ESCAPED.test(value) ? JSON.stringify(value).slice(1, -1) : value;
}

/** A JSON number; null for those that JSON does not have. */
export function numeral(value: number): string {
  return value - value === 0 ? `${value}` : 'null';
}

/** A property whose list may turn out empty: `key[members]`, or nothing. Each member begins with a comma. */
export function listOf(key: string, members: string): string {
  return members === '' ? '' : `${key}[${members.slice(1)}]`;
}

/** `{properties}` of properties that each begin with a comma. */
export function objectOf(properties: string): string {
  return `{${properties.slice(1)}}`;
}

/** `each` member of a list that is not empty, comma between them. */
export function joined<T>(values: readonly T[], each: (value: T) => string): string {
  let out = each(values[0] as T);
  for (let i = 1; i < values.length; i++) out += `,${each(values[i] as T)}`;
  return out;
}
