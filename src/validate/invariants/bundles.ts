import { isObject, type JsonObject, listOf } from '../../core/json.ts';
import { equals, has, isOneOf, objectsAt, objectsOf, text } from './elements.ts';
import { type InvariantRule, rule } from './invariant.ts';
import { areDistinct, implies, type Truth } from './logic.ts';

/** Whether all entries have the part where the type of the bundle asks for it, and none where it does not. */
function allHave(bundle: JsonObject, part: string, asked: Truth): boolean {
  return objectsOf(bundle, 'entry').every((entry) => has(entry, part) === asked);
}

function startsWith(bundle: JsonObject, type: string): boolean {
  const first = listOf(bundle['entry'])[0];
  const resource = isObject(first) ? first['resource'] : undefined;
  return isObject(resource) && resource['resourceType'] === type;
}

/** Each version of a resource stands once; entries without a fullUrl do not count. */
function hasDistinctEntries(bundle: JsonObject): boolean {
  const keys: string[] = [];
  for (const entry of objectsOf(bundle, 'entry')) {
    const fullUrl = text(entry, 'fullUrl');
    if (fullUrl === undefined) continue;
    const versions = objectsAt(entry, 'resource', 'meta').flatMap((meta) => text(meta, 'versionId') ?? []);
    keys.push(`${fullUrl}${versions[0] ?? ''}`);
  }
  return areDistinct(keys);
}

export const BUNDLE_RULES: readonly InvariantRule[] = [
  rule(
    'bdl-1',
    'Bundle',
    "total.empty() or (type = 'searchset') or (type = 'history')",
    (e) => !has(e, 'total') || isOneOf(e, 'type', ['searchset', 'history']) === true,
  ),
  rule(
    'bdl-2',
    'Bundle',
    "entry.search.empty() or (type = 'searchset')",
    (e) => objectsOf(e, 'entry').every((entry) => !has(entry, 'search')) || e['type'] === 'searchset',
  ),
  rule(
    'bdl-3',
    'Bundle',
    "entry.all(request.exists() = (%resource.type = 'batch' or %resource.type = 'transaction' or %resource.type = 'history'))",
    (e) => allHave(e, 'request', isOneOf(e, 'type', ['batch', 'transaction', 'history'])),
  ),
  rule(
    'bdl-4',
    'Bundle',
    "entry.all(response.exists() = (%resource.type = 'batch-response' or %resource.type = 'transaction-response' or %resource.type = 'history'))",
    (e) => allHave(e, 'response', isOneOf(e, 'type', ['batch-response', 'transaction-response', 'history'])),
  ),
  rule(
    'bdl-5',
    'Bundle.entry',
    'resource.exists() or request.exists() or response.exists()',
    (e) => has(e, 'resource') || has(e, 'request') || has(e, 'response'),
  ),
  rule(
    'bdl-7',
    'Bundle',
    "(type = 'history') or entry.where(fullUrl.exists()).select(fullUrl&resource.meta.versionId).isDistinct()",
    (e) => e['type'] === 'history' || hasDistinctEntries(e),
  ),
  rule(
    'bdl-8',
    'Bundle.entry',
    "fullUrl.exists() implies fullUrl.contains('/_history/').not()",
    (e) => !has(e, 'fullUrl') || text(e, 'fullUrl')?.includes('/_history/') === false,
  ),
  rule('bdl-9', 'Bundle', "type = 'document' implies (identifier.system.exists() and identifier.value.exists())", (e) =>
    implies(
      equals(e, 'type', 'document'),
      objectsOf(e, 'identifier').some((identifier) => has(identifier, 'system') && has(identifier, 'value')),
    ),
  ),
  rule('bdl-10', 'Bundle', "type = 'document' implies (timestamp.hasValue())", (e) =>
    implies(equals(e, 'type', 'document'), text(e, 'timestamp') !== undefined),
  ),
  rule('bdl-11', 'Bundle', "type = 'document' implies entry.first().resource.is(Composition)", (e) =>
    implies(equals(e, 'type', 'document'), startsWith(e, 'Composition')),
  ),
  rule('bdl-12', 'Bundle', "type = 'message' implies entry.first().resource.is(MessageHeader)", (e) =>
    implies(equals(e, 'type', 'message'), startsWith(e, 'MessageHeader')),
  ),
];
