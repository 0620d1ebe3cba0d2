import type { Code } from '../../core/code.ts';

/** The SOP class as bare OID; "unspecified", the root of DICOM's own classes, where a module has no OID. */
export function sopClassOid({ code }: Code): string {
  const oid = code.replace(/^urn:oid:/, '');
  return /^[0-2](\.(0|[1-9]\d*))+$/.test(oid) ? oid : '1.2.840.10008';
}
