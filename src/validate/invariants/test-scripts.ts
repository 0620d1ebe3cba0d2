import { listOf } from '../../core/json.ts';
import { has, hasAny, isOneOf, objectsOf } from './elements.ts';
import { type InvariantRule, rule } from './invariant.ts';

/** The phases of a test script, with the keys of what is said alike of their actions. */
const PHASES = [
  {
    at: 'TestScript.setup.action',
    assertion: 'tst-5',
    operation: 'tst-7',
    source: 'tst-10',
    direction: 'tst-12',
    responses: 'response.count()  + validate',
  },
  {
    at: 'TestScript.test.action',
    assertion: 'tst-6',
    operation: 'tst-8',
    source: 'tst-11',
    direction: 'tst-13',
    responses: 'response.count() + validate',
  },
] as const;

const ASSERTED = [
  'contentType',
  'expression',
  'headerField',
  'minimumId',
  'navigationLinks',
  'path',
  'requestMethod',
  'resource',
  'responseCode',
  'response',
  'validateProfileId',
];

const SERVER_WIDE = ['capabilities', 'search', 'transaction', 'history'];
/** The same in FHIRPath; one definition lacks a space. */
const CODES = "'capabilities' | 'search' | 'transaction' | 'history'";

function operationRule(key: string, at: string, codes: string): InvariantRule {
  return rule(
    key,
    `${at}.operation`,
    `sourceId.exists() or (targetId.count() + url.count() + params.count() = 1) or (type.code in (${codes}))`,
    (e) =>
      has(e, 'sourceId') ||
      ['targetId', 'url', 'params'].filter((name) => has(e, name)).length === 1 ||
      objectsOf(e, 'type').some((type) => isOneOf(type, 'code', SERVER_WIDE) === true),
  );
}

const PHASE_RULES = PHASES.flatMap(({ at, assertion, operation, source, direction, responses }) => [
  rule(
    assertion,
    `${at}.assert`,
    `extension.exists() or (contentType.count() + expression.count() + headerField.count() + minimumId.count() + navigationLinks.count() + path.count() + requestMethod.count() + resource.count() + responseCode.count() + ${responses}ProfileId.count() <=1)`,
    (e) => has(e, 'extension') || ASSERTED.filter((name) => has(e, name)).length <= 1,
  ),
  operationRule(operation, at, operation === 'tst-7' ? "'capabilities' |'search' | 'transaction' | 'history'" : CODES),
  rule(
    source,
    `${at}.assert`,
    'compareToSourceId.empty() xor (compareToSourceExpression.exists() or compareToSourcePath.exists())',
    (e) => has(e, 'compareToSourceId') === hasAny(e, ['compareToSourceExpression', 'compareToSourcePath']),
  ),
  rule(
    direction,
    `${at}.assert`,
    "(response.empty() and responseCode.empty() and direction = 'request') or direction.empty() or direction = 'response'",
    (e) =>
      !has(e, 'direction') ||
      e['direction'] === 'response' ||
      (e['direction'] === 'request' && !has(e, 'response') && !has(e, 'responseCode')),
  ),
]);

const EITHER = 'operation.exists() xor assert.exists()';

/** Of test scripts and their reports. */
export const TEST_SCRIPT_RULES: readonly InvariantRule[] = [
  ...(
    [
      ['tst-1', 'TestScript.setup.action'],
      ['tst-2', 'TestScript.test.action'],
      ['inv-1', 'TestReport.setup.action'],
      ['inv-2', 'TestReport.test.action'],
    ] as const
  ).map(([key, at]) => rule(key, at, EITHER, (e) => has(e, 'operation') !== has(e, 'assert'))),
  rule('tst-3', 'TestScript.variable', 'expression.empty() or headerField.empty() or path.empty()', (e) =>
    ['expression', 'headerField', 'path'].some((name) => !has(e, name)),
  ),
  rule(
    'tst-4',
    'TestScript.metadata',
    'capability.required.exists() or capability.validated.exists()',
    (e) =>
      listOf(e['capability']).length > 0 &&
      objectsOf(e, 'capability').some((each) => has(each, 'required') || has(each, 'validated')),
  ),
  operationRule('tst-9', 'TestScript.teardown.action', CODES),
  ...PHASE_RULES,
];
