import type { SharedTable, Table } from '../table.ts';
import { allergies } from './allergies.ts';
import { careplans } from './careplans.ts';
import { conditions } from './conditions.ts';
import { devices } from './devices.ts';
import { encounters } from './encounters.ts';
import { imagingStudies } from './imaging-studies.ts';
import { immunizations } from './immunizations.ts';
import { medications } from './medications.ts';
import { observations } from './observations.ts';
import { organizations } from './organizations.ts';
import { patients } from './patients.ts';
import { procedures } from './procedures.ts';
import { providers } from './providers.ts';
import { supplies } from './supplies.ts';

/** The registry of tables of those whom patients share: one file, one line here. A table comes after those that it refers to. */
export const SHARED_TABLES: readonly SharedTable[] = [organizations, providers];

/** The registry of tables that records fill, in the same order. */
export const RECORD_TABLES: readonly Table[] = [
  patients,
  encounters,
  conditions,
  allergies,
  medications,
  careplans,
  observations,
  procedures,
  immunizations,
  imagingStudies,
  devices,
  supplies,
];
