/** A FHIR bundle that is sent, as far as the chaos proxy looks into it. */
export interface SentBundle {
  readonly type: string;
  readonly entry: readonly unknown[];
}

interface ResponseBundle {
  readonly entry?: readonly { readonly response?: { readonly status?: string } }[];
}

/** The batch or transaction that a body is; undefined for anything else. */
export function bundleIn(method: string, body: Buffer): SentBundle | undefined {
  if (method !== 'POST' || !body.includes('"Bundle"')) return undefined;
  const json = parsed(body.toString('utf8')) as Partial<SentBundle> & { readonly resourceType?: string };
  if (json.resourceType !== 'Bundle' || !Array.isArray(json.entry)) return undefined;
  return json.type === 'batch' || json.type === 'transaction' ? (json as SentBundle) : undefined;
}

/** The bundle without the entries in `left`. */
export function without(bundle: SentBundle, left: ReadonlySet<number>): string {
  return JSON.stringify({ ...bundle, entry: bundle.entry.filter((_, i) => !left.has(i)) });
}

/**
 * The response to the whole bundle, from the response to what was sent on: those left out say 429, and so do those that failed only
 * because what they refer to was left out. `response` is undefined where the server refused what was sent on, so that nothing is done.
 */
export function wovenResponse(bundle: SentBundle, left: ReadonlySet<number>, response: string | undefined): string {
  const done = response === undefined ? [] : ((parsed(response) as ResponseBundle).entry ?? []);
  let next = 0;
  const entry = bundle.entry.map((_, i) => {
    const answer = left.has(i) || response === undefined ? undefined : done[next++];
    return answer?.response?.status?.startsWith('2') ? answer : failedEntry('429 Too Many Requests', 'throttled');
  });
  return JSON.stringify({ resourceType: 'Bundle', type: `${bundle.type}-response`, entry });
}

/** A response in which the entries in `failed` say 500, although they are done. */
export function spoiledResponse(response: string, failed: ReadonlySet<number>): string {
  const json = parsed(response) as ResponseBundle;
  const entry = (json.entry ?? []).map((answer, i) =>
    failed.has(i) ? failedEntry('500 Internal Server Error', 'exception') : answer,
  );
  return JSON.stringify({ ...json, entry });
}

function failedEntry(status: string, code: string) {
  const issue = [{ severity: 'error', code, diagnostics: 'the entry was not done' }];
  return { response: { status, outcome: { resourceType: 'OperationOutcome', issue } } };
}

function parsed(text: string): object {
  const json: unknown = JSON.parse(text);
  return typeof json === 'object' && json !== null ? json : {};
}
