/** An interval of probabilities. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Steps that halve an interval down to the precision of a number. */
const HALVINGS = 60;

/**
 * The exact (Clopper-Pearson) 95 % interval of the probability of what happened `count` times in `n` independent trials: it covers the
 * probability in at least 95 of 100 experiments, whatever it is.
 */
export function exactInterval(count: number, n: number): Interval {
  return {
    low: count === 0 ? 0 : solve((p) => betaShare(p, count, n - count + 1), 0.025),
    high: count === n ? 1 : solve((p) => betaShare(p, count + 1, n - count), 0.975),
  };
}

/** Where a function that rises from 0 to 1 reaches `value`. */
function solve(rising: (p: number) => number, value: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8, modified Lentz). */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on one side only.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a;
  return front / continuedFraction(x, a, b);
}

const TINY = 1e-300;
const PRECISION = 1e-15;
const MOST_TERMS = 100_000;

function continuedFraction(x: number, a: number, b: number): number {
  let value = 1;
  let c = 1;
  let d = 0;
  for (let term = 1; term < MOST_TERMS; term++) {
    const m = Math.floor(term / 2);
    const numerator =
      term % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + numerator * d);
    c = awayFromZero(1 + numerator / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** Logarithm of the gamma function for x >= 1, by Stirling's series after a shift to where it is exact. */
function logGamma(x: number): number {
  let shifted = x;
  let shift = 0;
  while (shifted < 15) shift += Math.log(shifted++);
  const square = 1 / (shifted * shifted);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
