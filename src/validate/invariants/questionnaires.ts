import type { JsonObject } from '../../core/json.ts';
import { countOf, equals, has, isOneOf, visitDescendants } from './elements.ts';
import { type InvariantRule, rule } from './invariant.ts';
import { areDistinct, implies } from './logic.ts';

const WITH_OPTIONS = ['choice', 'open-choice', 'decimal', 'integer', 'date', 'dateTime', 'time', 'string', 'quantity'];
const WITH_LENGTH = ['boolean', 'decimal', 'integer', 'string', 'text', 'url', 'open-choice'];

function isNotDisplay(item: JsonObject): boolean {
  return equals(item, 'type', 'display') === false;
}

const ITEM = 'Questionnaire.item';

/** Of questionnaires. */
export const QUESTIONNAIRE_RULES: readonly InvariantRule[] = [
  rule(
    'que-1',
    ITEM,
    "(type='group' implies item.empty().not()) and (type.trace('type')='display' implies item.trace('item').empty())",
    (e) =>
      implies(equals(e, 'type', 'group'), has(e, 'item')) && implies(equals(e, 'type', 'display'), !has(e, 'item')),
  ),
  rule('que-2', 'Questionnaire', 'descendants().linkId.isDistinct()', (e) => {
    const linkIds: unknown[] = [];
    visitDescendants(e, ({ linkId }) => {
      if (linkId !== undefined) linkIds.push(linkId);
    });
    return areDistinct(linkIds);
  }),
  rule('que-3', ITEM, "type!='display' or code.empty()", (e) => isNotDisplay(e) || !has(e, 'code')),
  rule(
    'que-4',
    ITEM,
    'answerOption.empty() or answerValueSet.empty()',
    (e) => !has(e, 'answerOption') || !has(e, 'answerValueSet'),
  ),
  rule(
    'que-5',
    ITEM,
    "(type ='choice' or type = 'open-choice' or type = 'decimal' or type = 'integer' or type = 'date' or type = 'dateTime' or type = 'time' or type = 'string' or type = 'quantity') or (answerValueSet.empty() and answerOption.empty())",
    (e) => isOneOf(e, 'type', WITH_OPTIONS) === true || (!has(e, 'answerValueSet') && !has(e, 'answerOption')),
  ),
  rule(
    'que-6',
    ITEM,
    "type!='display' or (required.empty() and repeats.empty())",
    (e) => isNotDisplay(e) || (!has(e, 'required') && !has(e, 'repeats')),
  ),
  rule('que-7', 'Questionnaire.item.enableWhen', "operator = 'exists' implies (answer is Boolean)", (e) =>
    implies(equals(e, 'operator', 'exists'), has(e, 'answerBoolean')),
  ),
  rule(
    'que-8',
    ITEM,
    "(type!='group' and type!='display') or initial.empty()",
    (e) => isOneOf(e, 'type', ['group', 'display']) === false || !has(e, 'initial'),
  ),
  rule('que-9', ITEM, "type!='display' or readOnly.empty()", (e) => isNotDisplay(e) || !has(e, 'readOnly')),
  rule(
    'que-10',
    ITEM,
    "(type in ('boolean' | 'decimal' | 'integer' | 'string' | 'text' | 'url' | 'open-choice')) or maxLength.empty()",
    (e) => isOneOf(e, 'type', WITH_LENGTH) === true || !has(e, 'maxLength'),
  ),
  rule('que-11', ITEM, 'answerOption.empty() or initial.empty()', (e) => !has(e, 'answerOption') || !has(e, 'initial')),
  rule(
    'que-12',
    ITEM,
    'enableWhen.count() > 2 implies enableBehavior.exists()',
    (e) => countOf(e, 'enableWhen') <= 2 || has(e, 'enableBehavior'),
  ),
  rule(
    'que-13',
    ITEM,
    'repeats=true or initial.count() <= 1',
    (e) => e['repeats'] === true || countOf(e, 'initial') <= 1,
  ),
];
