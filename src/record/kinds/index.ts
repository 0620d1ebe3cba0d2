import type { AllergyEntry } from './allergy.ts';
import type { CarePlanEntry } from './care-plan.ts';
import type { ConditionEntry } from './condition.ts';
import type { DeviceEntry } from './device.ts';
import type { EncounterEntry } from './encounter.ts';
import type { ImagingStudyEntry } from './imaging-study.ts';
import type { ImmunizationEntry } from './immunization.ts';
import type { MedicationEntry } from './medication.ts';
import type { ObservationEntry } from './observation.ts';
import type { ProcedureEntry } from './procedure.ts';
import type { ReportEntry } from './report.ts';
import type { SpecimenEntry } from './specimen.ts';
import type { SupplyEntry } from './supply.ts';

/** The registry of entry kinds: one file, one line here and one in ENTRY_KINDS. */
export interface EntryByKind {
  encounter: EncounterEntry;
  condition: ConditionEntry;
  allergy: AllergyEntry;
  specimen: SpecimenEntry;
  observation: ObservationEntry;
  report: ReportEntry;
  procedure: ProcedureEntry;
  medication: MedicationEntry;
  immunization: ImmunizationEntry;
  carePlan: CarePlanEntry;
  device: DeviceEntry;
  imagingStudy: ImagingStudyEntry;
  supply: SupplyEntry;
}

export type EntryKind = keyof EntryByKind;
export type Entry = EntryByKind[EntryKind];

/** All kinds, in the order in which summaries list them. */
export const ENTRY_KINDS: readonly EntryKind[] = [
  'encounter',
  'condition',
  'allergy',
  'specimen',
  'observation',
  'report',
  'procedure',
  'medication',
  'immunization',
  'carePlan',
  'device',
  'imagingStudy',
  'supply',
];
