import { describe, expect, it } from 'vitest';
import type { Json, JsonObject, ResourceJson } from '../../../../src/core/json.ts';
import { INVARIANT_RULES, type InvariantRule, invariantOf } from '../../../../src/validate/invariants/index.ts';
import { ELSEWHERE } from './meaning.ts';

function ruleAt(key: string, at: string): InvariantRule {
  const found = INVARIANT_RULES.find((rule) => rule.key === key && rule.at === at);
  if (found === undefined) throw new Error(`there is no ${key} at ${at}`);
  return found;
}

const PRACTITIONER = { resourceType: 'Practitioner', id: 'a' };
const ORGANIZATION = { resourceType: 'Organization', id: 'a' };
const onBehalfOf = { reference: 'Organization/x' };

function root(...contained: JsonObject[]): ResourceJson {
  return { resourceType: 'Basic', contained };
}

type Case = readonly [key: string, at: string, element: Json, holds: boolean, root?: ResourceJson];

const CONDITION_SYSTEM = 'http://terminology.hl7.org/CodeSystem/condition-category';

const CASES: readonly Case[] = [
  ['ctm-1', 'CareTeam.participant', {}, true],
  ['ctm-1', 'CareTeam.participant', { member: { reference: 'Patient/x' } }, true],
  ['ctm-1', 'CareTeam.participant', { onBehalfOf, member: { reference: 'Practitioner/x' } }, true],
  ['ctm-1', 'CareTeam.participant', { onBehalfOf, member: { reference: 'Patient/x' } }, false],
  ['ctm-1', 'CareTeam.participant', { onBehalfOf, member: { reference: 'urn:uuid:a' } }, true],
  ['ctm-1', 'CareTeam.participant', { onBehalfOf, member: { reference: '#a' } }, true, root(PRACTITIONER)],
  ['ctm-1', 'CareTeam.participant', { onBehalfOf, member: { reference: '#a' } }, false, root(ORGANIZATION)],
  ['provenance-1', 'Provenance.agent', { who: { reference: 'Practitioner/x' } }, false],
  ['provenance-1', 'Provenance.agent', { who: { reference: 'Device/x' }, onBehalfOf }, true],
  ['provenance-1', 'Provenance.agent', { who: { reference: 'Organization/x' } }, true],
  ['provenance-1', 'Provenance.agent', { who: { reference: '#a' } }, false, root(PRACTITIONER)],
  ['provenance-1', 'Provenance.agent.onBehalfOf', onBehalfOf, true],
  [
    'us-core-1',
    'Condition',
    { category: [{ coding: [{ system: CONDITION_SYSTEM, code: 'problem-list-item' }] }] },
    true,
  ],
  ['us-core-1', 'Condition', { category: [{ coding: [{ system: CONDITION_SYSTEM, code: 'x' }] }] }, false],
  ['us-core-1', 'Condition', { category: [{ text: 'x' }] }, false],
  ['eld-16', 'ElementDefinition', {}, true],
  ['eld-16', 'ElementDefinition', { sliceName: 'a/b-c_d[e]@f' }, true],
  ['eld-16', 'ElementDefinition', { sliceName: 'a b' }, false],
  ['eld-19', 'ElementDefinition', { path: 'Patient.name' }, true],
  ['eld-19', 'ElementDefinition', { path: '..' }, false],
  ['eld-20', 'ElementDefinition', { path: 'Patient.value[x]' }, true],
  ['eld-20', 'ElementDefinition', { path: '1' }, false],
  ['dom-r4b', 'SubscriptionStatus.contained', { resourceType: 'Patient' }, true],
  ['dom-r4b', 'SubscriptionStatus.contained', { resourceType: 'Citation' }, false],
  ['sst-1', 'SubscriptionStatus', { type: 'heartbeat' }, true],
  ['sst-1', 'SubscriptionStatus', { type: 'event-notification', notificationEvent: [{ eventNumber: '1' }] }, true],
  ['sst-1', 'SubscriptionStatus', { type: 'event-notification' }, false],
  ['ele-1', 'SubscriptionStatus.notificationEvent', { id: 'x' }, false],
  ['ele-1', 'SubscriptionStatus.notificationEvent', { eventNumber: '1' }, true],
];

describe('invariants beside the oracle', () => {
  const cases = CASES.map(([key, at, element, holds, around]) => [key, at, element, holds, around ?? root()] as const);

  it.each(cases)('%s at %s of %j: %s', (key, at, element, holds, around) => {
    expect(ruleAt(key, at).holds(element, { resource: around, root: around })).toBe(holds);
  });

  it('are all judged by something else', () => {
    const tested = new Set([...CASES.map(([key]) => key), 'txt-1', 'txt-2', 'dom-3']);
    const untested = INVARIANT_RULES.filter(({ key, expression }) => key in ELSEWHERE || expression in ELSEWHERE);
    expect(untested.filter(({ key }) => !tested.has(key)).map(({ key }) => key)).toEqual([]);
  });
});

describe('invariantOf', () => {
  it('tells invariants of one key by their expression', () => {
    const ofName = invariantOf(
      'us-core-6',
      "(family.exists() or given.exists()) xor extension.where(url='http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()",
    );
    const ofAttachment = invariantOf('us-core-6', 'url.exists() or data.exists()');
    const around = { resource: root(), root: root() };
    expect(ofName?.({ family: 'x' }, around)).toBe(true);
    expect(ofAttachment?.({ family: 'x' }, around)).toBe(false);
    expect(invariantOf('us-core-6', 'true')).toBeUndefined();
  });

  it('has each once', () => {
    const names = INVARIANT_RULES.map(({ key, expression }) => `${key} ${expression}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('does not choke on what structure has turned down', () => {
    const odd: readonly Json[] = [[], '', 0, {}, [null], [[]], 'x'];
    const around = { resource: root(), root: root() };
    for (const { at, expression, holds } of INVARIANT_RULES) {
      const names = expression.match(/[a-zA-Z]+/g) ?? [];
      for (const value of odd) {
        const element = Object.fromEntries(names.map((name) => [name, value]));
        expect(typeof holds(element, around), `${at} of ${JSON.stringify(value)}`).toBe('boolean');
      }
    }
  });
});
