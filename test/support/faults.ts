import type { Finding } from '../../src/validate/finding.ts';
import { ResourceJudge } from '../../src/validate/resource-judge.ts';
import { validateBundle } from '../../src/validate/validate.ts';

const judge = new ResourceJudge();

/** The errors in a bundle; warnings, each of which has a reason (test/conformance/messages.json), aside. */
export function faultsIn(bundle: object): readonly Finding[] {
  return validateBundle(bundle, { judge }).filter(({ severity }) => severity === 'error');
}
