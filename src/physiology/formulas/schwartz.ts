/** Bedside Schwartz equation: Schwartz GJ and others, J Am Soc Nephrol 2009;20:629. */
const K = 0.413;

/** Filtration, mL/min/1.73m2, of a child with a height in cm and a creatinine in mg/dL. */
export function filtrationOfChild(height: number, creatinine: number): number {
  return (K * height) / creatinine;
}

/** The inverse: creatinine in mg/dL. */
export function creatinineOfChild(height: number, filtration: number): number {
  return (K * height) / filtration;
}
