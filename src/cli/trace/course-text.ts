import { formatDate, formatLocal, type SimTime, YEAR } from '../../core/time.ts';
import { interpretationOf, normalRange } from '../../physiology/measurement.ts';
import { ageAt } from '../../physiology/subject.ts';
import { type Course, edgesOf, type SignalCourse, shareActing } from '../../report/course/course.ts';
import type { Influence } from '../../report/course/touched.ts';
import { unitText, valueText } from '../../report/picture/words.ts';
import { table } from '../text.ts';

/** Rows that are spread over the whole time, beside those at which something turns. */
const ROWS = 12;
/** Causes that a row names; the rest is counted. */
const MOST_CAUSES = 4;
/** Times closer than this share of the whole are one row. */
const CLOSE = 1 / 200;

/** What the columns of the tables are. */
const LEGEND = [
  'usual: without what varies from day to day; true: as it is in the body; measured: with the error of the method',
  'L, H: below or above what is normal; LL, HH: critical; what acts: with how much of it acts by then',
].join('\n');

/** The course of signals for a terminal: a table each, with a row wherever something turns. */
export function courseText(title: string, course: Course, fault: string | undefined): string {
  const head = `${title}\n${whoText(course)}\n${LEGEND}\n`;
  const tables = course.signals.map((signal) => signalText(signal, course));
  return `${[head, ...tables].join('\n')}${fault === undefined ? '' : `\nStopped: ${fault}\n`}`;
}

/** Of whom a course is, and over which time. */
export function whoText({ sex, birth, from, to }: Course): string {
  const who = sex === 'F' ? 'a woman' : sex === 'M' ? 'a man' : 'a person';
  return `${who} born ${formatDate(birth)}, from ${formatDate(from)} to ${formatDate(to)}`;
}

function signalText({ signal, at, influences }: SignalCourse, { sex, birth, from, to }: Course): string {
  const rows = timesOf(influences, from, to).map((t) => {
    const { usual, latent, measured } = at(t);
    const range = normalRange(signal, sex, ageAt(birth, t));
    const how = Number.isNaN(measured) ? null : interpretationOf(signal, range, measured);
    const finer = signal.decimals + 1;
    return [
      formatLocal(t).slice(0, 16).replace('T', ' '),
      String(Math.floor((t - birth) / YEAR)),
      valueText(usual, finer),
      valueText(latent, finer),
      Number.isNaN(measured) ? 'none' : valueText(measured, signal.decimals),
      how === null || how === 'N' ? '' : how,
      actingText(influences, t),
    ];
  });
  const head = ['time', 'age', 'usual', 'true', 'measured', '', 'what acts'];
  const lines = table([head, ...rows], [1, 2, 3, 4]);
  return `${signal.name}, ${unitText(signal.unit)}\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

/** Where something turns, the moment before an effect begins left out, and times between. */
function timesOf(influences: readonly Influence[], from: SimTime, to: SimTime): readonly SimTime[] {
  const turns = influences.flatMap(({ effect }) => edgesOf(effect).slice(1));
  const spread = Array.from({ length: ROWS + 1 }, (_, i) => from + ((to - from) * i) / ROWS);
  const times = [...turns, ...spread].filter((t) => t >= from && t <= to).sort((a, b) => a - b);
  const kept: SimTime[] = [];
  for (const t of times) {
    if (t - (kept.at(-1) ?? Number.NEGATIVE_INFINITY) >= (to - from) * CLOSE) kept.push(t);
  }
  return kept;
}

/** What acts at a time and by how much of it, that on other signals behind their name. */
function actingText(influences: readonly Influence[], t: SimTime): string {
  const bySignal = new Map<string, string[]>();
  for (const { effect, by } of influences) {
    const share = shareActing(effect, t);
    if (share < 0.01) continue;
    const part = share >= 0.995 ? '' : ` ${Math.round(100 * share)} %`;
    const place = by === null ? '' : effect.signal.name;
    bySignal.set(place, [...(bySignal.get(place) ?? []), `${effect.cause.split(': ').at(-1) ?? ''}${part}`]);
  }
  return [...bySignal]
    .map(([place, causes]) => (place === '' ? listed(causes) : `${place}: ${listed(causes)}`))
    .join('; ');
}

function listed(causes: readonly string[]): string {
  const more = causes.length - MOST_CAUSES;
  return [...(more > 0 ? [`${more} earlier`] : []), ...causes.slice(-MOST_CAUSES)].join(', ');
}
