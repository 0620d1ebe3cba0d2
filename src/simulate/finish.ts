import type { Code } from '../core/code.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import type { SimTime } from '../core/time.ts';
import { type EncounterEntry, GENERAL_PRACTICE } from '../record/kinds/encounter.ts';
import type { Cause, EntryBase } from '../record/kinds/entry.ts';
import type { Entry } from '../record/kinds/index.ts';
import type { ObservationEntry } from '../record/kinds/observation.ts';
import type { ReportEntry } from '../record/kinds/report.ts';
import type { Death, PatientRecord } from '../record/patient-record.ts';
import type { Person } from '../record/person.ts';
import { newEncounter } from './new-encounter.ts';
import type { RunningLife } from './running-life.ts';

const CERTIFICATION = 'death certification';
const STREAM = murmur3(CERTIFICATION);
const BACKGROUND: Cause = { module: 'background mortality', file: 'background mortality', state: 'death', visit: 0 };

const CERTIFICATION_CODE: Code = { system: 'SNOMED-CT', code: '308646001', display: 'Death certification' };
const CAUSE_OF_DEATH: Code = {
  system: 'LOINC',
  code: '69453-9',
  display: 'Cause of death [US Standard Certificate of Death]',
};
const CERTIFICATE: Code = {
  system: 'LOINC',
  code: '69409-1',
  display: 'U.S. standard certificate of death - 2003 revision',
};

/** Turns a finished life into its record: what is open is closed, what lies beyond the end is cut, a known cause of death certified. */
export function finishRecord(life: RunningLife, person: Person, referenceDate: SimTime): PatientRecord {
  const isOver = life.deathTime < referenceDate;
  const end = isOver ? life.deathTime : referenceDate;
  const death: Death | null = isOver
    ? life.death && life.death.time === life.deathTime
      ? life.death
      : { time: life.deathTime, code: life.input.backgroundDeath?.code ?? null, cause: BACKGROUND }
    : null;
  const entries = life.recorder.entries.filter((entry) => isWithin(entry, end, isOver));
  for (const entry of entries) {
    // Nobody leaves a visit later than life, or than what is told of it.
    if (entry.kind === 'encounter') life.recorder.endEncounter(entry, end, null);
    closeAt(entry, end);
  }
  if (death?.code) entries.push(...certify(life, death, death.code));
  return {
    person,
    primaryCare: life.input.care.primaryAt(end),
    entries,
    undiagnosed: [...life.recorder.undiagnosed].filter((entry) => entry.onset < end),
    symptoms: life.symptomEvents.filter(({ time }) => time <= end),
    death,
    end,
  };
}

/** Whether an entry, and the encounter it is filed in, begin within the life. Rewound foreign modules can write beyond it. */
function isWithin(entry: Entry, end: SimTime, isOver: boolean): boolean {
  if (entry.start > end) return false;
  const encounter = entry.kind === 'encounter' ? entry : entry.encounter;
  return encounter === null || encounter.start < end || (!isOver && encounter.start === end);
}

/** Nothing but what is still going on ends after the end of the record. */
function closeAt(entry: Entry, end: SimTime): void {
  if (entry.stop !== null && entry.stop > end) entry.stop = end;
}

function certify(life: RunningLife, death: Death, code: Code): Entry[] {
  const base = (k: number): Pick<EntryBase, 'id' | 'start' | 'cause' | 'name'> => ({
    id: life.input.ids.id(STREAM, 0, 0, k),
    start: death.time,
    cause: { module: CERTIFICATION, file: CERTIFICATION, state: 'certificate', visit: 0 },
    name: CERTIFICATION,
  });
  const encounter: EncounterEntry = {
    ...newEncounter(life, {
      ...base(0),
      codes: [CERTIFICATION_CODE],
      encounterClass: 'wellness',
      specialty: GENERAL_PRACTICE,
    }),
    stop: death.time,
    reason: code,
    ended: true,
  };
  const observation: ObservationEntry = {
    kind: 'observation',
    ...base(1),
    stop: null,
    codes: [CAUSE_OF_DEATH],
    encounter,
    category: 'exam',
    value: code,
    latent: null,
    absent: null,
    range: null,
    interpretation: null,
    specimen: null,
    unit: null,
    sampledData: null,
    attachment: null,
    components: [],
    report: null,
  };
  const report: ReportEntry = {
    kind: 'report',
    ...base(2),
    stop: null,
    codes: [CERTIFICATE],
    encounter,
    category: null,
    observations: [observation],
  };
  observation.report = report;
  return [encounter, observation, report];
}
