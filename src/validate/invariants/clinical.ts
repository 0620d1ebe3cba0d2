import { isObject, type JsonObject, type ResourceJson } from '../../core/json.ts';
import { namedBy } from '../references.ts';
import { has, hasChoice, hasCoding, isSame, number, objectsAt, objectsOf, text } from './elements.ts';
import { type InvariantRule, rule } from './invariant.ts';
import { isInOrder } from './times.ts';

const UCUM = 'http://unitsofmeasure.org';
const ALLERGY_VERIFICATION = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const CONDITION_CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const CONDITION_VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

function isErroneous(element: JsonObject, system: string): boolean {
  return hasCoding(element, 'verificationStatus', system, 'entered-in-error');
}

const CONDITIONS = [
  rule(
    'ait-1',
    'AllergyIntolerance',
    "verificationStatus.coding.where(system = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification' and code = 'entered-in-error').exists() or clinicalStatus.exists()",
    (e) => has(e, 'clinicalStatus') || isErroneous(e, ALLERGY_VERIFICATION),
  ),
  rule(
    'ait-2',
    'AllergyIntolerance',
    "verificationStatus.coding.where(system = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification' and code = 'entered-in-error').empty() or clinicalStatus.empty()",
    (e) => !has(e, 'clinicalStatus') || !isErroneous(e, ALLERGY_VERIFICATION),
  ),
  rule(
    'con-1',
    'Condition.stage',
    'summary.exists() or assessment.exists()',
    (e) => has(e, 'summary') || has(e, 'assessment'),
  ),
  rule('con-2', 'Condition.evidence', 'code.exists() or detail.exists()', (e) => has(e, 'code') || has(e, 'detail')),
  // Compared with a CodeableConcept, the code is never equal, but the comparison is something: any category counts.
  rule(
    'con-3',
    'Condition',
    "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.select($this='problem-list-item').empty()",
    (e) => has(e, 'clinicalStatus') || isErroneous(e, CONDITION_VERIFICATION) || !has(e, 'category'),
  ),
  rule(
    'con-4',
    'Condition',
    "abatement.empty() or clinicalStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-clinical' and (code='resolved' or code='remission' or code='inactive')).exists()",
    (e) =>
      !hasChoice(e, 'abatement') ||
      hasCoding(e, 'clinicalStatus', CONDITION_CLINICAL, 'resolved', 'remission', 'inactive'),
  ),
  rule(
    'con-5',
    'Condition',
    "verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code='entered-in-error').empty() or clinicalStatus.empty()",
    (e) => !has(e, 'clinicalStatus') || !isErroneous(e, CONDITION_VERIFICATION),
  ),
  rule(
    'fhs-1',
    'FamilyMemberHistory',
    'age.empty() or born.empty()',
    (e) => !hasChoice(e, 'age') || !hasChoice(e, 'born'),
  ),
  rule(
    'fhs-2',
    'FamilyMemberHistory',
    'age.exists() or estimatedAge.empty()',
    (e) => hasChoice(e, 'age') || !has(e, 'estimatedAge'),
  ),
];

/** Whether a reference is to a resource of the types; undefined where it cannot be seen from here. */
function refersTo(reference: JsonObject, root: ResourceJson, types: readonly string[]): boolean | undefined {
  const target = text(reference, 'reference');
  if (target === undefined) return undefined;
  const contained = objectsOf(root, 'contained').find(({ id }) => target === `#${String(id)}`);
  const type = text(contained ?? {}, 'resourceType') ?? namedBy(target)?.type;
  return type === undefined ? undefined : types.includes(type);
}

const CARE = [
  rule(
    'cpl-3',
    'CarePlan.activity',
    'detail.empty() or reference.empty()',
    (e) => !has(e, 'detail') || !has(e, 'reference'),
  ),
  rule(
    'ctm-1',
    'CareTeam.participant',
    'onBehalfOf.exists() implies (member.resolve().iif(empty(), true, ofType(Practitioner).exists()))',
    (e, { root }) =>
      !has(e, 'onBehalfOf') || !isObject(e['member']) || refersTo(e['member'], root, ['Practitioner']) !== false,
  ),
  rule(
    'gol-1',
    'Goal.target',
    '(detail.exists() and measure.exists()) or detail.exists().not()',
    (e) => !hasChoice(e, 'detail') || has(e, 'measure'),
  ),
  rule(
    'prr-1',
    'ServiceRequest',
    'orderDetail.empty() or code.exists()',
    (e) => !has(e, 'orderDetail') || has(e, 'code'),
  ),
  rule(
    'rqg-1',
    'RequestGroup.action',
    'resource.exists() != action.exists()',
    (e) => has(e, 'resource') !== has(e, 'action'),
  ),
  rule(
    'nor-1',
    'NutritionOrder',
    'oralDiet.exists() or supplement.exists() or enteralFormula.exists()',
    (e) => has(e, 'oralDiet') || has(e, 'supplement') || has(e, 'enteralFormula'),
  ),
  rule(
    'cmp-1',
    'Composition.section',
    'text.exists() or entry.exists() or section.exists()',
    (e) => has(e, 'text') || has(e, 'entry') || has(e, 'section'),
  ),
  rule(
    'cmp-2',
    'Composition.section',
    'emptyReason.empty() or entry.empty()',
    (e) => !has(e, 'emptyReason') || !has(e, 'entry'),
  ),
  rule('lst-1', 'List', 'emptyReason.empty() or entry.empty()', (e) => !has(e, 'emptyReason') || !has(e, 'entry')),
  rule(
    'lst-2',
    'List',
    "mode = 'changes' or entry.deleted.empty()",
    (e) => e['mode'] === 'changes' || objectsOf(e, 'entry').every((entry) => !has(entry, 'deleted')),
  ),
  rule(
    'lst-3',
    'List',
    "mode = 'working' or entry.date.empty()",
    (e) => e['mode'] === 'working' || objectsOf(e, 'entry').every((entry) => !has(entry, 'date')),
  ),
];

const DRUGS = [
  rule(
    'imm-1',
    'Immunization.education',
    'documentType.exists() or reference.exists()',
    (e) => has(e, 'documentType') || has(e, 'reference'),
  ),
  rule(
    'imr-1',
    'ImmunizationRecommendation.recommendation',
    'vaccineCode.exists() or targetDisease.exists()',
    (e) => has(e, 'vaccineCode') || has(e, 'targetDisease'),
  ),
  rule(
    'mad-1',
    'MedicationAdministration.dosage',
    'dose.exists() or rate.exists()',
    (e) => has(e, 'dose') || hasChoice(e, 'rate'),
  ),
  rule(
    'mdd-1',
    'MedicationDispense',
    'whenHandedOver.empty() or whenPrepared.empty() or whenHandedOver >= whenPrepared',
    (e) => {
      if (!has(e, 'whenHandedOver') || !has(e, 'whenPrepared')) return true;
      const prepared = text(e, 'whenPrepared');
      const handedOver = text(e, 'whenHandedOver');
      return prepared !== undefined && handedOver !== undefined && isInOrder(prepared, handedOver) === true;
    },
  ),
];

/** Whether a component says the same as its observation, which it does where they share a coding. */
function repeatsCode(component: JsonObject, codings: readonly JsonObject[]): boolean {
  return objectsAt(component, 'code', 'coding').some((coding) => codings.some((other) => isSame(coding, other)));
}

const OBSERVATIONS = [
  rule(
    'obs-3',
    'Observation.referenceRange',
    'low.exists() or high.exists() or text.exists()',
    (e) => has(e, 'low') || has(e, 'high') || has(e, 'text'),
  ),
  rule(
    'obs-6',
    'Observation',
    'dataAbsentReason.empty() or value.empty()',
    (e) => !has(e, 'dataAbsentReason') || !hasChoice(e, 'value'),
  ),
  rule(
    'obs-7',
    'Observation',
    'value.empty() or component.code.where(coding.intersect(%resource.code.coding).exists()).empty()',
    (e, { resource }) => {
      const components = objectsOf(e, 'component');
      if (components.length === 0 || !hasChoice(e, 'value')) return true;
      const codings = objectsAt(resource, 'code', 'coding');
      return !components.some((component) => repeatsCode(component, codings));
    },
  ),
  rule(
    'msq-3',
    'MolecularSequence',
    'coordinateSystem = 1 or coordinateSystem = 0',
    (e) => e['coordinateSystem'] === 1 || e['coordinateSystem'] === 0,
  ),
  rule(
    'msq-5',
    'MolecularSequence.referenceSeq',
    '(chromosome.empty() and genomeBuild.empty()) or (chromosome.exists() and genomeBuild.exists())',
    (e) => has(e, 'chromosome') === has(e, 'genomeBuild'),
  ),
  rule(
    'msq-6',
    'MolecularSequence.referenceSeq',
    '(genomeBuild.count()+referenceSeqId.count()+ referenceSeqPointer.count()+ referenceSeqString.count()) = 1',
    (e) =>
      ['genomeBuild', 'referenceSeqId', 'referenceSeqPointer', 'referenceSeqString'].filter((name) => has(e, name))
        .length === 1,
  ),
  rule(
    'ras-1',
    'RiskAssessment.prediction.probability[x]',
    "(low.empty() or ((low.code = '%') and (low.system = %ucum))) and (high.empty() or ((high.code = '%') and (high.system = %ucum)))",
    (e) =>
      ['low', 'high'].every((end) => objectsOf(e, end).every(({ code, system }) => code === '%' && system === UCUM)),
  ),
  rule(
    'ras-2',
    'RiskAssessment.prediction',
    'probability is decimal implies (probability as decimal) <= 100',
    (e) => (number(e, 'probabilityDecimal') ?? 0) <= 100,
  ),
];

/** Whether the answered items of one place have different link ids; so of those inside them. */
function hasDistinctAnswers(element: JsonObject): boolean {
  const items = objectsOf(element, 'item');
  const answered = new Set<unknown>();
  for (const item of items) {
    if (!objectsOf(item, 'answer').some((answer) => hasChoice(answer, 'value'))) continue;
    const linkId = item['linkId'];
    if (linkId !== undefined && answered.has(linkId)) return false;
    answered.add(linkId);
  }
  return [...items, ...objectsOf(element, 'answer')].every(hasDistinctAnswers);
}

const ANSWERS = [
  rule(
    'qrs-1',
    'QuestionnaireResponse.item',
    '(answer.exists() and item.exists()).not()',
    (e) => !has(e, 'answer') || !has(e, 'item'),
  ),
  rule('sdcqr-1', 'QuestionnaireResponse', 'subject.exists()', (e) => has(e, 'subject')),
  rule(
    'sdcqr-2',
    'QuestionnaireResponse',
    '(QuestionnaireResponse|repeat(answer|item)).select(item.where(answer.value.exists()).linkId.isDistinct()).allTrue()',
    hasDistinctAnswers,
  ),
];

const PROVENANCE = [
  rule(
    'provenance-1',
    'Provenance.agent',
    'who.exists((resolve() is Practitioner) or (resolve() is Device)) implies onBehalfOf.exists()',
    (e, { root }) =>
      !isObject(e['who']) || refersTo(e['who'], root, ['Practitioner', 'Device']) !== true || has(e, 'onBehalfOf'),
  ),
  // It stands at onBehalfOf, and so is asked only where that exists.
  rule(
    'provenance-1',
    'Provenance.agent.onBehalfOf',
    '(($this.agent.who.resolve() is Practitioner) or ($this.agent.who.resolve() is Device)) implies exists()',
    () => true,
  ),
];

const DEFINED_BY = [
  'definitionReference',
  'definitionCanonical',
  'definitionCodeableConcept',
  'definitionId',
  'definitionByTypeAndValue',
  'definitionByCombination',
];

/** Of what was found, done, ordered and given. */
export const CLINICAL_RULES: readonly InvariantRule[] = [
  ...CONDITIONS,
  ...CARE,
  ...DRUGS,
  ...OBSERVATIONS,
  ...ANSWERS,
  ...PROVENANCE,
  rule(
    'evv-1',
    'EvidenceVariable.characteristic',
    '(definitionReference.count() + definitionCanonical.count() + definitionCodeableConcept.count() + definitionId.count() + definitionByTypeAndValue.count() + definitionByCombination.count())  < 2',
    (e) => DEFINED_BY.filter((name) => has(e, name)).length < 2,
  ),
];
