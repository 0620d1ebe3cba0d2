/** A truth of FHIRPath, where what is absent is neither true nor false. An invariant holds only where it is true. */
export type Truth = boolean | undefined;

export function implies(condition: Truth, conclusion: Truth): boolean {
  return condition === false || conclusion === true;
}

export function negated(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

export function areDistinct(values: readonly unknown[]): boolean {
  return values.length < 2 || new Set(values).size === values.length;
}
