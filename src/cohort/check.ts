import { isDeepStrictEqual } from 'node:util';
import { didYouMean } from '../core/suggest.ts';
import { parseTime } from '../core/time.ts';
import { objectsIn, type PlacedObject } from '../language/checks/walk.ts';
import type { Path } from '../language/define.ts';
import { checkCodes } from './check-codes.ts';
import type { CohortContext } from './context.ts';
import type { CohortLibrary } from './library.ts';
import type { CohortJson, CriterionJson } from './schema.ts';
import { isLonger } from './window.ts';

/** Says what is wrong with a cohort beyond its shape and its single conditions. */
export function checkCohort(json: CohortJson, context: CohortContext, library: CohortLibrary): void {
  checkNames(json, context);
  checkPeriod(json, context);
  checkFollowUp(json, context);
  checkPersons(json, context);
  checkUses(json, context);
  json.modules.forEach((path, i) => {
    if (library.modules.has(path)) return;
    const message = `there is no module "${path}" that runs${didYouMean(path, library.modules)}`;
    context.report('error', 'unknown-module', message, ['modules', i], 'folders of other modules are named with -d');
  });
  json.exports?.forEach((name, i) => {
    if (library.formats.includes(name)) return;
    const message = `there is no format "${name}"${didYouMean(name, library.formats)}`;
    context.report('error', 'unknown-format', message, ['exports', i], `one of ${library.formats.join(', ')}`);
  });
  checkCodes(json, context, library);
}

/** Criteria are told apart by name, and none asks for what another excludes. */
function checkNames({ inclusion, exclusion = [], outcomes = [] }: CohortJson, context: CohortContext): void {
  const criteria = [...placed('inclusion', inclusion), ...placed('exclusion', exclusion)];
  for (const [position, { json, path }] of criteria.entries()) {
    const before = criteria.slice(0, position);
    if (before.some((other) => other.json.name === json.name)) {
      context.report('error', 'duplicate-name', `"${json.name}" is the name of two criteria`, [...path, 'name']);
    }
    const same = before.find((other) => isDeepStrictEqual(other.json.when, json.when));
    if (!same) continue;
    if (same.path[0] === path[0]) {
      context.report('warning', 'same-criterion', `asks for the same as "${same.json.name}"`, [...path, 'when']);
    } else {
      const message = `excludes whom inclusion "${same.json.name}" asks for: nobody is left`;
      context.report('error', 'impossible', message, [...path, 'when']);
    }
  }
  const names = outcomes.map(({ name }) => name);
  names.forEach((name, i) => {
    if (names.indexOf(name) === i) return;
    context.report('error', 'duplicate-name', `"${name}" is the name of two outcomes`, ['outcomes', i, 'name']);
  });
}

function placed(role: string, criteria: readonly CriterionJson[]): { json: CriterionJson; path: Path }[] {
  return criteria.map((json, i) => ({ json, path: [role, i] }));
}

function checkPeriod({ index: { from, to } }: CohortJson, context: CohortContext): void {
  for (const [field, date] of Object.entries({ from, to })) {
    if (date === undefined || parseTime(date) !== undefined) continue;
    context.report('error', 'no-date', `there is no day ${date}`, ['index', field]);
  }
  if (from === undefined || to === undefined || from <= to) return;
  context.report('error', 'empty-window', `the period ends on ${to}, before it begins on ${from}`, ['index', 'to']);
}

function checkFollowUp({ follow_up: { length, minimum, deaths } }: CohortJson, context: CohortContext): void {
  if (minimum && isLonger(minimum, length)) {
    const message = 'the least follow-up is longer than the whole';
    context.report('error', 'empty-window', message, ['follow_up', 'minimum']);
  }
  if (!minimum && deaths !== undefined) {
    const hint = 'without a least follow-up all deaths are kept';
    context.report('error', 'minimum-missing', '"deaths" is about a "minimum" that is not there', ['follow_up'], hint);
  }
}

const RACES = ['white', 'black', 'asian', 'native', 'hawaiian', 'other'];
const SEXES = ['F', 'M'];

/** Conditions on what a person is name what there is. */
function checkPersons(json: CohortJson, context: CohortContext): void {
  const among = (value: unknown, known: readonly string[], path: Path): void => {
    if (typeof value !== 'string' || known.includes(value)) return;
    const message = `nobody is "${value}"${didYouMean(value, known)}`;
    context.report('error', 'unknown-value', message, path, `one of ${known.join(', ')}`);
  };
  for (const { json: object, path } of conditionsOf(json)) {
    if (object['condition_type'] === 'Gender') among(object['gender'], SEXES, [...path, 'gender']);
    if (object['condition_type'] === 'Race') among(String(object['race']).toLowerCase(), RACES, [...path, 'race']);
  }
}

function conditionsOf({ index, inclusion, exclusion, outcomes }: CohortJson): readonly PlacedObject[] {
  const objects = objectsIn({ index, inclusion, exclusion, outcomes }, []);
  return objects.filter(({ json }) => typeof json['condition_type'] === 'string');
}

/** Every event and source is used; strict files have sources. */
function checkUses(json: CohortJson, context: CohortContext): void {
  const severity = json.strict === true ? 'error' : 'warning';
  for (const name of Object.keys(json.events)) {
    if (context.used.has(name)) continue;
    context.report(severity, 'unused-event', `nothing names the event "${name}"`, ['events', name]);
  }
  (json.sources ?? []).forEach(({ id }, i) => {
    if (context.usedSources.has(id)) return;
    context.report(severity, 'unused-source', `nothing names source "${id}"`, ['sources', i, 'id']);
  });
  if (json.strict !== true || (json.sources ?? []).length > 0) return;
  context.report('error', 'undocumented', 'a strict file has "sources"', json.sources ? ['sources'] : []);
}
