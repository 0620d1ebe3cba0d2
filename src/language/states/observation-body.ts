import { z } from 'zod';
import type { Code } from '../../core/code.ts';
import { Purpose } from '../../core/random/purpose.ts';
import type { Signal } from '../../physiology/signal.ts';
import type { ObservationEntry, ObservationValue } from '../../record/kinds/observation.ts';
import { type CompileContext, type Path, SAY_KIND } from '../define.ts';
import { code, codes, distribution, range, remarks, scalar, text } from '../fields.ts';
import type { Life, Visit } from '../run.ts';
import { isEntry, isSeries } from '../values.ts';
import { type Amount, distributionAmount, rangeAmount } from './amount.ts';
import { attachment, compileAttachment } from './attachment.ts';
import { compileExpression } from './expression-value.ts';
import { stamp } from './filing.ts';
import { compileSampledData, sampledData } from './sampled-data.ts';
import { areComparable, rangeOfSignal } from './signal-range.ts';

/** The fields of an observation, whether it is a state or part of a group. */
export const observationFields = {
  /** What is measured; a signal brings its own. */
  codes: codes.optional(),
  /** Reads a signal of the person's body (native extension). */
  signal: text.optional(),
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

/** The fields of an entry that measuring decides; those left out are null. */
type Measured = Pick<ObservationEntry, 'value'> &
  Partial<
    Pick<ObservationEntry, 'latent' | 'absent' | 'range' | 'interpretation' | 'specimen' | 'sampledData' | 'attachment'>
  >;

type Measure = (life: Life, visit: Visit) => Measured;

/** Makes an observation at the clock; the caller puts it on the record. */
export type Observe = (life: Life, visit: Visit, components?: readonly ObservationEntry[]) => ObservationEntry;

/** Compiles an observation; `part` is its number in a group (0 when it stands alone) and keys its draws. */
export function compileObservation(json: ObservationJson, context: CompileContext, path: Path, part: number): Observe {
  const signal = json.signal === undefined ? undefined : compileSignal(json, json.signal, context, path);
  // The first code of a signal is written; the others are only read as the same.
  const what = json.codes ?? signal?.codes.slice(0, 1) ?? NO_CODES;
  if (what.length === 0 && (json.signal === undefined || signal)) {
    context.report(
      'error',
      'codes-missing',
      'an observation needs codes',
      path,
      'add "codes", or "signal" of one that has',
    );
  }
  const written = json.unit !== undefined && json.unit.trim() !== '' ? json.unit : null;
  const unit = written ?? signal?.unit ?? null;
  const category = json.category ?? signal?.category ?? null;
  if ((json.exact || json.range) && unit === null) {
    context.report('error', 'unit-missing', 'an Observation with exact or range needs a unit', path);
  }
  const measure = signal
    ? ofSignal(signal)
    : compileMeasure(json, context, path, part === 0 ? Purpose.value : Purpose.child + part);
  return (life, visit, components = []) => {
    const made = measure(life, visit);
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
      category,
      value: made.value,
      latent: made.latent ?? null,
      absent: made.absent ?? null,
      range: made.range ?? null,
      interpretation: made.interpretation ?? null,
      specimen: made.specimen ?? components.find(({ specimen }) => specimen)?.specimen ?? null,
      unit,
      sampledData: made.sampledData ?? null,
      attachment: made.attachment ?? null,
      components,
      report: null,
    };
  };
}

const NO_CODES: readonly Code[] = [];

/** What else would say the value of an observation. */
const OTHER_VALUES = [
  'exact',
  'range',
  'distribution',
  'attribute',
  'vital_sign',
  'value_code',
  'expression',
  'sampled_data',
  'attachment',
] as const;

function compileSignal(json: ObservationJson, name: string, context: CompileContext, path: Path): Signal | undefined {
  if (!context.native) {
    const message = 'signal is an extension that other engines do not know';
    context.report('warning', 'extension', message, [...path, 'signal'], SAY_KIND);
  }
  const other = OTHER_VALUES.find((field) => json[field] !== undefined);
  if (other !== undefined) {
    context.report('error', 'two-values', `the signal gives the value; ${other} is not used`, [...path, other]);
  }
  const signal = context.signal(name, [...path, 'signal']);
  if (signal && json.unit !== undefined && json.unit !== signal.unit) {
    const message = `"${name}" is in ${signal.unit}, not in ${json.unit}`;
    context.report('error', 'signal-unit', message, [...path, 'unit'], 'leave the unit out');
  }
  return signal;
}

/** Reads a signal, in the specimen that is taken at the time where it needs one. */
function ofSignal(signal: Signal): Measure {
  const { specimen: type } = signal;
  return (life, visit) => {
    const { value, latent, absent, range: normal, interpretation, haemolysed } = life.measure(signal);
    const condition = absent ?? (haemolysed ? 'haemolysed' : null);
    const specimen = type && life.recorder.specimen(type, stamp(life, visit), condition, life.native);
    return { value, latent, absent, range: normal, interpretation, specimen };
  };
}

/** The first field given decides, in this order. */
function compileMeasure(json: ObservationJson, context: CompileContext, path: Path, purpose: number): Measure {
  if (json.range) return measured(compileRange(json, json.range, context, purpose));
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

/** A range in a file of the plain format bounds the reading of the signal that the codes are of, if they are of one. */
function compileRange(
  json: ObservationJson,
  bounds: z.output<typeof range>,
  context: CompileContext,
  purpose: number,
): Amount {
  const independent = rangeAmount(bounds, purpose);
  const signal = context.native ? undefined : context.signalOfCodes(json.codes ?? []);
  if (!signal || !areComparable(bounds.unit ?? json.unit ?? '', signal.unit)) return independent;
  return rangeOfSignal(bounds, signal, independent);
}

function measured(amount: Amount): Measure {
  return (life, visit) => ({ value: amount(life, visit) });
}

function ofAttribute(life: Life, slot: number): ObservationValue {
  const value = life.attribute(slot);
  if (value === undefined || isSeries(value)) return null;
  return isEntry(value) ? (value.codes[0] ?? null) : value;
}
