import { loadUcum, type UcumChecker } from '../../core/units.ts';
import type { Formula } from '../../physiology/formulas/formula.ts';
import { FORMULAS } from '../../physiology/formulas/index.ts';
import type { PlacedSignal } from '../signals/parse.ts';
import type { Check } from './check.ts';

/** Units of signals are codes of UCUM, those that a formula takes and gives, and those of what gives a ceiling. */
export const signalUnits: Check = {
  codes: ['unit', 'unit-mismatch'],
  async check({ signals, resources }) {
    if (signals.length === 0) return;
    const ucum = resources.ucum ?? (await loadUcum());
    const placed = signals.flatMap((file) => file.signals);
    const unitOf = new Map(placed.map(({ name, json }) => [name, json.unit]));
    for (const signal of placed) {
      checkUnit(signal, ucum);
      const formula = FORMULAS.find(({ name }) => name === signal.json.derivation?.formula);
      if (formula) checkFormula(signal, formula, unitOf, ucum);
      checkCeiling(signal, unitOf, ucum);
    }
  },
};

function checkUnit({ json: { unit }, path, report }: PlacedSignal, ucum: UcumChecker): void {
  if (ucum.isUcum(unit)) return;
  const hint = 'write it as UCUM does, for instance mm[Hg], mg/dL, /min, {score}';
  report.add('error', 'unit', `"${unit}" is no unit of UCUM`, [...path, 'unit'], hint);
}

function checkFormula(
  { json, path, report }: PlacedSignal,
  formula: Formula,
  unitOf: ReadonlyMap<string, string>,
  ucum: UcumChecker,
): void {
  // What is no unit at all is told at its own place.
  const differ = (a: string, b: string) => ucum.isUcum(a) && !ucum.isSame(a, b);
  if (differ(json.unit, formula.unit)) {
    const message = `${formula.name} gives ${formula.unit}, and not ${json.unit}`;
    report.add('error', 'unit-mismatch', message, [...path, 'unit']);
  }
  const inputs = new Map(Object.entries(json.derivation?.inputs ?? {}));
  for (const [input, wanted] of Object.entries(formula.inputs)) {
    const name = inputs.get(input) ?? '';
    const given = unitOf.get(name);
    if (given === undefined || !differ(given, wanted)) continue;
    const message = `${formula.name} takes "${input}" in ${wanted}, and "${name}" is in ${given}`;
    report.add('error', 'unit-mismatch', message, [...path, 'derivation', 'inputs', input]);
  }
}

function checkCeiling(
  { json, path, report }: PlacedSignal,
  unitOf: ReadonlyMap<string, string>,
  ucum: UcumChecker,
): void {
  for (const name of Object.keys(json.ceiling?.signals ?? {})) {
    const unit = unitOf.get(name);
    // What is unknown or no unit at all is told at its own place.
    if (unit === undefined || !ucum.isUcum(unit) || !ucum.isUcum(json.unit) || ucum.isSame(unit, json.unit)) continue;
    const message = `a ceiling in ${json.unit} cannot be given by "${name}", which is in ${unit}`;
    report.add('error', 'unit-mismatch', message, [...path, 'ceiling', 'signals', name]);
  }
}
