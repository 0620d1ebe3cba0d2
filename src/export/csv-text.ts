/** A row of CSV (RFC 4180) with its line feed; a value with a comma, a quote or a line break is quoted. */
export function csvRow(values: readonly (string | number)[]): string {
  let row = '';
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as string | number;
    if (i > 0) row += ',';
    row += typeof value === 'number' ? value : csvText(value);
  }
  return `${row}\n`;
}

function csvText(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
