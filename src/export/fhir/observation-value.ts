import type { SampledData as FhirSampledData, Observation } from 'fhir/r4.js';
import type { Code } from '../../core/code.ts';
import type { Interpretation, ObservationEntry, SampledData, ValueRange } from '../../record/kinds/observation.ts';
import { hasMedia } from '../chart/attachments.ts';
import { samplesText } from '../chart/sampled-data.ts';
import { fhirText } from '../chart/text.ts';
import { unitOf } from '../chart/units.ts';
import { concept, conceptShape, referenceRange, referenceRangeShape } from './parts.ts';
import type { Scope } from './scope.ts';
import { SYSTEM } from './systems.ts';
import { boolean, choice, number, object, optional, text, token, type View } from './template/shape.ts';
import { choose, items, when } from './template/template.ts';

const INTERPRETATIONS: Readonly<Record<Interpretation, Code>> = {
  N: interpreted('N', 'Normal'),
  L: interpreted('L', 'Low'),
  H: interpreted('H', 'High'),
  LL: interpreted('LL', 'Critical low'),
  HH: interpreted('HH', 'Critical high'),
};

function interpreted(code: Interpretation, display: string): Code {
  return { system: SYSTEM.interpretation, code, display };
}

/** What an observation, or a component of one, found, and how that is judged. */
export const valueShape = {
  kind: choice('none', 'quantity', 'worded', 'bare', 'concept', 'text', 'flag', 'sampled', 'unmeasured', 'absent'),
  quantity: number,
  unit: text,
  ucum: text,
  valueConcept: object(conceptShape),
  valueText: text,
  flag: boolean,
  period: number,
  factor: number,
  lowerLimit: optional(number),
  upperLimit: optional(number),
  dimensions: number,
  data: token,
  interpretation: optional(object(conceptShape)),
  range: optional(object(referenceRangeShape)),
};

type ValueView = View<typeof valueShape>;

type ValueProperties = Pick<
  Observation,
  'valueQuantity' | 'valueCodeableConcept' | 'valueString' | 'valueBoolean' | 'valueSampledData' | 'dataAbsentReason'
>;

type Comparison = Pick<Observation, 'interpretation' | 'referenceRange'>;

/** The properties `value[x]` or `dataAbsentReason`, to be spread into an observation or a component. */
export function valueProperties(v: ValueView): ValueProperties {
  return choose(v.kind, {
    quantity: () => ({ valueQuantity: { value: v.quantity, unit: v.unit, system: SYSTEM.ucum, code: v.ucum } }),
    worded: () => ({ valueQuantity: { value: v.quantity, unit: v.unit } }),
    bare: () => ({ valueQuantity: { value: v.quantity } }),
    concept: () => ({ valueCodeableConcept: concept(v.valueConcept) }),
    text: () => ({ valueString: v.valueText }),
    flag: () => ({ valueBoolean: v.flag }),
    sampled: (): { valueSampledData: FhirSampledData } => ({
      valueSampledData: {
        origin: { value: v.quantity, unit: v.unit, system: SYSTEM.ucum, code: v.ucum },
        period: v.period,
        factor: v.factor,
        lowerLimit: v.lowerLimit,
        upperLimit: v.upperLimit,
        dimensions: v.dimensions,
        data: v.data,
      },
    }),
    unmeasured: () => ({
      dataAbsentReason: {
        coding: [{ system: SYSTEM.dataAbsentReason, code: 'not-performed', display: 'Not Performed' }],
        text: 'Insufficient specimen',
      },
    }),
    absent: () => ({
      dataAbsentReason: { coding: [{ system: SYSTEM.dataAbsentReason, code: 'unknown', display: 'Unknown' }] },
    }),
  });
}

/** How the value stands to what is normal, and what that is: to be spread after the value, once or in two places. */
export function comparison(v: ValueView): Required<Comparison> {
  return {
    interpretation: items(when(v.interpretation, concept)),
    referenceRange: items(when(v.range, referenceRange)),
  };
}

/** Sets the value of a view. A value that cannot be written is absent for an unknown reason. */
export function fillValue(view: ValueView, entry: ObservationEntry, scope: Scope): void {
  const { value, range, interpretation } = entry;
  view.interpretation = interpretation === null ? undefined : scope.optionalConcept(INTERPRETATIONS[interpretation]);
  view.range = range === null ? undefined : rangeView(range, entry.unit);
  view.kind = entry.absent === 'insufficient' ? 'unmeasured' : 'absent';
  if (entry.sampledData !== null) fillSampledData(view, entry.sampledData, entry.unit);
  else if (typeof value === 'number') fillQuantity(view, value, entry.unit);
  else if (typeof value === 'boolean') {
    view.kind = 'flag';
    view.flag = value;
  } else if (typeof value === 'string') {
    const clean = fhirText(value);
    if (clean === undefined) return;
    view.kind = 'text';
    view.valueText = clean;
  } else if (value !== null) {
    const found = scope.optionalConcept(value);
    if (found === undefined) return;
    view.kind = 'concept';
    view.valueConcept = found;
  } else if (entry.components.length > 0 || hasMedia(entry)) view.kind = 'none';
}

function rangeView({ low, high }: ValueRange, unitText: string | null): View<typeof referenceRangeShape> | undefined {
  const unit = unitOf(unitText);
  const quantityOf = (value: number | null) =>
    value === null ? undefined : { value, unit: unit?.text, ucum: unit?.ucum };
  return low === null && high === null ? undefined : { low: quantityOf(low), high: quantityOf(high) };
}

function fillQuantity(view: ValueView, value: number, unitText: string | null): void {
  if (!Number.isFinite(value)) return;
  const unit = unitOf(unitText);
  view.quantity = value;
  view.unit = unit?.text ?? '';
  view.ucum = unit?.ucum ?? '';
  view.kind = unit === undefined ? 'bare' : unit.ucum === undefined ? 'worded' : 'quantity';
}

/** Series taken together are the dimensions of one SampledData: their samples take turns. */
function fillSampledData(view: ValueView, sampled: SampledData, unitText: string | null): void {
  const unit = unitOf(unitText);
  const data = samplesText(sampled);
  if (data === undefined) return;
  view.kind = 'sampled';
  view.quantity = sampled.originValue;
  view.unit = unit?.text ?? '1';
  view.ucum = unit?.ucum ?? '1';
  view.period = sampled.periodSeconds * 1000;
  view.factor = sampled.factor;
  view.lowerLimit = sampled.lowerLimit ?? undefined;
  view.upperLimit = sampled.upperLimit ?? undefined;
  view.dimensions = sampled.series.length;
  view.data = data;
}
