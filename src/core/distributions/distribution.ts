/** A distribution of numbers. Sampling inverts the distribution function: one uniform in, one value out. */
export interface Distribution {
  /** The value at probability `p` in (0, 1); given a uniform draw, a sample. */
  quantile(p: number): number;
  /** Expectation. */
  readonly mean: number;
}

/** A kind of distribution that modules can name. */
export interface DistributionKind {
  /** As modules write it, upper case. */
  readonly kind: string;
  /** Parameters that must be there. */
  readonly required: readonly string[];
  /** Parameters that may be there. */
  readonly optional: readonly string[];
  /** What is wrong with the values, or undefined. */
  problem(parameters: Parameters): string | undefined;
  make(parameters: Parameters): Distribution;
}

export type Parameters = Readonly<Record<string, number>>;

/** A parameter that was checked to be there. */
export function parameter(parameters: Parameters, name: string): number {
  const value = parameters[name];
  if (value === undefined) throw new Error(`distribution parameter ${name} is missing`);
  return value;
}

/** The problem of parameters that must be above zero. */
export function notPositive(parameters: Parameters, names: readonly string[]): string | undefined {
  const name = names.find((candidate) => !(parameter(parameters, candidate) > 0));
  return name === undefined ? undefined : `${name} must be above 0`;
}
