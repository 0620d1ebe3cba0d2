import { ADMINISTRATIVE_RULES } from './administrative.ts';
import { BUNDLE_RULES } from './bundles.ts';
import { CLINICAL_RULES } from './clinical.ts';
import { CONTAINED_RULES } from './contained.ts';
import { DEFINITION_RULES } from './definitions.ts';
import { ELEMENT_DEFINITION_RULES } from './element-definitions.ts';
import { GENERAL_RULES } from './general.ts';
import type { Invariant, InvariantRule } from './invariant.ts';
import { QUESTIONNAIRE_RULES } from './questionnaires.ts';
import { STRUCTURE_DEFINITION_RULES } from './structure-definitions.ts';
import { TEST_SCRIPT_RULES } from './test-scripts.ts';
import { US_CORE_RULES } from './us-core.ts';

export type { Invariant, InvariantContext, InvariantRule } from './invariant.ts';

/** Every invariant that can be judged. */
export const INVARIANT_RULES: readonly InvariantRule[] = [
  ...GENERAL_RULES,
  ...CONTAINED_RULES,
  ...BUNDLE_RULES,
  ...CLINICAL_RULES,
  ...ADMINISTRATIVE_RULES,
  ...US_CORE_RULES,
  ...QUESTIONNAIRE_RULES,
  ...DEFINITION_RULES,
  ...ELEMENT_DEFINITION_RULES,
  ...STRUCTURE_DEFINITION_RULES,
  ...TEST_SCRIPT_RULES,
];

/** Published invariants that nobody can judge by their letter, with the reason. */
export const UNJUDGED_INVARIANTS: readonly {
  readonly key: string;
  readonly expression: string;
  readonly reason: string;
}[] = [
  {
    key: 'inv-1',
    expression: 'substanceExposureRisk.exists() and code.empty()',
    reason: 'it stands at an extension, which has neither element: it would fail for each',
  },
];

const BY_NAME: ReadonlyMap<string, InvariantRule> = new Map(
  INVARIANT_RULES.map((each) => [nameOf(each.key, each.expression), each]),
);

/** The judge of an invariant of a definition; undefined where nobody has written one. Different guides use one key for different expressions. */
export function invariantOf(key: string, expression: string): Invariant | undefined {
  return BY_NAME.get(nameOf(key, expression))?.holds;
}

function nameOf(key: string, expression: string): string {
  return `${key} ${expression}`;
}
