import type { Formula } from './formula.ts';

/** Index of fibrosis of the liver; age counts in years. */
export const fib4: Formula = {
  name: 'fib-4',
  inputs: { ast: 'U/L', alt: 'U/L', platelets: '10*3/uL' },
  unit: '{score}',
  citation: 'Sterling RK and others, Hepatology 2006;43:1317',
  evaluate(inputs, subject) {
    const ast = inputs[0] as number;
    const alt = inputs[1] as number;
    const platelets = inputs[2] as number;
    return (subject.age * ast) / (platelets * Math.sqrt(alt));
  },
};
