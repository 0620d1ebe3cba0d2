// Everything that a FHIR string may not hold: control characters other than tab, line feed and carriage return, and (so
// that the output is valid UTF-8) surrogates without their other half.
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const SUSPECT = /[\u0000-\u001f\ud800-\udfff]|^\s|\s$/;

/** `value` as a FHIR string: trimmed, without characters that FHIR forbids; undefined when nothing is left. */
export function fhirText(value: string | null | undefined): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (!SUSPECT.test(value)) return value;
  const clean = value.replace(FORBIDDEN, '').trim();
  return clean === '' ? undefined : clean;
}

/** `value` as a FHIR code: no white space but single blanks inside; undefined when nothing is left. */
export function fhirCode(value: string | null | undefined): string | undefined {
  return fhirText(value)?.replace(/\s+/g, ' ');
}

/** `value` as a FHIR uri, or undefined when it is empty or holds white space. */
export function fhirUri(value: string | null | undefined): string | undefined {
  const clean = fhirText(value);
  return clean === undefined || /\s/.test(clean) ? undefined : clean;
}

/** `value` with the characters that mean something in XHTML escaped. */
export function xhtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
