import { z } from 'zod';
import { Purpose } from '../../core/random/purpose.ts';
import type { SimTime } from '../../core/time.ts';
import { earliestChange, watchAll, watchSlots } from '../conditions/watch.ts';
import { type CompileContext, defineState, type Path } from '../define.ts';
import type { FieldKit } from '../fields.ts';
import { distribution, number, sourceId, text, timeUnit } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { realSpan, type TimeUnit } from '../time-units.ts';
import { accumulate, type BaseRate, compileBaseRate, nextBreak, timeToReach } from './hazard-rate.ts';
import { compileRatios, type Ratio, ratioOf } from './hazard-ratio.ts';

const event = (kit: FieldKit) =>
  z.strictObject({
    to: text,
    rate: z.union([number, z.strictObject({ table: text })]).optional(),
    ratios: z.array(ratioOf(kit)).optional(),
    distribution: distribution.optional(),
    unit: timeUnit.optional(),
    source: sourceId.optional(),
    remarks: z.unknown().optional(),
  });

type EventJson = z.output<ReturnType<typeof event>>;

/** One thing that can happen: by a rate, or at a time drawn once. */
interface HazardEvent {
  readonly rate: BaseRate | undefined;
  readonly ratio: Ratio;
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
    const events = json.events.map((item, k) => compileEvent(item, context, [...path, 'events', k]));
    const conditions = events.flatMap((item) => item.ratio.conditions);
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
        nextChange: (life, visit, t) => Math.min(visit.wake, conditionsChange(life, t), levelsChange(events, life, t)),
      },
      transition: (_life, visit) => targets[(visit.memory as Memory).winner] as number,
    };
  },
});

function compileEvent(json: EventJson, context: CompileContext, path: Path): HazardEvent {
  if ((json.rate === undefined) === (json.distribution === undefined)) {
    context.report('error', 'hazard-event', 'an event needs either rate or distribution', path);
  }
  context.source(json.source, path);
  const ratios = json.ratios ?? [];
  if (json.distribution && ratios.length > 0) {
    context.report('error', 'hazard-event', 'ratios act on a rate, not on a distribution', [...path, 'ratios']);
  }
  return {
    rate: compileBaseRate(json.rate, context, [...path, 'rate']),
    ratio: compileRatios(ratios, context, [...path, 'ratios']),
    delay: compileDelay(json, context, path),
  };
}

/** When a ratio by a level is next looked at: at the next birthday; while the rate is 0, when that may change. */
function levelsChange(events: readonly HazardEvent[], life: Life, t: SimTime): SimTime {
  let earliest = Number.POSITIVE_INFINITY;
  for (const { rate, ratio } of events) {
    if (!rate || !ratio.isOfLevel) continue;
    const isAtRisk = rate.at(life, t, rate.values(life)) > 0;
    const next = isAtRisk ? life.ages.birthday(life.ages.years(t) + 1) : nextBreak(rate, life, t);
    earliest = Math.min(earliest, next);
  }
  return earliest;
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
    risk.values = rate.values(life);
    risk.ratio = ratio.at(life, now);
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
