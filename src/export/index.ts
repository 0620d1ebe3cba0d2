import { csv } from './csv/csv-exporter.ts';
import type { Exporter } from './exporter.ts';
import { fhir } from './fhir/fhir-exporter.ts';
import { ndjson } from './fhir/ndjson-exporter.ts';
import { persons } from './persons/persons-exporter.ts';
import { relatives } from './relatives/relatives-exporter.ts';
import { states } from './states/states-exporter.ts';

/** The registry of exporters, by the name that `--format` takes: one folder, one line here. */
export const EXPORTERS: readonly Exporter[] = [fhir, ndjson, csv, states, persons, relatives];
