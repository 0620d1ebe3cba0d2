import { COURSES } from './courses.ts';
import { PERSON_RULES } from './persons.ts';
import { QUANTITIES, type QuantityName } from './quantities/index.ts';
import type { Quantity } from './quantity.ts';
import { BLOOD_COUNT_RELATIONS } from './relations/blood-count.ts';
import { BODY_RELATIONS } from './relations/body.ts';
import { CHEMISTRY_RELATIONS } from './relations/chemistry.ts';
import { METABOLISM_RELATIONS } from './relations/metabolism.ts';
import type { PlausibilityRule, RelationRule } from './rule.ts';
import { UNIT_RULE } from './units.ts';

/** The registry of relations between values of one time. */
export const RELATIONS: readonly RelationRule[] = [
  ...BODY_RELATIONS,
  ...BLOOD_COUNT_RELATIONS,
  ...CHEMISTRY_RELATIONS,
  ...METABOLISM_RELATIONS,
];

/** The key of the rule that a quantity keeps its bounds. */
export function limitsKey(name: QuantityName): string {
  return `${name}-limits`;
}

function limitsText(name: QuantityName, { low, high, least, most, unit }: Quantity): string {
  const below = Number.isFinite(least) ? `below ${least}` : '';
  const above = Number.isFinite(most) ? `above ${most}` : '';
  const beyond = [below, above].filter(Boolean).join(' or ');
  const cannotBe = beyond === '' ? '' : `; ${beyond}, which cannot be, an error`;
  return `${words(name)} must be between ${low} and ${high} ${unit}${cannotBe}`;
}

/** Every rule of plausibility. The severity of limits is that of values nobody has; of values that cannot be, it is an error. */
export const PLAUSIBILITY_RULES: readonly PlausibilityRule[] = [
  ...(Object.entries(QUANTITIES) as [QuantityName, Quantity][]).map(([name, quantity]) => ({
    key: limitsKey(name),
    severity: 'warning' as const,
    says: limitsText(name, quantity),
    why: quantity.why,
  })),
  UNIT_RULE,
  ...RELATIONS,
  ...COURSES,
  ...Object.values(PERSON_RULES),
];

/** The words of a key. */
export function words(key: string): string {
  return key.replaceAll('-', ' ');
}
