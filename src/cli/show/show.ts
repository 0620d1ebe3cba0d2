import { readFileSync } from 'node:fs';
import { AppError, ExitCode } from '../../core/app-error.ts';
import type { Host } from '../host.ts';
import { bundleIn } from './bundle.ts';
import { findPatient } from './find-patient.ts';
import { partsOf } from './parts.ts';
import { timelineText } from './timeline.ts';

const WIDTH = 100;

/** Writes the record of one patient as text. */
export async function runShow(host: Host, place: string, wanted: string | undefined): Promise<ExitCode> {
  const file = findPatient(place, wanted);
  const bundle = bundleIn(partsOf(file).map((part) => readFileSync(part, 'utf8')));
  const patient = bundle?.of('Patient')[0];
  if (!bundle || !patient) throw new AppError(ExitCode.findings, `${file} is not a FHIR bundle of a patient`);
  const width = host.out.isTerminal ? Math.min(WIDTH, host.out.columns) : WIDTH;
  host.out.write(timelineText(patient, bundle, width, host.out));
  return ExitCode.done;
}
