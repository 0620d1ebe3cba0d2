import type { JsonObject } from '../../core/json.ts';
import { countOf, has, hasChoice, number, objectsOf, text } from './elements.ts';
import { type InvariantRule, rule, valueRule } from './invariant.ts';
import { areDistinct } from './logic.ts';

const BOUND_TYPES: readonly unknown[] = ['code', 'Coding', 'CodeableConcept', 'Quantity', 'string', 'uri'];

/** What an element that takes over another's definition may not say itself. */
const OWN = ['fixed', 'pattern', 'minValue', 'maxValue', 'defaultValue'];

function isReferring(type: JsonObject): boolean {
  return type['code'] === 'Reference' || type['code'] === 'canonical';
}

function mayBeBound(element: JsonObject): boolean {
  const types = objectsOf(element, 'type');
  return (
    !has(element, 'binding') ||
    types.every((type) => !has(type, 'code')) ||
    types.some(({ code }) => BOUND_TYPES.includes(code)) ||
    types.length > 0
  );
}

const AT = 'ElementDefinition';
const PART = '[^\\s\\.,:;\\\'"\\/|?!@#$%&*()\\[\\]{}]{1,64}';
const PATH_FORM = new RegExp(`${PART}(\\.${PART}(\\[x\\])?(\\:[^\\s\\.]+)?)*`);

/** Of the elements of structure definitions. */
export const ELEMENT_DEFINITION_RULES: readonly InvariantRule[] = [
  rule(
    'eld-1',
    `${AT}.slicing`,
    'discriminator.exists() or description.exists()',
    (e) => has(e, 'discriminator') || has(e, 'description'),
  ),
  rule('eld-2', AT, "min.empty() or max.empty() or (max = '*') or iif(max != '*', min <= max.toInteger())", (e) => {
    const max = text(e, 'max');
    const min = number(e, 'min');
    return (
      !has(e, 'min') ||
      !has(e, 'max') ||
      max === '*' ||
      (min !== undefined && max !== undefined && /^[+-]?\d+$/.test(max) && min <= Number(max))
    );
  }),
  valueRule(
    'eld-3',
    `${AT}.max`,
    "empty() or ($this = '*') or (toInteger() >= 0)",
    (max) => max === '*' || (typeof max === 'string' && /^[+-]?\d+$/.test(max) && Number(max) >= 0),
  ),
  rule(
    'eld-4',
    `${AT}.type`,
    "aggregation.empty() or (code = 'Reference') or (code = 'canonical')",
    (e) => !has(e, 'aggregation') || isReferring(e),
  ),
  rule(
    'eld-5',
    AT,
    'contentReference.empty() or (type.empty() and defaultValue.empty() and fixed.empty() and pattern.empty() and example.empty() and minValue.empty() and maxValue.empty() and maxLength.empty() and binding.empty())',
    (e) =>
      !has(e, 'contentReference') ||
      (!['type', 'example', 'maxLength', 'binding'].some((name) => has(e, name)) &&
        !OWN.some((name) => hasChoice(e, name))),
  ),
  rule('eld-6', AT, 'fixed.empty() or (type.count()  <= 1)', (e) => !hasChoice(e, 'fixed') || countOf(e, 'type') <= 1),
  rule(
    'eld-7',
    AT,
    'pattern.empty() or (type.count() <= 1)',
    (e) => !hasChoice(e, 'pattern') || countOf(e, 'type') <= 1,
  ),
  rule('eld-8', AT, 'pattern.empty() or fixed.empty()', (e) => !hasChoice(e, 'pattern') || !hasChoice(e, 'fixed')),
  // Each type gives a true or a false, so that any type is enough.
  rule(
    'eld-11',
    AT,
    "binding.empty() or type.code.empty() or type.select((code = 'code') or (code = 'Coding') or (code='CodeableConcept') or (code = 'Quantity') or (code = 'string') or (code = 'uri')).exists()",
    mayBeBound,
  ),
  rule(
    'eld-12',
    `${AT}.binding`,
    "valueSet.exists() implies (valueSet.startsWith('http:') or valueSet.startsWith('https') or valueSet.startsWith('urn:'))",
    (e) => !has(e, 'valueSet') || /^(?:http:|https|urn:)/.test(text(e, 'valueSet') ?? ''),
  ),
  rule('eld-13', AT, 'type.select(code).isDistinct()', (e) =>
    areDistinct(objectsOf(e, 'type').flatMap(({ code }) => code ?? [])),
  ),
  rule('eld-14', AT, 'constraint.select(key).isDistinct()', (e) =>
    areDistinct(objectsOf(e, 'constraint').flatMap(({ key }) => key ?? [])),
  ),
  rule(
    'eld-15',
    AT,
    'defaultValue.empty() or meaningWhenMissing.empty()',
    (e) => !hasChoice(e, 'defaultValue') || !has(e, 'meaningWhenMissing'),
  ),
  rule(
    'eld-16',
    AT,
    "sliceName.empty() or sliceName.matches('^[a-zA-Z0-9\\\\/\\\\-_\\\\[\\\\]\\\\@]+$')",
    (e) => !has(e, 'sliceName') || /^[a-zA-Z0-9/\-_[\]@]+$/.test(text(e, 'sliceName') ?? ''),
  ),
  rule(
    'eld-17',
    `${AT}.type`,
    "(code='Reference' or code = 'canonical') or targetProfile.empty()",
    (e) => isReferring(e) || !has(e, 'targetProfile'),
  ),
  rule(
    'eld-18',
    AT,
    '(isModifier.exists() and isModifier) implies isModifierReason.exists()',
    (e) => e['isModifier'] !== true || has(e, 'isModifierReason'),
  ),
  rule(
    'eld-19',
    AT,
    "path.matches('[^\\\\s\\\\.,:;\\\\\\'\"\\\\/|?!@#$%&*()\\\\[\\\\]{}]{1,64}(\\\\.[^\\\\s\\\\.,:;\\\\\\'\"\\\\/|?!@#$%&*()\\\\[\\\\]{}]{1,64}(\\\\[x\\\\])?(\\\\:[^\\\\s\\\\.]+)?)*')",
    (e) => PATH_FORM.test(text(e, 'path') ?? ''),
  ),
  rule('eld-20', AT, "path.matches('[A-Za-z][A-Za-z0-9]*(\\\\.[a-z][A-Za-z0-9]*(\\\\[x])?)*')", (e) =>
    /[A-Za-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*(\[x])?)*/.test(text(e, 'path') ?? ''),
  ),
  rule('eld-21', `${AT}.constraint`, 'expression.exists()', (e) => has(e, 'expression')),
  rule(
    'eld-22',
    AT,
    'sliceIsConstraining.exists() implies sliceName.exists()',
    (e) => !has(e, 'sliceIsConstraining') || has(e, 'sliceName'),
  ),
];
