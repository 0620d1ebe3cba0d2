import { describe, expect, it } from 'vitest';
import type { JsonObject, ResourceJson } from '../../../../src/core/json.ts';
import { INVARIANT_RULES, type InvariantRule } from '../../../../src/validate/invariants/index.ts';
import { elementsAt } from '../../../support/elements-at.ts';
import { isResourceType } from '../../../support/fhir-shapes.ts';
import { type Place, verdictOf } from '../../../support/oracle.ts';
import { Dice, RandomElements, vocabularyOf } from '../../../support/random-elements.ts';
import { ELSEWHERE, MEANT, NEVER } from './meaning.ts';

/** Types that stand for all that have the invariant. */
const STAND_INS: Readonly<Record<string, string>> = {
  Element: 'HumanName',
  DomainResource: 'Patient',
  SimpleQuantity: 'Quantity',
  MoneyQuantity: 'Quantity',
  MetadataResource: 'ValueSet',
};

const named = ({ key, at, expression }: InvariantRule) => `${key} at ${at}: ${expression.slice(0, 80)}`;

function makeElements(at: string, expression: string, seed: number): readonly Place[] {
  const start = at.split('.')[0] ?? at;
  const made: JsonObject = new RandomElements(new Dice(seed), vocabularyOf(expression, at)).object(start);
  return elementsAt(isResourceType(start) ? { resourceType: start, ...made } : made, at);
}

describe('invariants and fhirpath.js', () => {
  const rules = INVARIANT_RULES.filter(
    ({ key, expression }) => ELSEWHERE[expression] === undefined && ELSEWHERE[key] === undefined,
  );

  it.each(rules.map((rule) => [named(rule), rule] as const))(
    'agree on %s',
    (_, { key, at: path, expression, holds }) => {
      const at = STAND_INS[path] ?? path;
      const meant = MEANT[expression] ?? expression;
      const judge = verdictOf(at, meant);
      const seen = new Set<boolean>();
      const wanted = (NEVER[key] ?? NEVER[expression]) === undefined ? 2 : 1;
      for (let seed = 1; seed <= 3000 && (seed < 150 || seen.size < wanted); seed++) {
        for (const place of makeElements(at, meant, seed * 7919)) {
          const ours = holds(place.element, {
            resource: place.resource as ResourceJson,
            root: place.root as ResourceJson,
          });
          const theirs = judge(place);
          seen.add(ours);
          if (ours !== theirs) expect({ holds: ours, ...place }).toEqual({ holds: theirs, ...place });
        }
      }
      expect([...seen].sort()).toHaveLength(wanted);
    },
  );

  it('are about all but a few', () => {
    expect(rules.length).toBeGreaterThan(INVARIANT_RULES.length - 20);
  });
});
