import type { SimTime } from '../../core/time.ts';
import type { EntryBase } from './entry.ts';

/** A device in use or implanted, until it is removed. */
export interface DeviceEntry extends EntryBase {
  readonly kind: 'device';
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly manufactured: SimTime;
  readonly expires: SimTime;
  readonly lotNumber: string;
  readonly serialNumber: string;
  /** Human-readable unique device identifier in the layout of GS1. */
  readonly udi: string;
}
