import { z } from 'zod';
import type { Distribution } from '../../core/distributions/distribution.ts';
import { uniformBetween } from '../../core/distributions/uniform.ts';
import { normalCdf, normalQuantile, roundTo } from '../../core/numeric.ts';
import { Purpose } from '../../core/random/purpose.ts';
import type { ActingEffect } from '../../physiology/effect.ts';
import type { Signal } from '../../physiology/signal.ts';
import { type CompileContext, defineState, type Path } from '../define.ts';
import { distribution, exactQuantity, exactSpan, number, range, rangeSpan, text, timeUnit } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { realSpan } from '../time-units.ts';
import { type Amount, rangeAmount, type SpanJson, spanAmount } from './amount.ts';
import { checkLimits } from './effect-limits.ts';
import { compileReasonOfEffect, type EndOf } from './effect-reason.ts';

/** Beyond so many standard deviations nobody responds: with it, a response never turns the sign (`MOST_RESPONSE`). */
const RESPONSE_LIMIT = 3;
const MOST_RESPONSE = 1 / RESPONSE_LIMIT;
/** The least uniform number that is ever drawn: no draw of a distribution is lower than at it. */
const LEAST_CHANCE = Number.EPSILON / 4;

const SIZE_EXAMPLE = 'for instance "exact": { "quantity": 10 }';
const LASTS_EXAMPLE = 'for instance "lasts": { "exact": { "quantity": 10, "unit": "days" } }';

const CHANGES = {
  add: 'add',
  multiply: 'multiply',
  'add per year': 'add-per-year',
  'raise to': 'add',
  'lower to': 'add',
} as const;

const fields = {
  signal: text,
  change: z.enum(['add', 'multiply', 'add per year', 'raise to', 'lower to']),
  exact: exactQuantity.optional(),
  range: range.optional(),
  distribution: distribution.optional(),
  /** How a value is raised or lowered to: by adding (default), or by a factor, which what varies within the person grows with. */
  by: z.enum(['amount', 'factor']).optional(),
  /** Of a factor, and of what is lowered to: acts on what the value is above this, and leaves the rest. */
  above: number.optional(),
  /** Relative standard deviation between persons of how strongly they respond. */
  response: number.optional(),
  build_up: exactSpan.optional(),
  wear_off: exactSpan.optional(),
  /** A state that makes an entry, or an attribute or parameter that holds one: the effect acts until the entry stops. */
  while: text.optional(),
  lasts: z
    .strictObject({
      exact: exactSpan.optional(),
      range: rangeSpan.optional(),
      distribution: distribution.optional(),
      unit: timeUnit.optional(),
    })
    .optional(),
  /** The share of an effect that comes about: 0 to 1, or the attribute or parameter that holds it when the effect begins. */
  adherence: z.union([number, text]).optional(),
};

type EffectJson = z.output<z.ZodObject<typeof fields>>;

/**
 * Something begins to act on a signal. What makes it end is looked at when the signal is read, so that nothing has to be told.
 * The effect of a state acts once: coming again while it acts changes nothing, save for one that raises or
 * lowers to a value, which looks again.
 */
export const effect = defineState({
  type: 'Effect',
  extension: true,
  fields: () => fields,
  compile(json, context, path) {
    const signal = actedOn(json.signal, context, [...path, 'signal']);
    const size = compileSize(json, signal, context, path);
    const until = compileEnd(json, context, path);
    const isAim = json.change === 'raise to' || json.change === 'lower to';
    checkManner(json, isAim, signal, context, path);
    const span = (given: EffectJson['build_up']) => (given ? realSpan(given.quantity, given.unit) : 0);
    const { above } = json;
    const isFactor = isAim && (json.by === 'factor' || above !== undefined);
    const begins = {
      change: isFactor ? 'multiply' : CHANGES[json.change],
      buildUp: span(json.build_up),
      wearOff: span(json.wear_off),
      ...(above === undefined ? {} : { above }),
    } as const;
    return {
      process(life, visit) {
        const end = signal && until(life, visit);
        if (!signal || end === undefined) return Outcome.pass;
        const acting: ActingEffect = {
          signal,
          ...begins,
          size: size(life, visit),
          from: life.clock,
          until: end,
          cause: `${visit.module.path}: ${visit.state.name}`,
        };
        life.act(acting, visit, isAim);
        return Outcome.pass;
      },
    };
  },
});

function checkManner(
  json: EffectJson,
  isAim: boolean,
  signal: Signal | undefined,
  context: CompileContext,
  path: Path,
): void {
  if (json.by !== undefined && !isAim) {
    context.report('error', 'effect-by', 'only "raise to" and "lower to" are told how', [...path, 'by']);
  }
  if (json.by === 'factor' && json.change === 'raise to' && signal && signal.limits.low <= 0) {
    const message = `"${signal.name}" can be 0, which no factor raises`;
    context.report('error', 'effect-by', message, [...path, 'by'], 'raise it by an amount: leave "by" out');
  }
  if (isAim && json.response !== undefined) {
    const hint = 'a "range" or a "distribution" of the value says how people differ';
    context.report(
      'error',
      'effect-response',
      `who is led "${json.change}" a value comes to it`,
      [...path, 'response'],
      hint,
    );
  }
  if (json.above === undefined) return;
  const place = [...path, 'above'];
  if (json.change !== 'multiply' && json.change !== 'lower to') {
    context.report('error', 'effect-above', 'only "multiply" and "lower to" act on what is above a value', place);
  }
  const aim = json.exact?.quantity ?? json.range?.low;
  if (json.change === 'lower to' && aim !== undefined && aim < json.above) {
    context.report('error', 'effect-above', `it cannot be lowered to ${aim} by what is above ${json.above}`, place);
  }
}

/** The signal of a name, if effects can act on it. */
function actedOn(name: string, context: CompileContext, path: Path): Signal | undefined {
  const signal = context.signal(name, path);
  if (signal?.origin.kind === 'derivation') {
    const inputs = signal.origin.inputs.map((input) => `"${input.name}"`).join(', ');
    const message = `"${name}" is worked out from other signals, and nothing acts on it by itself`;
    context.report('error', 'effect-on-derived', message, path, `let the effect act on ${inputs}`);
    return undefined;
  }
  if (signal?.origin.kind === 'growth' && signal.origin.measure !== 'weight') {
    const message = `"${name}" follows from growth, and nothing acts on it by itself`;
    context.report('error', 'effect-on-growth', message, path, 'of what grows, effects act on body weight alone');
    return undefined;
  }
  return signal;
}

/** What an effect adds or multiplies by, for one person: the size drawn, the person's own response, and adherence. */
function compileSize(json: EffectJson, signal: Signal | undefined, context: CompileContext, path: Path): Amount {
  const drawn = compileDrawnSize(json, signal, context, path);
  checkUnit(json, signal, context, path);
  const strength = compileStrength(json, context, path);
  if (signal && (json.change === 'raise to' || json.change === 'lower to')) {
    return aimedSize(json, signal, drawn, strength);
  }
  if (json.change !== 'multiply') return (life, visit) => drawn(life, visit) * strength(life, visit);
  // The change is what the person responds to: 0.62 takes away 38 percent, of a weak responder less.
  return (life, visit) => 1 + (drawn(life, visit) - 1) * strength(life, visit);
}

/** What is missing of a value in the person, as an amount or as a factor; nothing where the person is beyond it. */
function aimedSize(json: EffectJson, signal: Signal, drawn: Amount, strength: Amount): Amount {
  const isBeyond = json.change === 'raise to' ? (a: number, b: number) => a >= b : (a: number, b: number) => a <= b;
  const { by, above } = json;
  const isFactor = by === 'factor' || above !== undefined;
  const [level, least] = [above ?? 0, above ?? Number.NEGATIVE_INFINITY];
  return (life, visit) => {
    const [wanted, now] = [Math.max(drawn(life, visit), least), life.usual(signal)];
    if (isBeyond(now, wanted)) return isFactor ? 1 : 0;
    const size = isFactor ? (wanted - level) / (now - level) - 1 : wanted - now;
    return (isFactor ? 1 : 0) + size * strength(life, visit);
  };
}

function compileDrawnSize(json: EffectJson, signal: Signal | undefined, context: CompileContext, path: Path): Amount {
  const { exact, range: between, distribution: spreadJson } = json;
  onlyOne(json, 'the size', context, path);
  const spread = spreadJson && context.distribution(spreadJson, [...path, 'distribution']);
  if (json.change === 'multiply') checkFactor(json, spread, context, path);
  if (signal) checkLimits(json, spread, signal, context, path);
  if (exact) return () => exact.quantity;
  if (between) return rangeAmount(between, Purpose.value);
  if (spread) return (life, visit) => spread.quantile(life.uniform(visit, Purpose.value));
  context.report('error', 'amount-missing', 'an Effect needs exact, range or distribution', path, SIZE_EXAMPLE);
  return () => 0;
}

/** Of the ways in which a number can be said there is one. */
function onlyOne(json: SpanJson | EffectJson, what: string, context: CompileContext, path: Path): void {
  const [first, second] = (['exact', 'range', 'distribution'] as const).filter((field) => json[field] !== undefined);
  if (first === undefined || second === undefined) return;
  const message = `${first} and ${second} stand side by side`;
  context.report('error', 'two-amounts', message, [...path, second], `${what} is one of exact, range and distribution`);
}

/** A factor leaves something of the signal, the smallest one in who responds most too. */
function checkFactor(
  { exact, range: drawn, response = 0 }: EffectJson,
  spread: Distribution | undefined,
  context: CompileContext,
  path: Path,
): void {
  const smallest = exact?.quantity ?? drawn?.low ?? spread?.quantile(LEAST_CHANCE);
  if (smallest === undefined || Number.isNaN(smallest)) return;
  const most = 1 + (smallest - 1) * (1 + RESPONSE_LIMIT * response);
  if (smallest > 0 && most > 0) return;
  const message = `the factor ${roundTo(smallest, 2)} leaves nothing of the signal${smallest > 0 ? ' in who responds most' : ''}`;
  const hint = spread
    ? 'give the distribution a "min" above 0, or take a smaller response'
    : 'take a larger factor or a smaller response';
  const place = exact ? ['exact', 'quantity'] : drawn ? ['range', 'low'] : ['distribution'];
  context.report('error', 'effect-size', message, [...path, ...place], hint);
}

/** A unit that is written is the signal's: nothing is converted. */
function checkUnit(json: EffectJson, signal: Signal | undefined, context: CompileContext, path: Path): void {
  for (const field of ['exact', 'range'] as const) {
    const unit = json[field]?.unit;
    if (unit === undefined || !signal || (json.change !== 'multiply' && unit === signal.unit)) continue;
    const message =
      json.change === 'multiply' ? 'a factor has no unit' : `"${signal.name}" is in ${signal.unit}, not in ${unit}`;
    context.report('error', 'effect-unit', message, [...path, field, 'unit']);
  }
}

/** How strongly a person responds, of mean 1, times adherence. One person responds alike each time. */
function compileStrength(json: EffectJson, context: CompileContext, path: Path): Amount {
  const { response = 0 } = json;
  if (response < 0 || response > MOST_RESPONSE) {
    const message = `response is ${response}: a standard deviation from 0 to 1/3, beyond which the effect would turn in some`;
    context.report('error', 'effect-response', message, [...path, 'response']);
  }
  const adherence = compileAdherence(json.adherence, context, [...path, 'adherence']);
  if (response === 0) return adherence;
  const cut = normalCdf(-RESPONSE_LIMIT);
  const within = uniformBetween(cut, 1 - cut);
  return (life, visit) => {
    const u = life.draws.uniform(visit.stream, visit.state.hash, 0, Purpose.response);
    return (1 + response * normalQuantile(within.quantile(u))) * adherence(life, visit);
  };
}

function compileAdherence(json: EffectJson['adherence'], context: CompileContext, path: Path): Amount {
  if (json === undefined) return () => 1;
  if (typeof json === 'number') {
    if (json < 0 || json > 1) context.report('error', 'effect-adherence', `adherence is ${json}, not 0 to 1`, path);
    return () => json;
  }
  const slot = context.hasParameter(json) ? context.mentions(json) : context.reads(json, path);
  return (life) => {
    const held = life.frame.parameters?.get(json) ?? life.attribute(slot);
    if (typeof held === 'number' && held >= 0 && held <= 1) return held;
    if (held !== undefined) life.note('effect-adherence', `adherence "${json}" is no number from 0 to 1; 1 is taken`);
    return 1;
  };
}

/** When an effect ends, asked of a visit; undefined when what it depends on is not there, and it does not begin. */
function compileEnd(json: EffectJson, context: CompileContext, path: Path): (life: Life, visit: Visit) => EndOf {
  if (json.while !== undefined && json.lasts !== undefined) {
    const hint = 'an effect ends with its reason, or after a time';
    context.report('error', 'effect-end', 'while and lasts stand side by side', [...path, 'lasts'], hint);
  }
  if (json.while !== undefined) return compileReasonOfEffect(json.while, context, [...path, 'while']);
  if (json.lasts === undefined) return () => never;
  onlyOne(json.lasts, 'the time', context, [...path, 'lasts']);
  const span = spanAmount(json.lasts, context, [...path, 'lasts'], false);
  if (!span) {
    const message = 'lasts needs exact, range or distribution';
    context.report('error', 'amount-missing', message, [...path, 'lasts'], LASTS_EXAMPLE);
    return () => undefined;
  }
  return (life, visit) => {
    const end = life.clock + span(life, visit);
    return () => end;
  };
}

function never(): number {
  return Number.POSITIVE_INFINITY;
}
