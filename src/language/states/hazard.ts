import { z } from 'zod';
import { Purpose } from '../../core/random/purpose.ts';
import type { SimTime } from '../../core/time.ts';
import { earliestChange, watchAll, watchSlots } from '../conditions/watch.ts';
import { type CompileContext, defineState, type Path } from '../define.ts';
import type { FieldKit } from '../fields.ts';
import { distribution, number, sourceId, text, timeUnit } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { realSpan, type TimeUnit } from '../time-units.ts';
import { accumulate, type BaseRate, compileBaseRate, timeToReach } from './hazard-rate.ts';

const event = ({ condition }: FieldKit) =>
  z.strictObject({
    to: text,
    rate: z.union([number, z.strictObject({ table: text })]).optional(),
    ratios: z.array(z.strictObject({ when: condition, ratio: number, source: sourceId.optional() })).optional(),
    distribution: distribution.optional(),
    unit: timeUnit.optional(),
    source: sourceId.optional(),
    remarks: z.unknown().optional(),
  });

type EventJson = z.output<ReturnType<typeof event>>;

/** One thing that can happen: by a rate, or at a time drawn once. */
interface HazardEvent {
  readonly rate: BaseRate | undefined;
  /** The product of the ratios that hold at `t`. */
  readonly ratio: (life: Life, t: SimTime) => number;
  readonly delay: ((u: number) => number) | undefined;
}

/** What a visit remembers of one event. */
interface Risk {
  /** The cumulative hazard at which the event happens: an exponential draw with mean 1. */
  readonly threshold: number;
  accumulated: number;
  /** In force since the last look: the ratio, and what the table reads of the person. */
  ratio: number;
  values: readonly (string | number | boolean | undefined)[];
  /** When it happens if nothing changes. */
  at: SimTime;
}

interface Memory {
  since: SimTime;
  readonly risks: readonly Risk[];
  winner: number;
}

/**
 * The state of being at risk (native extension). The person stays until the first event happens. An event with a rate happens when
 * the integral of its rate over time reaches one exponential draw; the rate is constant between changes of what it reads,
 * so the time is exact, and a change keeps what has been accumulated.
 */
export const hazard = defineState({
  type: 'Hazard',
  extension: true,
  withoutTransition: true,
  fields: (kit) => ({ events: z.array(event(kit)).min(1) }),
  compile(json, context, path) {
    const targets = json.events.map((item, k) => context.target(item.to, [...path, 'events', k, 'to']));
    const parts = json.events.map((item, k) => compileEvent(item, context, [...path, 'events', k]));
    const events = parts.map((part) => part.event);
    const conditions = parts.flatMap((part) => part.conditions);
    const slots = events.flatMap((item) => item.rate?.slots ?? []);
    const watch = watchAll([...conditions, watchSlots(...slots)]);
    if (watch.polls) {
      context.report(
        'error',
        'hazard-reads-noise',
        'a ratio reads something that is measured anew at every look',
        path,
      );
    }
    const conditionsChange = earliestChange(conditions);
    return {
      process: (life, visit) => look(life, visit, events),
      watch: {
        ...watch,
        nextChange: (life, visit, t) => Math.min(visit.wake, conditionsChange(life, t)),
      },
      transition: (_life, visit) => targets[(visit.memory as Memory).winner] as number,
    };
  },
});

function compileEvent(json: EventJson, context: CompileContext, path: Path) {
  if ((json.rate === undefined) === (json.distribution === undefined)) {
    context.report('error', 'hazard-event', 'an event needs either rate or distribution', path);
  }
  context.source(json.source, path);
  const ratios = (json.ratios ?? []).map((item, i) => {
    const place = [...path, 'ratios', i];
    context.source(item.source, place);
    if (!(item.ratio >= 0)) context.report('error', 'negative-ratio', 'a ratio is negative', [...place, 'ratio']);
    return { when: context.condition(item.when, [...place, 'when']), ratio: item.ratio };
  });
  if (json.distribution && ratios.length > 0) {
    context.report('error', 'hazard-event', 'ratios act on a rate, not on a distribution', [...path, 'ratios']);
  }
  const compiled: HazardEvent = {
    rate: compileBaseRate(json.rate, context, [...path, 'rate']),
    ratio: (life, t) => ratios.reduce((product, item) => (item.when.test(life, t) ? product * item.ratio : product), 1),
    delay: compileDelay(json, context, path),
  };
  return { event: compiled, conditions: ratios.map((item) => item.when) };
}

function compileDelay(json: EventJson, context: CompileContext, path: Path): HazardEvent['delay'] {
  if (!json.distribution) return undefined;
  const drawn = context.distribution(json.distribution, [...path, 'distribution']);
  const { unit } = json;
  if (unit === undefined) context.report('error', 'unit-missing', 'a distribution of time needs a unit', path);
  return (u) => realSpan(Math.max(0, drawn.quantile(u)), (unit ?? 'years') as TimeUnit);
}

/** One look at the clock: lets the first event that is due happen, or brings the risks up to date. */
function look(life: Life, visit: Visit, events: readonly HazardEvent[]): Outcome {
  const now = life.clock;
  visit.memory ??= begin(life, visit, events);
  const memory = visit.memory as Memory;
  const due = soonest(memory);
  if (due.at <= now && life.isAliveAt(due.at)) {
    memory.winner = due.index;
    visit.exited = due.at;
    return Outcome.pass;
  }
  for (const [k, risk] of memory.risks.entries()) {
    const { rate, ratio } = events[k] as HazardEvent;
    if (!rate) continue;
    risk.accumulated += risk.ratio * accumulate(rate, life, memory.since, now, risk.values);
    risk.ratio = ratio(life, now);
    risk.values = rate.values(life);
    risk.at = happensAt(rate, life, now, risk);
  }
  memory.since = now;
  const next = soonest(memory);
  visit.wake = next.at;
  if (next.at > now) return Outcome.watch;
  memory.winner = next.index;
  visit.exited = now;
  return Outcome.pass;
}

function begin(life: Life, visit: Visit, events: readonly HazardEvent[]): Memory {
  const now = life.clock;
  const risks = events.map(({ delay }, k): Risk => {
    const u = life.uniform(visit, Purpose.event + k);
    return {
      threshold: -Math.log(u),
      accumulated: 0,
      ratio: 0,
      values: [],
      at: delay ? now + delay(u) : Number.POSITIVE_INFINITY,
    };
  });
  return { since: now, risks, winner: -1 };
}

function happensAt(rate: BaseRate, life: Life, now: SimTime, risk: Risk): SimTime {
  const missing = risk.threshold - risk.accumulated;
  if (missing <= 0) return now;
  return risk.ratio > 0 ? timeToReach(rate, life, now, missing / risk.ratio, risk.values) : Number.POSITIVE_INFINITY;
}

function soonest(memory: Memory): { index: number; at: SimTime } {
  let index = 0;
  for (const [k, risk] of memory.risks.entries()) {
    if (risk.at < (memory.risks[index] as Risk).at) index = k;
  }
  return { index, at: (memory.risks[index] as Risk).at };
}
