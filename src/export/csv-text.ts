/** A row of CSV (RFC 4180) with its line feed; a value with a comma, a quote or a line break is quoted. */
export function csvRow(values: readonly (string | number)[]): string {
  // Most rows need no quotes. To look at the whole row once costs less than to look at each value (measured).
  const row = values.join(',');
  return `${isPlain(row, values.length - 1) ? row : values.map((value) => csvCell(String(value))).join(',')}\n`;
}

/** Whether nothing in a row needs quotes: it has no more commas than those between values, no quote and no line break. */
function isPlain(row: string, commas: number): boolean {
  let left = commas;
  for (let i = 0; i < row.length; i++) {
    const char = row.charCodeAt(i);
    if (char === COMMA) left--;
    else if (char === QUOTE || char === LINE_FEED || char === RETURN) return false;
  }
  return left === 0;
}

const COMMA = 0x2c;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** A value of CSV, quoted where it must be. */
export function csvCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const NEEDS_QUOTES = /[",\r\n]/;
