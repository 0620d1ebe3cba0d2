import type { SimTime } from '../core/time.ts';
import type { Address, Person } from './person.ts';

/** A home that somebody has or had. */
export interface HomeOf {
  readonly address: Address;
  /** undefined where nothing is known of former homes. */
  readonly from: SimTime | undefined;
  /** undefined of the home at the time that was asked for. */
  readonly until: SimTime | undefined;
}

/** The homes that a person has had by a time, the latest first: at least one. */
export function homesAt({ address, birth, residence }: Person, t: SimTime): readonly HomeOf[] {
  if (!residence) return [{ address, from: undefined, until: undefined }];
  const { former } = residence;
  const all = [...former, { address, from: former[former.length - 1]?.until ?? birth, until: undefined }];
  const begun = all.filter(({ from }, i) => i === 0 || from <= t).reverse();
  return begun.map((home, i) => (i === 0 ? { ...home, until: undefined } : home));
}
