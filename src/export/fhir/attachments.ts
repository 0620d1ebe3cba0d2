import type { ObservationEntry } from '../../record/kinds/observation.ts';
import { fhirUri } from './text.ts';

/** Whether an observation's attachment can be written: it has data or an address. */
export function hasMedia({ attachment }: ObservationEntry): boolean {
  return attachment !== null && (!!attachment.data || fhirUri(attachment.url) !== undefined);
}
