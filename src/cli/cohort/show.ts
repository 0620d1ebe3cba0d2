import { spanText } from '../../cohort/compile.ts';
import type { CohortJson, CriterionJson, EventPatternJson } from '../../cohort/schema.ts';
import { ExitCode } from '../../core/app-error.ts';
import { conditionText } from '../../language/condition-text.ts';
import type { Host } from '../host.ts';
import { wrap } from '../text.ts';
import type { CohortPlaces } from './list.ts';
import { loadCohort } from './load.ts';

const WIDTH = 100;
/** Codes that are told of one event; the file has all. */
const MOST_CODES = 6;

/** Tells who fits a cohort. */
export async function showCohort(host: Host, name: string, places: CohortPlaces, json: boolean): Promise<ExitCode> {
  const { cohort } = await loadCohort(name, { ...places, modules: undefined }, host);
  host.out.write(json ? `${JSON.stringify(cohort.json, null, 2)}\n` : cohortText(cohort.json));
  return ExitCode.done;
}

/** A definition for people. */
export function cohortText(json: CohortJson): string {
  const { title, question, remarks = [], index, inclusion, exclusion = [], outcomes = [] } = json;
  const { from, to, when } = index;
  const sections: (readonly [string, readonly string[]])[] = [
    ['Index event', [`${index.event}${periodText(from, to)}`, ...(when ? whenLines(when) : [])]],
    ['Included', inclusion.map(criterionText)],
    ['Excluded', exclusion.map(criterionText)],
    ['Follow-up', [followUpText(json)]],
    ['Outcomes', outcomes.map(criterionText)],
    ['Events', Object.entries(json.events).map(([event, ways]) => `${event}: ${ways.map(patternText).join('; or ')}`)],
    ['Modules', json.modules],
    ['Remarks', remarks],
    ['Sources', (json.sources ?? []).map(({ citation, url }) => `${citation}${url ? ` ${url}` : ''}`)],
  ];
  const parts = sections.filter(([, lines]) => lines.length > 0).map(([head, lines]) => [head, ...lines.flatMap(item)]);
  return `${[wrap(title, WIDTH), wrap(question, WIDTH), ...parts].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What must hold at the index event, one part a line. */
function whenLines(when: NonNullable<CohortJson['index']['when']>): readonly string[] {
  const { conditions } = when as { readonly conditions?: readonly unknown[] };
  const parts = when.condition_type === 'And' && conditions ? conditions : [when];
  return parts.map((part) => `while ${conditionText(part)}`);
}

function item(text: string): string[] {
  return wrap(text, WIDTH - 4).map((line, i) => `${i === 0 ? '  ' : '    '}${line}`);
}

function criterionText({ name, when }: CriterionJson): string {
  return `${name} (${conditionText(when)})`;
}

function periodText(from: string | undefined, to: string | undefined): string {
  return `${from ? `, from ${from}` : ''}${to ? `, to ${to}` : ''}`;
}

function followUpText({ follow_up: { length, minimum, deaths } }: CohortJson): string {
  const least = minimum ? `; records for ${spanText(minimum)} at least` : '';
  const dead = deaths === 'excluded' ? ', alive until then' : '';
  return `${spanText(length)}, to death, or to the end of records${least}${dead}`;
}

function patternText(json: EventPatternJson): string {
  const codes = json.codes ?? [];
  const shown = codes.slice(0, MOST_CODES).map(({ system, code, display }) => `${display} (${system} ${code})`);
  const more = codes.length - shown.length;
  const list = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return [kindText(json), list].filter((text) => text !== '').join(' ');
}

function kindText(json: EventPatternJson): string {
  if (json.event_type === 'encounter') return [json.encounter_class ?? '', 'encounter'].join(' ').trim();
  if (json.event_type !== 'observation' || json.operator === undefined) return json.event_type;
  const value = json.value_code?.display ?? json.value ?? '';
  return ['observation', json.operator, value, json.unit ?? ''].join(' ').trim();
}
