import { listOf, objectOf, textOf } from '../../language/loose-json.ts';
import type { Stream } from '../host.ts';
import { paint } from '../paint.ts';
import { counted, wrap } from '../text.ts';
import type { Bundle, Resource } from './bundle.ts';
import { type ChartEvent, eventsOf } from './events.ts';
import { type ListSection, listsOf, whoIs } from './header.ts';
import { conceptText, dayOf, localTime, yearsBetween } from './words.ts';

type Ink = Pick<Stream, 'hasColour'>;

/** Columns of the words before what happened. */
const LABEL_WIDTH = 12;

/** The record of a patient as text of at most `width` columns: who, what goes on, and what happened in the order of time. */
export function timelineText(patient: Resource, bundle: Bundle, width: number, ink: Ink): string {
  const { name, facts } = whoIs(patient);
  const { events, untold } = eventsOf(bundle);
  const born = textOf(patient['birthDate']);
  const chapters = chaptersOf(bundle.of('Encounter'), events, patient);
  const lines = [
    paint(ink, 'bold', name),
    ...facts.flatMap((fact) => wrap(fact, width)),
    ...listsOf(bundle).flatMap((list) => ['', ...listLines(list, width, ink)]),
    '',
    paint(ink, 'bold', `What happened (${counted(bundle.of('Encounter').length, 'encounter')})`),
    ...chapters.flatMap((chapter) => ['', ...chapterLines(chapter, born, width, ink)]),
  ];
  if (untold.size > 0) {
    const rest = [...untold].map(([type, times]) => `${times} ${type}`).join(', ');
    lines.push('', ...wrap(`Also in the bundle, not shown: ${rest}`, width).map((line) => paint(ink, 'dim', line)));
  }
  return `${lines.join('\n')}\n`;
}

function listLines({ title, rows }: ListSection, width: number, ink: Ink): string[] {
  const column = Math.max(...rows.map(([when]) => when.length));
  return [
    paint(ink, 'bold', title),
    ...rows.flatMap(([when, what]) =>
      hanging(`  ${paint(ink, 'dim', when.padEnd(column))}  `, column + 4, what, width),
    ),
  ];
}

/** An encounter, or a day with something that belongs to none. */
interface Chapter {
  readonly time: string;
  readonly title: string;
  readonly reason: string;
  readonly events: readonly ChartEvent[];
}

function chaptersOf(
  encounters: readonly Resource[],
  events: readonly ChartEvent[],
  patient: Resource,
): readonly Chapter[] {
  const inside = new Map<Resource, ChartEvent[]>(encounters.map((encounter) => [encounter, []]));
  const byDay = new Map<string, ChartEvent[]>();
  const died = localTime(patient['deceasedDateTime']);
  const deaths: ChartEvent[] = died === '' ? [] : [{ time: died, label: 'died', text: '', encounter: undefined }];
  for (const event of [...events, ...deaths]) {
    const own = event.encounter && inside.get(event.encounter);
    if (own) own.push(event);
    else byDay.set(dayOf(event.time), [...(byDay.get(dayOf(event.time)) ?? []), event]);
  }
  const visits = [...inside].map(([encounter, own]): Chapter => {
    const time = localTime(objectOf(encounter['period'])['start']);
    return { time, title: encounterTitle(encounter), reason: encounterReason(encounter), events: own };
  });
  const days = [...byDay].map(([day, own]): Chapter => ({ time: day, title: '', reason: '', events: own }));
  // A day without a time of day comes after the visits of that day.
  const key = ({ time, title }: Chapter) => (title === '' ? `${time}U` : time);
  return [...visits, ...days].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function encounterTitle(encounter: Resource): string {
  const type = conceptText(listOf(encounter['type'])[0]) || 'Encounter';
  const { display, code } = objectOf(encounter['class']);
  const period = objectOf(encounter['period']);
  const from = dayOf(period['start']);
  const to = dayOf(period['end']);
  const setting = [(textOf(display) || textOf(code)).toLowerCase(), to === '' || to === from ? '' : `until ${to}`];
  return [type, ...setting.filter((part) => part !== '')].join(', ');
}

function encounterReason(encounter: Resource): string {
  return listOf(encounter['reasonCode']).map(conceptText).join(', ');
}

function chapterLines(chapter: Chapter, born: string, width: number, ink: Ink): string[] {
  const { time, title, reason, events } = chapter;
  const age = yearsBetween(born, time);
  const when = time === '' ? 'undated' : time.replace('T', ' ');
  const head = `${when}${age === undefined ? '' : `  age ${age}`}`;
  const start = `${paint(ink, 'cyan', head)}  `;
  // A day without a visit is told in one line where one thing happened.
  const [only, another] = groups(events);
  if (title === '' && only && !another) {
    const [what, texts] = only;
    return hanging(`${start}${paint(ink, 'dim', what)}  `, head.length + what.length + 4, texts.join('; '), width);
  }
  const lines = hanging(start, head.length + 2, title, width);
  if (reason !== '') lines.push(...hanging(label('because of', ink), LABEL_WIDTH + 2, reason, width));
  for (const [what, texts] of groups(events)) {
    lines.push(...hanging(label(what, ink), LABEL_WIDTH + 2, texts.join('; '), width));
  }
  return lines;
}

/** Neighbours of one label together. */
function groups(events: readonly ChartEvent[]): readonly (readonly [string, readonly string[]])[] {
  const byLabel = new Map<string, string[]>();
  for (const { label: name, text } of events) byLabel.set(name, [...(byLabel.get(name) ?? []), text]);
  return [...byLabel];
}

function label(name: string, ink: Ink): string {
  return `  ${paint(ink, 'dim', name.padEnd(LABEL_WIDTH))}`;
}

/** `text` wrapped after `start`, which takes `indent` columns; the lines that follow are indented by as many. */
function hanging(start: string, indent: number, text: string, width: number): string[] {
  const [first = '', ...rest] = wrap(text, width - indent);
  return [`${start}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)];
}
