/**
 * Arithmetic that gives the same bits on every supported Node. `Math.pow` and `**` do not (their last bit differs between
 * V8 versions); log, exp, sqrt were seen equal on Node 20 to 26 and are held so by the test matrix.
 */

/** x to the power y, for x > 0; relative error below 1e-13 for |y ln x| < 100. */
export function power(x: number, y: number): number {
  return Math.exp(y * Math.log(x));
}

/** Nearest integer, halves up, as the reference engine rounds. */
export function roundHalfUp(x: number): number {
  return Math.floor(x + 0.5);
}

const POWERS_OF_TEN = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** `x` rounded half up to `decimals` places (0 to 9). */
export function roundTo(x: number, decimals: number): number {
  const scale = POWERS_OF_TEN[decimals] ?? 1e9;
  return Math.floor(x * scale + 0.5) / scale;
}

/** `x` rounded down to `decimals` places (0 to 9); what lies below a place by 1e-9 or less, as sums of decimals do, stays on it. */
export function floorTo(x: number, decimals: number): number {
  const scale = POWERS_OF_TEN[decimals] ?? 1e9;
  return Math.floor((x + 1e-9) * scale) / scale;
}

/** Linear between knots, constant beyond the first and last. */
export function between(knots: readonly (readonly [number, number])[], x: number): number {
  const last = knots.length - 1;
  const first = knots[0] as readonly [number, number];
  if (x <= first[0]) return first[1];
  for (let i = 1; i <= last; i++) {
    const right = knots[i] as readonly [number, number];
    if (x > right[0]) continue;
    // By position: taking a pair apart as a list costs more than all the rest.
    const left = knots[i - 1] as readonly [number, number];
    return left[1] + ((x - left[0]) / (right[0] - left[0])) * (right[1] - left[1]);
  }
  return (knots[last] as readonly [number, number])[1];
}

/** Standard normal cumulative distribution (West 2005, after Hart 1968); absolute error below 1e-14. */
export function normalCdf(z: number): number {
  const x = Math.abs(z);
  if (x > 37) return z > 0 ? 1 : 0;
  const density = Math.exp((-x * x) / 2);
  let tail: number;
  if (x < 7.07106781186547) {
    const numerator =
      ((((((3.52624965998911e-2 * x + 0.700383064443688) * x + 6.37396220353165) * x + 33.912866078383) * x +
        112.079291497871) *
        x +
        221.213596169931) *
        x +
        220.206867912376) *
      density;
    const denominator =
      ((((((8.83883476483184e-2 * x + 1.75566716318264) * x + 16.064177579207) * x + 86.7807322029461) * x +
        296.564248779674) *
        x +
        637.333633378831) *
        x +
        793.826512519948) *
        x +
      440.413735824752;
    tail = numerator / denominator;
  } else {
    tail = density / ((x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) * 2.506628274631);
  }
  return z > 0 ? 1 - tail : tail;
}

/** Standard normal quantile for p in (0, 1): algorithm AS 241 (Wichura 1988), relative accuracy about 1e-16. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
          13731.69376550946) *
          r +
          1971.5909503065513) *
          r +
          133.14166789178438) *
          r +
          3.3871328727963665)) /
      (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
        5394.196021424751) *
        r +
        687.1870074920579) *
        r +
        42.31333070160091) *
        r +
        1)
    );
  }
  let r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  let value: number;
  if (r <= 5) {
    r -= 1.6;
    value =
      (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
        3.6478483247632045) *
        r +
        5.769497221460691) *
        r +
        4.630337846156546) *
        r +
        1.4234371107496835) /
      (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) *
        r +
        0.6897673349851) *
        r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
        1);
  } else {
    r -= 5;
    value =
      (((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
        0.026532189526576124) *
        r +
        0.29656057182850487) *
        r +
        1.7848265399172913) *
        r +
        5.463784911164114) *
        r +
        6.657904643501103) /
      (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
        0.0007868691311456133) *
        r +
        0.014875361290850615) *
        r +
        0.1369298809227358) *
        r +
        0.599832206555888) *
        r +
        1);
  }
  return q < 0 ? -value : value;
}
