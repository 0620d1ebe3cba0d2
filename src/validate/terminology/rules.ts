/** Systems whose codes are judged by their form; no list could hold them. */
export const RULES: Readonly<Record<string, CodeRule>> = {
  'http://unitsofmeasure.org': 'ucum',
  'urn:ietf:bcp:47': 'language',
  'urn:ietf:bcp:13': 'mime-type',
  'urn:iso:std:iso:4217': 'currency',
};

export type CodeRule = 'ucum' | 'language' | 'mime-type' | 'currency';

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

/** The codes of ISO 4217, and some that were codes when much of what is written now was written. */
const CURRENCIES: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP ' +
    'COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GGP GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS IMP INR IQD ' +
    'IRR ISK JEP JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR ' +
    'MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP ' +
    'SZL THB TJS TMT TND TOP TRY TTD TVD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VEF VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XDR XOF ' +
    'XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWL'
  ).split(' '),
);

export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}
