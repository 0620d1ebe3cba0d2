/** A row of CSV (RFC 4180) with its line feed; a value with a comma, a quote or a line break is quoted. */
export function csvRow(values: readonly (string | number)[]): string {
  return `${values.map(csvValue).join(',')}\n`;
}

function csvValue(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
