import { type Cohort, compileCohort } from '../../src/cohort/compile.ts';
import { type CohortLibrary, libraryOf } from '../../src/cohort/library.ts';
import { type Diagnostic, formatDiagnostic } from '../../src/core/diagnostic.ts';
import { compileProgram } from '../../src/language/compile.ts';
import type { ModuleFile } from '../../src/language/discover.ts';
import { modulesInMemory } from '../../src/language/in-memory.ts';
import { loinc, rxnorm, snomed } from './records.ts';

/** What the small module of these tests writes. */
export const ILL = snomed('44054006', 'Diabetes mellitus type 2');
export const DRUG = rxnorm('861007', 'metformin hydrochloride 500 MG Oral Tablet');
export const LAB = loinc('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood');
export const PANEL = loinc('85354-9', 'Blood pressure panel with all children optional');
export const SYSTOLIC = loinc('8480-6', 'Systolic blood pressure');

export const PEANUT = snomed('762952008', 'Peanut');
export const PLAN = snomed('698360004', 'Diabetes self management plan');

const MODULE = {
  name: 'Illness',
  states: {
    Initial: { type: 'Initial', direct_transition: 'Ill' },
    Ill: { type: 'ConditionOnset', target_encounter: 'Visit', codes: [ILL], direct_transition: 'Visit' },
    Visit: {
      type: 'Encounter',
      encounter_class: 'ambulatory',
      codes: [snomed('185345009', 'Encounter for symptom')],
      direct_transition: 'Drug',
    },
    Drug: { type: 'MedicationOrder', codes: [DRUG], direct_transition: 'Lab' },
    Lab: {
      type: 'Observation',
      category: 'laboratory',
      unit: '%',
      codes: [LAB],
      range: { low: 5, high: 9 },
      direct_transition: 'Pressure',
    },
    Pressure: {
      type: 'MultiObservation',
      category: 'vital-signs',
      number_of_observations: 1,
      codes: [PANEL],
      observations: [{ category: 'vital-signs', unit: 'mm[Hg]', codes: [SYSTOLIC], range: { low: 100, high: 190 } }],
      direct_transition: 'Allergy',
    },
    Allergy: {
      type: 'AllergyOnset',
      target_encounter: 'Visit',
      allergy_type: 'allergy',
      category: 'food',
      codes: [PEANUT],
      direct_transition: 'Plan',
    },
    Plan: { type: 'CarePlanStart', codes: [PLAN], direct_transition: 'Over' },
    Over: { type: 'EncounterEnd', direct_transition: 'Terminal' },
    Terminal: { type: 'Terminal' },
  },
};

/** A library of one small module. */
export const LIBRARY: CohortLibrary = libraryOf(compileProgram(modulesInMemory({ illness: JSON.stringify(MODULE) })), [
  'fhir',
  'states',
]);

/** A cohort file with these fields in place of plain ones. */
export function cohortJson(more: object = {}): object {
  return {
    name: 'Ill',
    kind: 'cohort',
    title: 'People who are ill',
    question: 'What becomes of them?',
    modules: ['illness'],
    events: { Diagnosis: [{ event_type: 'condition', codes: [ILL] }] },
    index: { event: 'Diagnosis' },
    inclusion: [],
    follow_up: { length: { quantity: 2, unit: 'years' } },
    ...more,
  };
}

/** A file of a cohort in memory. */
export function cohortFile(json: object | string): ModuleFile {
  const text = typeof json === 'string' ? json : JSON.stringify(json, null, 2);
  return modulesInMemory({ mine: text }).modules[0] as ModuleFile;
}

/** What is said of a cohort over the small library. */
export function diagnosticsOf(json: object | string, library = LIBRARY): readonly Diagnostic[] {
  return compileCohort(cohortFile(json), library).diagnostics;
}

/** A cohort that nothing is wrong with. */
export function cohortOf(more: object = {}): Cohort {
  const { cohort, diagnostics } = compileCohort(cohortFile(cohortJson(more)), LIBRARY);
  if (!cohort) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return cohort;
}
