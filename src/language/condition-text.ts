import { firstCode, type LooseObject, listOf, objectOf, textOf } from './loose-json.ts';

/** A condition of a module in a few words: `age >= 18 years and smoker == true`. Takes any JSON. */
export function conditionText(json: unknown): string {
  const condition = objectOf(json);
  const type = textOf(condition['condition_type']).replaceAll(/\s/g, '');
  const write = Object.hasOwn(WRITERS, type) ? WRITERS[type] : undefined;
  return write ? write(condition) : textOf(condition['condition_type']) || 'a condition';
}

type Writer = (condition: LooseObject) => string;

const WRITERS: Readonly<Record<string, Writer>> = {
  Gender: ({ gender }) => (gender === 'F' ? 'female' : gender === 'M' ? 'male' : `gender ${textOf(gender)}`),
  Age: (json) => `age ${compared(json, json['quantity'])} ${textOf(json['unit'])}`,
  Date: dateText,
  SocioeconomicStatus: ({ category }) => `${textOf(category)} socioeconomic status`,
  Race: ({ race }) => `race ${textOf(race)}`,
  Symptom: (json) => `symptom ${textOf(json['symptom'])} ${compared(json, json['value'])}`,
  VitalSign: (json) => `${textOf(json['vital_sign'])} ${compared(json, json['value'])}`,
  Signal: (json) =>
    `${json['reading'] === 'measured' ? 'measured ' : ''}${textOf(json['signal'])} ${compared(json, json['value'])}`,
  Observation: (json) => `${subject(json)} ${compared(json, json['value_code'] ?? json['value'])}`,
  Attribute: (json) => `${textOf(json['attribute'])} ${compared(json, json['value'] ?? json['value_code'])}`,
  Parameter: (json) => `${textOf(json['parameter'])} ${compared(json, json['value'])}`,
  ActiveCondition: (json) => `has ${subject(json)}`,
  ActiveAllergy: (json) => `has ${subject(json)}`,
  ActiveMedication: (json) => `takes ${subject(json)}`,
  ActiveCarePlan: (json) => `on care plan ${subject(json)}`,
  PriorState: priorState,
  Event: eventText,
  And: ({ conditions }) => joined(conditions, ' and ') || 'always',
  Or: ({ conditions }) => joined(conditions, ' or ') || 'never',
  Not: ({ condition }) => `not ${grouped(condition)}`,
  AtLeast: ({ minimum, conditions }) => `at least ${textOf(minimum)} of: ${joined(conditions, '; ')}`,
  AtMost: ({ maximum, conditions }) => `at most ${textOf(maximum)} of: ${joined(conditions, '; ')}`,
  True: () => 'always',
  False: () => 'never',
};

function compared({ operator }: LooseObject, value: unknown): string {
  const { display, code } = objectOf(value);
  return [textOf(operator), textOf(value) || textOf(display) || textOf(code)].filter(Boolean).join(' ');
}

/** The entry that a condition on the record speaks of. */
function subject({ codes, referenced_by_attribute: attribute }: LooseObject): string {
  return firstCode(codes) || textOf(attribute);
}

function joined(conditions: unknown, word: string): string {
  return listOf(conditions).map(grouped).join(word);
}

/** The text of a part, in parentheses where it has parts itself. */
function grouped(json: unknown): string {
  const text = conditionText(json);
  return listOf(objectOf(json)['conditions']).length > 1 ? `(${text})` : text;
}

function dateText(json: LooseObject): string {
  if (json['year'] !== undefined) return `year ${compared(json, json['year'])}`;
  if (json['month'] !== undefined) return `month ${compared(json, json['month'])}`;
  const { year, month, day } = objectOf(json['date']);
  const date = [year, month, day].map((part) => textOf(part).padStart(2, '0')).join('-');
  return `date ${compared(json, date)}`;
}

/** Of cohorts: `at least 2 times HbA1c, 12 months before to the index date`. */
function eventText(json: LooseObject): string {
  const { minimum, maximum, on_different_days: byDay, overlapping } = json;
  const times = [
    ...(minimum === undefined || minimum === 1 ? [] : [`at least ${textOf(minimum)} times`]),
    ...(maximum === undefined ? [] : [maximum === 0 ? 'no' : `at most ${textOf(maximum)} times`]),
  ];
  const how = `${byDay === true ? ' on different days' : ''}${overlapping === true ? ' going on' : ''}`;
  return `${[...times, textOf(json['event'])].join(' ')}${how}, ${windowText(json['window'])}`;
}

function windowText(window: unknown): string {
  if (typeof window === 'string') return window;
  const { from, to } = objectOf(window);
  if (to === undefined) return `from ${offsetText(from)} on`;
  return from === undefined ? `up to ${offsetText(to)}` : `${offsetText(from)} to ${offsetText(to)}`;
}

function offsetText(json: unknown): string {
  const { quantity, unit } = objectOf(json);
  const size = Math.abs(Number(quantity));
  if (size === 0) return 'the index date';
  return `${size} ${size === 1 ? textOf(unit).slice(0, -1) : textOf(unit)} ${Number(quantity) < 0 ? 'before' : 'after'}`;
}

function priorState({ name, since, within }: LooseObject): string {
  const { quantity, unit } = objectOf(within);
  const limits = [
    since === undefined ? '' : ` since ${textOf(since)}`,
    within === undefined ? '' : ` within ${textOf(quantity)} ${textOf(unit)}`,
  ];
  return `was in ${textOf(name)}${limits.join('')}`;
}
