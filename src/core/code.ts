/** A code of a terminology: what an entry of the record means. */
export interface Code {
  /** Short name of the system as modules write it, e.g. `SNOMED-CT`; `systemUri` gives its canonical URI. */
  readonly system: string;
  readonly code: string;
  readonly display: string;
  readonly version?: string | undefined;
}

const URI_BY_NAME: Readonly<Record<string, string>> = {
  'SNOMED-CT': 'http://snomed.info/sct',
  LOINC: 'http://loinc.org',
  RxNorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  CVX: 'http://hl7.org/fhir/sid/cvx',
  'ICD-10-CM': 'http://hl7.org/fhir/sid/icd-10-cm',
  'DICOM-DCM': 'http://dicom.nema.org/resources/ontology/DCM',
  'DICOM-SOP': 'urn:ietf:rfc:3986',
  NUBC: 'http://www.nubc.org/patient-discharge',
  NUCC: 'http://nucc.org/provider-taxonomy',
  HCPCS: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  NullFlavor: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor',
  ActCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  UCUM: 'http://unitsofmeasure.org',
};

/** The canonical URI of a code system; a name that is a URI already, or unknown, is given back as it is. */
export function systemUri(system: string): string {
  return (Object.hasOwn(URI_BY_NAME, system) ? URI_BY_NAME[system] : undefined) ?? system;
}

const NAME_BY_URI: ReadonlyMap<string, string> = new Map(Object.entries(URI_BY_NAME).map(([name, uri]) => [uri, name]));

/** The short name of a code system, as modules write it; a system that has none is given back as it is. */
export function systemName(system: string): string {
  return NAME_BY_URI.get(system) ?? system;
}

/** Whether `system` is a short name that `systemUri` knows, or a URI. */
export function isKnownSystem(system: string): boolean {
  return Object.hasOwn(URI_BY_NAME, system) || /^(https?:\/\/|urn:)/.test(system);
}

/** Codes are equal when system and code are. */
export function sameCode(a: Code, b: Code): boolean {
  return a.system === b.system && a.code === b.code;
}
