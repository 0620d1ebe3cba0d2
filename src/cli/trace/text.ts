import type { Code } from '../../core/code.ts';
import { formatDate, formatLocal, type SimTime } from '../../core/time.ts';
import { type AttributeValue, isCode, isEntry, isSeries } from '../../language/values.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { ObservationEntry } from '../../record/kinds/observation.ts';
import type { LifeTrace } from '../../trace/trace-module.ts';
import { count, counted, table } from '../text.ts';
import type { LivesTraced } from './lives.ts';

/** One life for people: the path, the entries, the attributes at the end. */
export function lifeText(module: string, life: LifeTrace, end: SimTime): string {
  const { sex, birth, visits, entries, attributes, death, notes, fault } = life;
  const who = `${sex === 'F' ? 'a woman' : sex === 'M' ? 'a man' : 'a person'} born ${formatDate(birth)}`;
  const over = death === null ? `told up to ${formatDate(end)}` : `died ${clock(death.time)}`;
  const hasFiles = visits.some(({ file }) => file !== module);
  const path = visits.map(({ file, state, entered, left }) => [
    clock(entered),
    left === null ? '' : left === entered ? 'at once' : clock(left),
    state,
    ...(hasFiles ? [file] : []),
  ]);
  const rows = entries.map((entry) => [clock(entry.start), entry.kind, what(entry), entry.cause.state]);
  const held = [...attributes].map(([name, value]) => [`  ${name}`, valueText(value)]);
  const remarks = [...notes].map(([text, times]) => [`  ${count(times)}`, text]);
  const sections = [
    [`${module} on ${who}, ${over}`],
    table([['entered', 'left', 'state', ...(hasFiles ? ['file'] : [])], ...path]),
    entries.length === 0 ? ['No entries'] : table([['entries', '', '', 'made by'], ...rows]),
    ['Attributes at the end', ...table(held)],
    remarks.length === 0 ? [] : ['Notes', ...table(remarks, [0])],
    fault === undefined ? [] : [`Stopped: ${fault}`],
  ];
  return join(sections);
}

/** Many lives for people: how often they took each transition, with the exact 95 % interval. */
export function livesText(module: string, { lives, deaths, faults, transitions }: LivesTraced, end: SimTime): string {
  const rows = transitions.map(({ file, from, to, count: times, share, of, interval: { low, high } }) => {
    const interval = of === times ? '' : `${percent(low)} to ${percent(high)}`;
    return [from, to, count(times), percent(share), interval, file === module ? '' : file];
  });
  const [first] = faults;
  return join([
    [`${module} on ${counted(lives, 'life', 'lives')} told up to ${formatDate(end)}: ${counted(deaths, 'death')}`],
    table([['from', 'to', 'times', 'share', '95 % interval', ''], ...rows], [2, 3]),
    first ? [`Stopped: ${counted(faults.length, 'life', 'lives')}, first life ${first.life}: ${first.fault}`] : [],
  ]);
}

function join(sections: readonly (readonly string[])[]): string {
  const said = sections.filter((lines) => lines.length > 0);
  return `${said.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function clock(time: SimTime | null): string {
  return time === null ? '' : formatLocal(time).replace('T', ' ');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** The primary code, and the value of an observation. */
function what(entry: Entry): string {
  const code = entry.codes[0];
  const name = code ? codeText(code) : '';
  if (entry.kind !== 'observation') return name;
  const values = [entry, ...entry.components].map(observationText).filter((text) => text !== '');
  return values.length === 0 ? name : `${name} = ${values.join(', ')}`;
}

function observationText({ value, unit }: ObservationEntry): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? String(Number(value.toPrecision(6))) : valueText(value);
  return unit === null ? text : `${text} ${unit}`;
}

function codeText({ system, code, display }: Code): string {
  return `${display} (${system} ${code})`;
}

function valueText(value: AttributeValue): string {
  if (isEntry(value)) return `${value.kind} ${what(value)}`;
  if (isSeries(value)) return `${counted(value.samples.length, 'sample')} every ${value.periodSeconds} s`;
  return isCode(value) ? codeText(value) : String(value);
}
