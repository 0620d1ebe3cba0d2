import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { hasContent } from '../xhtml.ts';
import { choiceKey, equals, has, hasChoice, isSame, number, objectsOf, text } from './elements.ts';
import { type InvariantRule, rule, valueRule } from './invariant.ts';
import { implies } from './logic.ts';
import { isInOrder } from './times.ts';

const UCUM = 'http://unitsofmeasure.org';

/** Whether an element has a value or more than its id. */
function isFilled(element: Json): boolean {
  if (!isObject(element)) return element !== null && element !== '';
  for (const key in element) if (key !== 'id' && element[key] !== undefined) return true;
  return false;
}

function isFree(element: JsonObject, name: string): boolean {
  return !has(element, name);
}

/** What Age, Distance, Count and their like share: a code for the unit wherever there is a value, of UCUM. */
function isMeasure(element: JsonObject): boolean {
  return (
    (has(element, 'code') || isFree(element, 'value')) && (isFree(element, 'system') || element['system'] === UCUM)
  );
}

/** Whether the ends of a Range, or of limits, are in order; ends in different units are taken to be. */
function areOrdered(low: JsonObject, high: JsonObject): boolean {
  const least = number(low, 'value');
  const most = number(high, 'value');
  if (least === undefined || most === undefined) return true;
  const isOneUnit =
    isSame(low['system'], high['system']) && isSame(low['code'] ?? low['unit'], high['code'] ?? high['unit']);
  return !isOneUnit || least <= most;
}

const UNITS = [
  rule('qty-3', 'Quantity', 'code.empty() or system.exists()', (e) => isFree(e, 'code') || has(e, 'system')),
  rule('sqty-1', 'SimpleQuantity', 'comparator.empty()', (e) => isFree(e, 'comparator')),
  rule(
    'age-1',
    'Age',
    '(code.exists() or value.empty()) and (system.empty() or system = %ucum) and (value.empty() or value.hasValue().not() or value > 0)',
    (e) => isMeasure(e) && (number(e, 'value') === undefined || (e['value'] as number) > 0),
  ),
  rule(
    'cnt-3',
    'Count',
    "(code.exists() or value.empty()) and (system.empty() or system = %ucum) and (code.empty() or code = '1') and (value.empty() or value.hasValue().not() or value.toString().contains('.').not())",
    (e) =>
      isMeasure(e) &&
      (isFree(e, 'code') || e['code'] === '1') &&
      (number(e, 'value') === undefined || Number.isInteger(e['value'])),
  ),
  rule('dis-1', 'Distance', '(code.exists() or value.empty()) and (system.empty() or system = %ucum)', isMeasure),
  rule(
    'drt-1',
    'Duration',
    'code.exists() implies ((system = %ucum) and value.exists())',
    (e) => isFree(e, 'code') || (e['system'] === UCUM && has(e, 'value')),
  ),
  rule(
    'mqty-1',
    'MoneyQuantity',
    "(code.exists() or value.empty()) and (system.empty() or system = 'urn:iso:std:iso:4217')",
    (e) => (has(e, 'code') || isFree(e, 'value')) && (isFree(e, 'system') || e['system'] === 'urn:iso:std:iso:4217'),
  ),
  rule('rng-2', 'Range', 'low.empty() or high.empty() or (low <= high)', (e) => {
    const low = e['low'];
    const high = e['high'];
    return !isObject(low) || !isObject(high) || areOrdered(low, high);
  }),
  rule(
    'rat-1',
    'Ratio',
    '(numerator.empty() xor denominator.exists()) and (numerator.exists() or extension.exists())',
    (e) => has(e, 'numerator') === has(e, 'denominator') && (has(e, 'numerator') || has(e, 'extension')),
  ),
];

/** Points of time that an offset may not be added to: the meals themselves. */
const MEALS: readonly unknown[] = ['C', 'CM', 'CD', 'CV'];

const TIMING = [
  rule(
    'tim-1',
    'Timing.repeat',
    'duration.empty() or durationUnit.exists()',
    (e) => isFree(e, 'duration') || has(e, 'durationUnit'),
  ),
  rule(
    'tim-2',
    'Timing.repeat',
    'period.empty() or periodUnit.exists()',
    (e) => isFree(e, 'period') || has(e, 'periodUnit'),
  ),
  rule(
    'tim-4',
    'Timing.repeat',
    'duration.exists() implies duration >= 0',
    (e) => isFree(e, 'duration') || (number(e, 'duration') ?? -1) >= 0,
  ),
  rule(
    'tim-5',
    'Timing.repeat',
    'period.exists() implies period >= 0',
    (e) => isFree(e, 'period') || (number(e, 'period') ?? -1) >= 0,
  ),
  rule(
    'tim-6',
    'Timing.repeat',
    'periodMax.empty() or period.exists()',
    (e) => isFree(e, 'periodMax') || has(e, 'period'),
  ),
  rule(
    'tim-7',
    'Timing.repeat',
    'durationMax.empty() or duration.exists()',
    (e) => isFree(e, 'durationMax') || has(e, 'duration'),
  ),
  rule('tim-8', 'Timing.repeat', 'countMax.empty() or count.exists()', (e) => isFree(e, 'countMax') || has(e, 'count')),
  rule(
    'tim-9',
    'Timing.repeat',
    "offset.empty() or (when.exists() and when.select($this in ('C' | 'CM' | 'CD' | 'CV')).allFalse())",
    (e) =>
      isFree(e, 'offset') ||
      (Array.isArray(e['when']) && e['when'].length > 0 && !e['when'].some((when) => MEALS.includes(when))),
  ),
  rule(
    'tim-10',
    'Timing.repeat',
    'timeOfDay.empty() or when.empty()',
    (e) => isFree(e, 'timeOfDay') || isFree(e, 'when'),
  ),
  rule(
    'per-1',
    'Period',
    'start.hasValue().not() or end.hasValue().not() or (start <= end)',
    ({ start, end }) => typeof start !== 'string' || typeof end !== 'string' || isInOrder(start, end) === true,
  ),
];

const TRIGGERS = [
  rule(
    'trd-1',
    'TriggerDefinition',
    'data.empty() or timing.empty()',
    (e) => isFree(e, 'data') || !hasChoice(e, 'timing'),
  ),
  rule(
    'trd-2',
    'TriggerDefinition',
    'condition.exists() implies data.exists()',
    (e) => isFree(e, 'condition') || has(e, 'data'),
  ),
  rule(
    'trd-3',
    'TriggerDefinition',
    "(type = 'named-event' implies name.exists()) and (type = 'periodic' implies timing.exists()) and (type.startsWith('data-') implies data.exists())",
    (e) =>
      implies(equals(e, 'type', 'named-event'), has(e, 'name')) &&
      implies(equals(e, 'type', 'periodic'), hasChoice(e, 'timing')) &&
      implies(text(e, 'type')?.startsWith('data-'), has(e, 'data')),
  ),
];

/** Of all elements, and of the data types. */
export const GENERAL_RULES: readonly InvariantRule[] = [
  valueRule('ele-1', 'Element', 'hasValue() or (children().count() > id.count())', isFilled),
  valueRule(
    'ele-1',
    'SubscriptionStatus.notificationEvent',
    'hasValue() or (children().count() > id.count()) or $this is Parameters',
    isFilled,
  ),
  rule(
    'ext-1',
    'Extension',
    'extension.exists() != value.exists()',
    (e) => has(e, 'extension') !== (choiceKey(e, 'value') !== undefined),
  ),
  rule(
    'att-1',
    'Attachment',
    'data.empty() or contentType.exists()',
    (e) => isFree(e, 'data') || has(e, 'contentType'),
  ),
  rule('cpt-2', 'ContactPoint', 'value.empty() or system.exists()', (e) => isFree(e, 'value') || has(e, 'system')),
  rule(
    'exp-1',
    'Expression',
    'expression.exists() or reference.exists()',
    (e) => has(e, 'expression') || has(e, 'reference'),
  ),
  rule(
    'drq-1',
    'DataRequirement.codeFilter',
    'path.exists() xor searchParam.exists()',
    (e) => has(e, 'path') !== has(e, 'searchParam'),
  ),
  rule(
    'drq-2',
    'DataRequirement.dateFilter',
    'path.exists() xor searchParam.exists()',
    (e) => has(e, 'path') !== has(e, 'searchParam'),
  ),
  rule(
    'ref-1',
    'Reference',
    "reference.startsWith('#').not() or (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))",
    ({ reference }, { root }) =>
      typeof reference !== 'string' ||
      reference.charCodeAt(0) !== HASH ||
      reference === '#' ||
      objectsOf(root, 'contained').some(({ id }) => id === reference.slice(1)),
  ),
  // Being judged as the primitive xhtml, a div that comes so far holds it.
  valueRule('txt-1', 'Narrative.div', 'htmlChecks()', () => true),
  valueRule('txt-2', 'Narrative.div', 'htmlChecks()', hasContent),
  ...UNITS,
  ...TIMING,
  ...TRIGGERS,
];

const HASH = 35;
