/** The languages of http://hl7.org/fhir/ValueSet/languages (FHIR R4), without those of one region. */
const COMMON: ReadonlySet<string> = new Set(
  'ar bn cs da de el en es fi fr fy hi hr it ja ko nl no pa pl pt ru sr sv te zh'.split(' '),
);

/**
 * Whether a language, by its BCP 47 code, is of those that R4 calls common. Its binding to them is preferred alone; but servers and
 * validators of HAPI that have no terminology service call a coding of any other language an error, so these are text, with the coding as an
 * extension of it.
 */
export function isCommonLanguage(code: string): boolean {
  return COMMON.has(code);
}
