import type { ObservationEntry } from '../../record/kinds/observation.ts';
import { fhirUri } from './text.ts';

/** Whether an observation's attachment can be written: it has data or an address. */
export function hasMedia({ attachment }: ObservationEntry): boolean {
  return attachment !== null && (!!attachment.data || fhirUri(attachment.url) !== undefined);
}

/** `data` itself where it is base64 (RFC 4648), else the base64 of its UTF-8. */
export function base64(data: string): string {
  const isBase64 = data.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(data);
  return isBase64 ? data : Buffer.from(data).toString('base64');
}
