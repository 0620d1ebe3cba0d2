import { roundTo } from '../../core/numeric.ts';
import type { Signal } from '../../physiology/signal.ts';
import type { Amount } from './amount.ts';

/** A bare range of a file of the plain format. */
interface RangeJson {
  readonly low: number;
  readonly high: number;
  readonly decimals?: number | undefined;
}

/**
 * A value between the bounds at the place that the person's measured value has among people of the age and sex, rounded as the range says:
 * the file says what is possible, the body who is high and who is low. `otherwise` where that place is not known.
 */
export function rangeOfSignal({ low, high, decimals }: RangeJson, signal: Signal, otherwise: Amount): Amount {
  return (life, visit) => {
    const rank = life.signalRank(signal);
    if (rank === undefined) return otherwise(life, visit);
    const value = low + rank * (high - low);
    return decimals === undefined ? value : roundTo(value, decimals);
  };
}

/** Metric prefixes and units of which they are cut off; an equivalent is a mole here. */
const PREFIXED = /^(?:[munpfkdc]|µ)?(g|mol|eq|l|u|iu|pa|s)$/;

/** Whether two units measure the same kind of thing, however large the one is in the other: `g/L` and `mg/dL`. */
export function areComparable(a: string, b: string): boolean {
  return a === b || kindOf(a) === kindOf(b);
}

/** The unit without what makes it large or small. */
function kindOf(unit: string): string {
  return unit
    .replaceAll(/\{[^}]*\}/g, '')
    .toLowerCase()
    .replaceAll(/[[\]]/g, '')
    .split('/')
    .map((part) => {
      const bare = part.replaceAll(/10[*^]\d+/g, '').replaceAll(/^[*.x]+|[.]+$/g, '');
      const base = PREFIXED.exec(bare)?.[1] ?? bare;
      return base === 'eq' ? 'mol' : base === 'iu' ? 'u' : base;
    })
    .filter((part, i) => i === 0 || part !== '')
    .join('/');
}
