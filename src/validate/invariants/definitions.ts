import type { JsonObject } from '../../core/json.ts';
import { countOf, equals, has, hasAny, isOneOf, objectsAt, objectsOf, text, visitDescendants } from './elements.ts';
import { type InvariantRule, rule } from './invariant.ts';
import { areDistinct, implies } from './logic.ts';

/** The definitions that should have a name a machine can use; their invariants differ in the key alone. */
const NAMED: Readonly<Record<string, string>> = {
  'adf-0': 'ActivityDefinition',
  'cid-0': 'ChargeItemDefinition',
  'cmd-0': 'ConceptMap',
  'cpb-0': 'CapabilityStatement',
  'cpd-0': 'CompartmentDefinition',
  'csd-0': 'CodeSystem',
  'ees-0': 'EffectEvidenceSynthesis',
  'esc-0': 'ExampleScenario',
  'evd-0': 'EventDefinition',
  'evi-0': 'Evidence',
  'evv-0': 'EvidenceVariable',
  'gdf-0': 'GraphDefinition',
  'ig-0': 'ImplementationGuide',
  'inv-0': 'MetadataResource',
  'lib-0': 'Library',
  'mea-0': 'Measure',
  'msd-0': 'MessageDefinition',
  'nsd-0': 'NamingSystem',
  'opd-0': 'OperationDefinition',
  'pdf-0': 'PlanDefinition',
  'que-0': 'Questionnaire',
  'red-0': 'ResearchElementDefinition',
  'rsd-0': 'ResearchDefinition',
  'rvs-0': 'RiskEvidenceSynthesis',
  'sdf-0': 'StructureDefinition',
  'smp-0': 'StructureMap',
  'spd-0': 'SearchParameter',
  'tcp-0': 'TerminologyCapabilities',
  'tst-0': 'TestScript',
  'vsd-0': 'ValueSet',
};

const NAMES = Object.entries(NAMED).map(([key, at]) =>
  rule(key, at, "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')", (e) =>
    /[A-Z]([A-Za-z0-9_]){0,254}/.test(text(e, 'name') ?? ''),
  ),
);

/** The values of a primitive in several elements; those that have it. */
function valuesOf(elements: readonly JsonObject[], name: string): readonly unknown[] {
  return elements.flatMap((element) => element[name] ?? []);
}

const CONCEPT_MAPS = [
  rule(
    'cmd-1',
    'ConceptMap.group.element.target',
    "comment.exists() or equivalence.empty() or ((equivalence != 'narrower') and (equivalence != 'inexact'))",
    (e) => has(e, 'comment') || !has(e, 'equivalence') || isOneOf(e, 'equivalence', ['narrower', 'inexact']) === false,
  ),
  rule('cmd-2', 'ConceptMap.group.unmapped', "(mode = 'fixed') implies code.exists()", (e) =>
    implies(equals(e, 'mode', 'fixed'), has(e, 'code')),
  ),
  rule('cmd-3', 'ConceptMap.group.unmapped', "(mode = 'other-map') implies url.exists()", (e) =>
    implies(equals(e, 'mode', 'other-map'), has(e, 'url')),
  ),
];

/** What is published of capability statements and, under other keys, of terminology capabilities. */
function capabilityRules(
  at: string,
  keys: readonly [described: string, instance: string, capability: string, requirements: string],
) {
  return [
    rule(keys[0], at, '(description.count() + software.count() + implementation.count()) > 0', (e) =>
      hasAny(e, ['description', 'software', 'implementation']),
    ),
    rule(
      keys[1],
      at,
      "(kind != 'instance') or implementation.exists()",
      (e) => equals(e, 'kind', 'instance') === false || has(e, 'implementation'),
    ),
    rule(
      keys[2],
      at,
      "(kind != 'capability') or (implementation.exists().not() and software.exists())",
      (e) => equals(e, 'kind', 'capability') === false || (!has(e, 'implementation') && has(e, 'software')),
    ),
    rule(
      keys[3],
      at,
      "(kind!='requirements') or (implementation.exists().not() and software.exists().not())",
      (e) => equals(e, 'kind', 'requirements') === false || (!has(e, 'implementation') && !has(e, 'software')),
    ),
  ];
}

const CAPABILITIES = [
  ...capabilityRules('CapabilityStatement', ['cpb-2', 'cpb-14', 'cpb-15', 'cpb-16']),
  ...capabilityRules('TerminologyCapabilities', ['tcp-2', 'tcp-3', 'tcp-4', 'tcp-5']),
  rule('cpb-1', 'CapabilityStatement', 'rest.exists() or messaging.exists() or document.exists()', (e) =>
    hasAny(e, ['rest', 'messaging', 'document']),
  ),
  rule(
    'cpb-3',
    'CapabilityStatement',
    "messaging.endpoint.empty() or kind = 'instance'",
    (e) => objectsOf(e, 'messaging').every((messaging) => !has(messaging, 'endpoint')) || e['kind'] === 'instance',
  ),
  rule('cpb-7', 'CapabilityStatement', 'document.select(profile&mode).isDistinct()', (e) =>
    areDistinct(
      objectsOf(e, 'document').map((document) => `${text(document, 'profile') ?? ''}${text(document, 'mode') ?? ''}`),
    ),
  ),
  rule('cpb-9', 'CapabilityStatement.rest', 'resource.select(type).isDistinct()', (e) =>
    areDistinct(valuesOf(objectsOf(e, 'resource'), 'type')),
  ),
  rule('cpb-12', 'CapabilityStatement.rest.resource', 'searchParam.select(name).isDistinct()', (e) =>
    areDistinct(valuesOf(objectsOf(e, 'searchParam'), 'name')),
  ),
  rule(
    'tcp-1',
    'TerminologyCapabilities.codeSystem',
    'version.count() > 1 implies version.all(code.exists())',
    (e) => countOf(e, 'version') < 2 || objectsOf(e, 'version').every((version) => has(version, 'code')),
  ),
];

const CODES = [
  rule('csd-1', 'CodeSystem', 'concept.code.combine($this.descendants().concept.code).isDistinct()', (e) => {
    const concepts = [...objectsOf(e, 'concept')];
    visitDescendants(e, (object) => concepts.push(...objectsOf(object, 'concept')));
    return areDistinct(valuesOf(concepts, 'code'));
  }),
  rule(
    'vsd-1',
    'ValueSet.compose.include',
    'valueSet.exists() or system.exists()',
    (e) => has(e, 'valueSet') || has(e, 'system'),
  ),
  rule(
    'vsd-2',
    'ValueSet.compose.include',
    '(concept.exists() or filter.exists()) implies system.exists()',
    (e) => (!has(e, 'concept') && !has(e, 'filter')) || has(e, 'system'),
  ),
  rule(
    'vsd-3',
    'ValueSet.compose.include',
    'concept.empty() or filter.empty()',
    (e) => !has(e, 'concept') || !has(e, 'filter'),
  ),
  rule(
    'vsd-6',
    'ValueSet.expansion.contains',
    'code.exists() or display.exists()',
    (e) => has(e, 'code') || has(e, 'display'),
  ),
  rule(
    'vsd-9',
    'ValueSet.expansion.contains',
    'code.exists() or abstract = true',
    (e) => has(e, 'code') || e['abstract'] === true,
  ),
  rule(
    'vsd-10',
    'ValueSet.expansion.contains',
    'code.empty() or system.exists()',
    (e) => !has(e, 'code') || has(e, 'system'),
  ),
];

/** Whether each value that elements at a path name is in a list of the whole. */
function areListed(names: readonly unknown[], listed: readonly unknown[]): boolean {
  return names.every((name) => listed.includes(name));
}

const OTHERS = [
  rule('ig-1', 'ImplementationGuide.definition', 'resource.groupingId.all(%context.grouping.id contains $this)', (e) =>
    areListed(valuesOf(objectsOf(e, 'resource'), 'groupingId'), valuesOf(objectsOf(e, 'grouping'), 'id')),
  ),
  rule('ig-2', 'ImplementationGuide', 'definition.resource.fhirVersion.all(%context.fhirVersion contains $this)', (e) =>
    areListed(valuesOf(objectsAt(e, 'definition', 'resource'), 'fhirVersion').flat(), [e['fhirVersion']].flat()),
  ),
  rule(
    'mea-1',
    'Measure',
    'group.stratifier.all((code | description | criteria).exists() xor component.exists())',
    (e) =>
      objectsAt(e, 'group', 'stratifier').every(
        (stratifier) => hasAny(stratifier, ['code', 'description', 'criteria']) !== has(stratifier, 'component'),
      ),
  ),
  rule(
    'md-1',
    'MessageDefinition.focus',
    "max='*' or (max.toInteger() > 0)",
    (e) => e['max'] === '*' || Number(text(e, 'max') ?? 0) > 0,
  ),
  rule(
    'nsd-1',
    'NamingSystem',
    "kind != 'root' or uniqueId.all(type != 'uuid')",
    (e) =>
      equals(e, 'kind', 'root') === false ||
      objectsOf(e, 'uniqueId').every((id) => equals(id, 'type', 'uuid') === false),
  ),
  rule('nsd-2', 'NamingSystem', 'uniqueId.where(preferred = true).select(type).isDistinct()', (e) =>
    areDistinct(
      valuesOf(
        objectsOf(e, 'uniqueId').filter(({ preferred }) => preferred === true),
        'type',
      ),
    ),
  ),
  rule(
    'opd-1',
    'OperationDefinition.parameter',
    'type.exists() or part.exists()',
    (e) => has(e, 'type') || has(e, 'part'),
  ),
  rule(
    'opd-2',
    'OperationDefinition.parameter',
    "searchType.exists() implies type = 'string'",
    (e) => !has(e, 'searchType') || e['type'] === 'string',
  ),
  rule(
    'opd-3',
    'OperationDefinition.parameter',
    "targetProfile.exists() implies (type = 'Reference' or type = 'canonical')",
    (e) => !has(e, 'targetProfile') || e['type'] === 'Reference' || e['type'] === 'canonical',
  ),
  rule(
    'smp-1',
    'StructureMap.group.rule.target',
    'element.exists() implies context.exists()',
    (e) => !has(e, 'element') || has(e, 'context'),
  ),
  rule(
    'smp-2',
    'StructureMap.group.rule.target',
    'context.exists() implies contextType.exists()',
    (e) => !has(e, 'context') || has(e, 'contextType'),
  ),
  rule(
    'spd-1',
    'SearchParameter',
    'xpath.empty() or xpathUsage.exists()',
    (e) => !has(e, 'xpath') || has(e, 'xpathUsage'),
  ),
  rule(
    'spd-2',
    'SearchParameter',
    "chain.empty() or type = 'reference'",
    (e) => !has(e, 'chain') || e['type'] === 'reference',
  ),
];

const R4B_TYPES = [
  'Citation',
  'Evidence',
  'EvidenceReport',
  'EvidenceVariable',
  'MedicinalProductDefinition',
  'PackagedProductDefinition',
  'AdministrableProductDefinition',
  'Ingredient',
  'ClinicalUseDefinition',
  'RegulatedAuthorization',
  'SubstanceDefinition',
  'SubscriptionStatus',
  'SubscriptionTopic',
];

const isAnyOf = (variable: string) => `(${R4B_TYPES.map((type) => `${variable} is ${type}`).join(' or ')})`;

/** Of what defines and describes: terminology, capabilities, guides, maps, parameters. */
export const DEFINITION_RULES: readonly InvariantRule[] = [
  ...NAMES,
  ...CONCEPT_MAPS,
  ...CAPABILITIES,
  ...CODES,
  ...OTHERS,
  rule(
    'dom-r4b',
    'SubscriptionStatus.contained',
    `${isAnyOf('$this')} implies ${isAnyOf('%resource')}`,
    (e, { resource }) =>
      !R4B_TYPES.includes(text(e, 'resourceType') ?? '') || R4B_TYPES.includes(resource.resourceType),
  ),
];
