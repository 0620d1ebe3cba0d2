import type { Host } from './host.ts';
import type { CheckValue } from './judgement.ts';
import { bindingCheck, type Demand, invariantCheck } from './leaf-checks.ts';
import { equals, fits, shown } from './matching.ts';
import type { DefinitionTable, ElementTable } from './tables.ts';

/** What an element of a profile asks of its value itself, whatever its type: fixed values, patterns, bindings, invariants. */
export function valueChecks(element: ElementTable, table: DefinitionTable, host: Host, demand: Demand): CheckValue[] {
  const { judgement } = host;
  const { fixed, pattern, binding, maxLength, invariants = [] } = element;
  const checks: (CheckValue | undefined)[] = [];
  const ask = (holds: (value: never) => boolean, text: string): void => {
    checks.push((value, depth, key) => {
      if (!holds(value as never)) judgement.tell('profile', 'error', depth, key, text, demand.source);
    });
  };
  if (fixed !== undefined) ask((value) => equals(value, fixed), `must be ${shown(fixed)}`);
  if (pattern !== undefined) ask((value) => fits(pattern, value), `must match ${shown(pattern)}`);
  if (maxLength !== undefined)
    ask((value) => !(String(value).length > maxLength), `may have at most ${maxLength} characters`);
  // A code that the profile fixes itself cannot be another one, whatever set it recommends.
  const isFixed = (fixed ?? pattern) !== undefined && binding?.strength === 'extensible';
  if (binding && !isFixed) checks.push(bindingCheck(host, binding, demand));
  for (const key of invariants) {
    const invariant = table.invariants?.[key];
    if (invariant) checks.push(invariantCheck(host, key, invariant, demand));
  }
  return checks.filter((check) => check !== undefined);
}
