/** Invariants, by key or expression, that fhirpath.js cannot judge alone, with the reason; tests of their own are beside. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'htmlChecks()': 'it has no such function',
  'ctm-1': 'resolve() asks a server',
  'provenance-1': 'resolve() asks a server',
  "where(category.memberOf('http://hl7.org/fhir/us/core/ValueSet/us-core-condition-category')).exists()":
    'memberOf() asks a server',
  'eld-16': 'its regular expression is none of JavaScript',
  'eld-19': 'its regular expression is none of JavaScript',
  'eld-20': 'its regular expression is none of JavaScript',
  'dom-r4b': 'SubscriptionStatus is no type of R4',
  'sst-1': 'SubscriptionStatus is no type of R4',
  'hasValue() or (children().count() > id.count()) or $this is Parameters': 'SubscriptionStatus is no type of R4',
  "contained.where(((id.exists() and ('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url)))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(uri) = '#').exists()).not()).trace('unmatched', id).empty()":
    'SubscriptionStatus is no type of R4',
};

/** Invariants that are always true, or never, by what they say. */
export const NEVER: Readonly<Record<string, string>> = {
  'eld-11': 'each type gives a truth, of which any exists',
  'evv-1': 'a choice has one form',
  'cid-0': 'ChargeItemDefinition has no name',
};

const DAY = '($this is dateTime).not() or $this.toString().length() >= 10';
const UCUM = "ofType(Quantity).system.empty() or ofType(Quantity).system = 'http://unitsofmeasure.org'";
const SNOMED =
  "ofType(CodeableConcept).coding.system.empty() or ofType(CodeableConcept).coding.system = 'http://snomed.info/sct'";
const UNUSED = ['reference', 'ofType(canonical)', 'ofType(uri)', 'ofType(url)']
  .map((each) => `%resource.descendants().${each}`)
  .join(' | ');

/** What an expression means where its letter says something else to fhirpath.js. */
export const MEANT: Readonly<Record<string, string>> = {
  // A reference without one says nothing of contained resources; `#` is the container.
  "reference.startsWith('#').not() or (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))":
    "reference.empty() or reference = '#' or reference.startsWith('#').not() or (reference.substring(1) in %rootResource.contained.id)",
  // Ends in different units would have to be converted: they are taken to be in order.
  'low.empty() or high.empty() or (low <= high)':
    'low.value.empty() or high.value.empty() or low.value <= high.value or low.system.exists() != high.system.exists() or low.system != high.system or iif(low.code.exists(), low.code, low.unit).exists() != iif(high.code.exists(), high.code, high.unit).exists() or iif(low.code.exists(), low.code, low.unit) != iif(high.code.exists(), high.code, high.unit)',
  // as() takes one item, and here stand many.
  "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(canonical) = '#').exists()).not()).trace('unmatched', id).empty()": `contained.where(id.exists() and (('#'+id in (${UNUSED})) or (descendants().reference | descendants().ofType(canonical) | descendants().ofType(uri) | descendants().ofType(url)).where($this = '#').exists()).not()).empty()`,
  // An element is no truth.
  'telecom or endpoint': 'telecom.exists() or endpoint.exists()',
  'practitioner or organization or healthcareService or location':
    'practitioner.exists() or organization.exists() or healthcareService.exists() or location.exists()',
  // FHIR's types are written small.
  "operator = 'exists' implies (answer is Boolean)": "operator = 'exists' implies (answer is boolean)",
  // The words beside ask for a day of every dateTime, and nothing of periods; of the first, whose letter turns periods down, instants are meant, too.
  '($this as dateTime).toString().length() >= 8':
    '($this is dateTime or $this is instant) and $this.toString().length() >= 8',
  '$this is DateTime implies $this.toString().length() >= 10': DAY,
  '$this is dateTime implies $this.toString().length() >= 10': DAY,
  'probability is decimal implies (probability as decimal) <= 100':
    'probability.ofType(decimal).empty() or probability.ofType(decimal) <= 100',
  // The value has no value: what is meant is itself.
  "valueQuantity.system.empty() or valueQuantity.system = 'http://unitsofmeasure.org'": UCUM,
  "valueCodeableConcept.coding.system.empty() or valueCodeableConcept.coding.system = 'http://snomed.info/sct'": SNOMED,
  "value.ofType(CodeableConcept).coding.system.empty() or value.ofType(CodeableConcept).coding.system = 'http://snomed.info/sct'":
    SNOMED,
};
