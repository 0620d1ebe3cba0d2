import type { EntryBase } from './entry.ts';

/** Things handed out. */
export interface SupplyEntry extends EntryBase {
  readonly kind: 'supply';
  readonly quantity: number;
}
