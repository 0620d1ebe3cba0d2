import { z } from 'zod';
import { Purpose } from '../../core/random/purpose.ts';
import type { Attachment, ObservationEntry, ObservationValue, SampledData } from '../../record/kinds/observation.ts';
import type { CompileContext, Path } from '../define.ts';
import { code, codes, distribution, range, remarks, scalar, text } from '../fields.ts';
import type { Life, Visit } from '../run.ts';
import { isEntry, isSeries } from '../values.ts';
import { type Amount, distributionAmount, rangeAmount } from './amount.ts';
import { attachment, compileAttachment } from './attachment.ts';
import { compileExpression } from './expression-value.ts';
import { compileSampledData, sampledData } from './sampled-data.ts';

/** The fields of an observation, whether it is a state or part of a group. */
export const observationFields = {
  codes,
  category: z
    .enum([
      'vital-signs',
      'laboratory',
      'survey',
      'exam',
      'procedure',
      'imaging',
      'therapy',
      'social-history',
      'activity',
    ])
    .optional(),
  unit: text.optional(),
  exact: z.strictObject({ quantity: scalar, unit: text.optional() }).optional(),
  range: range.optional(),
  distribution: distribution.optional(),
  attribute: text.optional(),
  vital_sign: text.optional(),
  value_code: code.optional(),
  expression: text.optional(),
  sampled_data: sampledData.optional(),
  attachment: attachment.optional(),
};

/** An observation inside a MultiObservation or DiagnosticReport. */
export const nestedObservation = z.strictObject({
  ...observationFields,
  type: text.optional(),
  name: text.optional(),
  remarks: remarks.optional(),
});

export type ObservationJson = z.output<z.ZodObject<typeof observationFields>>;

interface Measured {
  readonly value: ObservationValue;
  readonly sampledData?: SampledData | null;
  readonly attachment?: Attachment | null;
}

/** Makes an observation at the clock; the caller puts it on the record. */
export type Observe = (life: Life, visit: Visit, components?: readonly ObservationEntry[]) => ObservationEntry;

/** Compiles an observation; `part` is its number in a group (0 when it stands alone) and keys its draws. */
export function compileObservation(json: ObservationJson, context: CompileContext, path: Path, part: number): Observe {
  const what = json.codes;
  const unit = json.unit !== undefined && json.unit.trim() !== '' ? json.unit : null;
  if ((json.exact || json.range) && unit === null) {
    context.report('error', 'unit-missing', 'an Observation with exact or range needs a unit', path);
  }
  const measure = compileMeasure(json, context, path, part === 0 ? Purpose.value : Purpose.child + part);
  return (life, visit, components = []) => {
    const { value, sampledData: sampled = null, attachment: attached = null } = measure(life, visit);
    return {
      kind: 'observation',
      // Written out, not spread from a stamp: observations are most of a record, and spreading costs more than the rest.
      id: life.entryId(visit),
      start: life.clock,
      encounter: life.filingEncounter(),
      cause: life.cause(visit),
      name: visit.state.name,
      stop: null,
      codes: what,
      category: json.category ?? null,
      value,
      latent: null,
      unit,
      sampledData: sampled,
      attachment: attached,
      components,
      report: null,
    };
  };
}

/** The first field given decides, in this order. */
function compileMeasure(
  json: ObservationJson,
  context: CompileContext,
  path: Path,
  purpose: number,
): (life: Life, visit: Visit) => Measured {
  if (json.range) return measured(rangeAmount(json.range, purpose));
  if (json.exact) {
    const { quantity } = json.exact;
    return () => ({ value: quantity });
  }
  if (json.distribution) {
    return measured(distributionAmount(json.distribution, context, [...path, 'distribution'], purpose));
  }
  if (json.attribute !== undefined) {
    const slot = context.reads(json.attribute, [...path, 'attribute']);
    return (life) => ({ value: ofAttribute(life, slot) });
  }
  if (json.vital_sign !== undefined) {
    const { vital_sign: name } = json;
    return (life) => {
      const value = life.vitalSign(name, life.clock, purpose);
      if (value === undefined) life.note('vital-sign-absent', `vital sign "${name}" was observed but never set`);
      return { value: value ?? null };
    };
  }
  if (json.value_code) {
    const { value_code: value } = json;
    return () => ({ value });
  }
  if (json.expression !== undefined) {
    const evaluate = compileExpression(json.expression, context, [...path, 'expression']);
    return (life, visit) => ({ value: evaluate(life, visit) ?? null });
  }
  if (json.sampled_data) {
    const sample = compileSampledData(json.sampled_data, context, [...path, 'sampled_data']);
    return (life) => ({ value: null, sampledData: sample(life) });
  }
  if (json.attachment) {
    const attach = compileAttachment(json.attachment, context, [...path, 'attachment']);
    return (life) => ({ value: null, attachment: attach(life) });
  }
  return () => ({ value: null });
}

function measured(amount: Amount): (life: Life, visit: Visit) => Measured {
  return (life, visit) => ({ value: amount(life, visit) });
}

function ofAttribute(life: Life, slot: number): ObservationValue {
  const value = life.attribute(slot);
  if (value === undefined || isSeries(value)) return null;
  return isEntry(value) ? (value.codes[0] ?? null) : value;
}
