import { officeTime } from '../../core/office-hours.ts';
import { Purpose } from '../../core/random/purpose.ts';
import { HOUR, type SimTime, timeOf } from '../../core/time.ts';
import { ENCOUNTER_CLASSES, type EncounterClass } from '../../record/kinds/encounter.ts';
import { virtualShare } from '../../reference/telehealth.ts';
import type { StateProgram } from '../compiled.ts';
import { type CompileContext, defineState, type Path } from '../define.ts';
import { codes, flag, text } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { diagnoseAwaiting } from './onset.ts';
import { compileReason } from './reason.ts';

/**
 * A contact with care: one of its own, or (`wellness`) the visit that the encounter scheduler opens. In native modules what is no
 * emergency or stay waits for an appointment in office hours.
 */
export const encounter = defineState({
  type: 'Encounter',
  takesTime: ({ wellness }) => wellness === true,
  fields: () => ({
    wellness: flag.optional(),
    encounter_class: text.optional(),
    codes: codes.optional(),
    reason: text.optional(),
    telemedicine_possibility: text.optional(),
  }),
  compile(json, context, path) {
    if (json.wellness) return joinScheduledVisit();
    const encounterClass = parseClass(json.encounter_class, context, path);
    const opened = json.codes ?? [];
    if (opened.length === 0) context.report('error', 'codes-missing', 'an Encounter needs codes or wellness', path);
    const reason = compileReason(json.reason, context, path);
    const telemedicine = parseTelemedicine(json.telemedicine_possibility, context, path);
    const isPlanned = BY_APPOINTMENT.has(encounterClass);
    return {
      process(life, visit) {
        if (life.officeHours && life.native && isPlanned && !isDue(life, visit)) return Outcome.until;
        const isVirtual = telemedicine(life, visit);
        const made = life.openEncounter(
          { encounterClass: isVirtual ? 'virtual' : encounterClass, codes: opened, specialty: context.specialty },
          visit,
        );
        if (!made) return Outcome.lock;
        visit.entry = made;
        diagnoseAwaiting(life, visit);
        const { codes: why, entry } = reason(life);
        made.reason = why[0] ?? null;
        made.reasonEntry = entry;
        return Outcome.pass;
      },
    };
  },
});

/** Classes of encounter that people do not come to at night. */
const BY_APPOINTMENT: ReadonlySet<EncounterClass> = new Set([
  'ambulatory',
  'outpatient',
  'wellness',
  'virtual',
  'home',
]);

/** Whether the appointment of a visit has come; it is made when the person first comes to the state. */
function isDue(life: Life, visit: Visit): boolean {
  if (Number.isNaN(visit.wake)) visit.wake = officeTime(life.clock, life.uniform(visit, Purpose.appointment));
  return life.clock >= visit.wake;
}

function joinScheduledVisit(): StateProgram {
  return {
    process(life, visit) {
      if (!life.availableVisit()) return Outcome.visit;
      life.joinVisit(visit);
      diagnoseAwaiting(life, visit);
      return Outcome.pass;
    },
  };
}

function parseClass(name: string | undefined, context: CompileContext, path: Path): EncounterClass {
  if (name === undefined) {
    if (context.strict)
      context.report('error', 'class-missing', 'an Encounter needs encounter_class or wellness', path);
    return 'ambulatory';
  }
  const wanted = name.toLowerCase();
  if (wanted === 'super') return 'inpatient';
  const known = ENCOUNTER_CLASSES.find((candidate) => candidate === wanted);
  if (known) return known;
  context.report(
    'error',
    'encounter-class',
    `"${name}" is no encounter class`,
    [...path, 'encounter_class'],
    `one of ${ENCOUNTER_CLASSES.join(', ')}`,
  );
  return 'ambulatory';
}

const TELEMEDICINE_STARTS = timeOf(2016, 1, 1) + 12 * HOUR;
const TELEMEDICINE_SPREADS = timeOf(2020, 4, 1) + 12 * HOUR;

/** Share of encounters that may be virtual which are, in the reference engine. */
function referenceShare(t: SimTime): number {
  return t < TELEMEDICINE_STARTS ? 0 : t < TELEMEDICINE_SPREADS ? 0.004 : 0.15;
}

function parseTelemedicine(
  possibility: string | undefined,
  context: CompileContext,
  path: Path,
): (life: Life, visit: Visit) => boolean {
  switch (possibility?.toLowerCase() ?? 'none') {
    case 'none':
      return () => false;
    case 'always':
      return () => true;
    case 'possible':
      return (life, visit) => {
        const share = life.native ? virtualShare(life.clock) : referenceShare(life.clock);
        return life.uniform(visit, Purpose.telemedicine) <= share;
      };
    default:
      context.report('error', 'telemedicine', `"${possibility}" is not none, possible or always`, [
        ...path,
        'telemedicine_possibility',
      ]);
      return () => false;
  }
}
