import type { Dosage } from 'fhir/r4.js';
import type { Prescription } from '../../record/kinds/medication.ts';
import { spanUnit } from '../chart/spans.ts';
import { concept, conceptShape } from './parts.ts';
import type { Scope } from './scope.ts';
import { boolean, choice, list, number, object, optional, text, type View } from './template/shape.ts';
import { each, items, when } from './template/template.ts';

const timingShape = {
  frequency: number,
  period: number,
  periodUnit: choice('s', 'min', 'h', 'd', 'wk', 'mo', 'a'),
};

/** How a drug is to be taken. */
export const dosageShape = {
  dosageText: text,
  instructions: list(object(conceptShape)),
  timing: optional(object(timingShape)),
  asNeeded: boolean,
  dose: optional(number),
};

type DosageView = View<typeof dosageShape>;

export function dosageOf(v: DosageView): Dosage {
  return {
    text: v.dosageText,
    additionalInstruction: each(v.instructions, concept),
    timing: when(v.timing, (timing) => ({
      repeat: { frequency: timing.frequency, period: timing.period, periodUnit: timing.periodUnit },
    })),
    asNeededBoolean: v.asNeeded,
    doseAndRate: items(when(v.dose, (dose) => ({ doseQuantity: { value: dose } }))),
  };
}

/** Sets the dosage; false, and the view then is not to be used, when the prescription says nothing about it. */
export function fillDosage(view: DosageView, prescription: Prescription | null, scope: Scope): boolean {
  const { dosage, instructions, asNeeded } = prescription ?? {};
  if (!dosage && !asNeeded && !instructions?.length) return false;
  const unit = dosage && spanUnit(dosage.unit);
  // FHIR counts whole doses in a period; a fraction of a dose a day is a dose in several days.
  const isWhole = dosage !== undefined && Number.isInteger(dosage.frequency) && dosage.frequency > 0;
  view.timing =
    dosage && unit && isWhole && dosage.period > 0
      ? { frequency: dosage.frequency, period: dosage.period, periodUnit: unit.ucum }
      : undefined;
  view.dose = dosage && dosage.amount > 0 ? dosage.amount : undefined;
  view.asNeeded = asNeeded ?? false;
  view.instructions = scope.concepts(instructions ?? []);
  view.dosageText = wordsOf(prescription ?? {});
  return true;
}

/** `1 dose 2 times a day as needed`. */
function wordsOf({ dosage, asNeeded, instructions }: Prescription): string {
  const words: string[] = [];
  const unit = dosage && spanUnit(dosage.unit);
  if (dosage) words.push(`${dosage.amount} ${dosage.amount === 1 ? 'dose' : 'doses'}`);
  if (dosage && unit) {
    words.push(dosage.frequency === 1 ? 'once' : `${dosage.frequency} times`);
    words.push(dosage.period === 1 ? `per ${unit.singular}` : `every ${dosage.period} ${unit.plural}`);
  }
  if (asNeeded) words.push('as needed');
  const said = (instructions ?? []).map(({ display }) => display).filter((display) => display !== '');
  return [words.join(' '), ...said].filter((part) => part !== '').join('; ');
}
