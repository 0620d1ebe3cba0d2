/** Systems whose codes are judged by their form; no list could hold them. */
export const RULES: Readonly<Record<string, CodeRule>> = {
  'http://unitsofmeasure.org': 'ucum',
  'urn:ietf:bcp:47': 'language',
  'urn:ietf:bcp:13': 'mime-type',
};

export type CodeRule = 'ucum' | 'language' | 'mime-type';

// BCP 47: language, extended language, script, region, variants, extensions, private use; or private use alone.
const LANGUAGE =
  /^(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4}|[A-Za-z]{5,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*(?:-[A-WY-Za-wy-z\d](?:-[A-Za-z\d]{2,8})+)*(?:-x(?:-[A-Za-z\d]{1,8})+)?$|^x(?:-[A-Za-z\d]{1,8})+$/;

// RFC 6838 with the parameters of RFC 2045: `text/plain; charset=UTF-8`.
const MIME_TYPE =
  /^[A-Za-z\d][\w!#$&^.+-]{0,126}\/[A-Za-z\d][\w!#$&^.+-]{0,126}(?:\s*;\s*[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~/:-]+|"[^"]*"))*$/;

export function isLanguage(code: string): boolean {
  return LANGUAGE.test(code);
}

/** A MIME type, or one of the short names that FHIR itself uses in its place (http.html#parameters). */
export function isMimeType(code: string): boolean {
  return MIME_TYPE.test(code) || code === 'json' || code === 'xml' || code === 'ttl';
}
