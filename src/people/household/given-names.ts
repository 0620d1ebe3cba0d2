import { yearOf } from '../../core/time.ts';
import type { Names } from '../../reference/names.ts';
import type { Kin } from './kin.ts';

const TRIES = 6;
/** Roles are fewer; further tries draw beyond them. */
const NEXT_TRY = 32;

/** The given names of brothers and sisters who are nobody of the population: no two of one family, however common, are the same. */
export class GivenNames {
  readonly #names: Names;
  readonly #taken: readonly string[];
  readonly #kin: readonly Kin[];
  #given: readonly string[] | undefined;

  /** `taken` are names of those of the family who are persons of the population. */
  constructor(names: Names, taken: readonly string[], kin: readonly Kin[]) {
    this.#names = names;
    this.#taken = taken;
    this.#kin = kin;
  }

  of(kin: Kin): string {
    this.#given ??= this.#all();
    return this.#given[this.#kin.indexOf(kin)] as string;
  }

  #all(): string[] {
    const taken = new Set(this.#taken);
    return this.#kin.map((kin) => {
      let name = '';
      for (let i = 0; i < TRIES && (i === 0 || taken.has(name)); i++) name = givenName(this.#names, kin, i);
      taken.add(name);
      return name;
    });
  }
}

/** The name that a relative is given at a try. */
export function givenName(names: Names, { owner, role, index, sex, birth }: Kin, tried = 0): string {
  return names.givenName(sex, yearOf(birth), owner.chance.u('givenName', index, role + NEXT_TRY * tried));
}
