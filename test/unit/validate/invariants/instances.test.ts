import { describe, expect, it } from 'vitest';
import type { JsonObject, ResourceJson } from '../../../../src/core/json.ts';
import { GUIDES } from '../../../../src/reference/guides.ts';
import { INVARIANT_RULES, type InvariantRule } from '../../../../src/validate/invariants/index.ts';
import { bundleOf } from '../../../support/bundles.ts';
import { elementsAt, elementsIn } from '../../../support/elements-at.ts';
import { everyKind } from '../../../support/every-kind.ts';
import { isResourceType } from '../../../support/fhir-shapes.ts';
import { breakAtRandom } from '../../../support/mutations/random.ts';
import { type Place, verdictOf } from '../../../support/oracle.ts';
import { examplesOf, hasPackage } from '../../../support/us-core.ts';
import { ELSEWHERE, MEANT } from './meaning.ts';

type Verdict = (place: Place) => boolean;

const RULES = INVARIANT_RULES.filter(
  ({ key, at, expression }) => !(key in ELSEWHERE) && !(expression in ELSEWHERE) && at !== 'Element',
);
const ON_RESOURCES = grouped(
  RULES.filter(({ at }) => isResourceType(at.split('.')[0] ?? '')),
  ({ at }) => at.split('.')[0] ?? '',
);
const ON_TYPES = grouped(
  RULES.filter(({ at }) => !isResourceType(at.split('.')[0] ?? '')),
  ({ at }) => at,
);
const ORACLES = new Map<InvariantRule, Verdict>();

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function oracleOf(rule: InvariantRule): Verdict {
  const known = ORACLES.get(rule) ?? verdictOf(rule.at, MEANT[rule.expression] ?? rule.expression);
  ORACLES.set(rule, known);
  return known;
}

/** The invariants of the elements of a resource on which we and fhirpath.js differ; counts all that were judged. */
function differences(resource: JsonObject, count: () => void): string[] {
  const judge = (rule: InvariantRule, place: Place): string[] => {
    count();
    const ours = rule.holds(place.element, {
      resource: place.resource as ResourceJson,
      root: place.root as ResourceJson,
    });
    return ours === oracleOf(rule)(place)
      ? []
      : [`${rule.key} at ${rule.at} is ${ours} for ${JSON.stringify(place.element).slice(0, 300)}`];
  };
  const ofResource = (ON_RESOURCES.get(String(resource['resourceType'])) ?? []).flatMap((rule) =>
    elementsAt(resource, rule.at).flatMap((place) => judge(rule, place)),
  );
  const ofTypes = elementsIn(resource).flatMap((place) =>
    typeof place.element === 'object' ? (ON_TYPES.get(place.path) ?? []).flatMap((rule) => judge(rule, place)) : [],
  );
  return [...ofResource, ...ofTypes];
}

function differencesOf(resources: readonly JsonObject[]): {
  readonly judged: number;
  readonly found: readonly string[];
} {
  const done = { judged: 0 };
  const found = resources.flatMap((resource) =>
    differences(resource, () => {
      done.judged++;
    }),
  );
  return { judged: done.judged, found };
}

/** What keeps the JSON types of elements; of others fhirpath.js judges nothing. */
const KEEPS_TYPES =
  / (?:removed|twice|its first gone|another (?:code|system|word)|without day|to \w.*|below zero|a choice of two)$/;

const SOUND = JSON.stringify(bundleOf(everyKind()));

describe('invariants and fhirpath.js agree', () => {
  it('on what the program writes', () => {
    const bundle = JSON.parse(SOUND);
    const { judged, found } = differencesOf([
      bundle,
      ...bundle.entry.map((entry: { resource: JsonObject }) => entry.resource),
    ]);
    expect(found).toEqual([]);
    expect(judged).toBeGreaterThan(500);
  });

  it('on it when it is broken', () => {
    const broken = Array.from({ length: 400 }, (_, i) => {
      const bundle = JSON.parse(SOUND);
      const done = breakAtRandom(bundle, i);
      return KEEPS_TYPES.test(done) ? [bundle.entry[Number(/\d+/.exec(done)?.[0])].resource as JsonObject] : [];
    }).flat();
    expect(broken.length).toBeGreaterThan(100);
    expect(differencesOf(broken).found).toEqual([]);
  });

  it.skipIf(!GUIDES.some(hasPackage)).each(GUIDES)(
    'on the published examples of %s (skipped without US_CORE_PACKAGES)',
    (guide) => {
      const { judged, found } = differencesOf([...examplesOf(guide).values()].slice(0, 250) as JsonObject[]);
      expect(found).toEqual([]);
      expect(judged).toBeGreaterThan(1000);
    },
  );
});
