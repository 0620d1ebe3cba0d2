import { outcomeText } from '../../client/operation-outcome.ts';
import { RequestFailure } from '../../client/request-failure.ts';
import { isObject, type JsonObject, listAt, objectAt, type ResourceJson, textAt } from '../../core/json.ts';

/** What a server says of one entry. */
export interface EntryAnswer {
  readonly status: number;
  /** `Type/id`, where it says so. */
  readonly name: string | undefined;
  readonly said: string;
  readonly outcome: JsonObject | undefined;
}

/**
 * What a server says of each of `expected` entries, in their order.
 * @throws RequestFailure when the answer does not say what came of each.
 */
export function readResponse(answer: ResourceJson, expected: number): EntryAnswer[] {
  if (answer.resourceType === 'OperationOutcome') {
    throw new RequestFailure('not-fhir', `the server answered without a bundle: ${outcomeText(answer)}`);
  }
  const entries = listAt(answer, 'entry');
  if (answer.resourceType !== 'Bundle' || entries.length !== expected) {
    const message = `the server answered for ${entries.length} of ${expected} entries`;
    throw new RequestFailure('not-fhir', message);
  }
  return entries.map(readEntry);
}

function readEntry(entry: unknown): EntryAnswer {
  const response = objectAt(entry, 'response');
  const status = Number.parseInt(textAt(response, 'status') ?? '', 10);
  if (!(status >= 100 && status <= 599)) {
    throw new RequestFailure('not-fhir', 'the server answered with an entry without a status');
  }
  const inResponse = objectAt(response, 'outcome');
  const resource = objectAt(entry, 'resource');
  const outcome = inResponse ?? (textAt(resource, 'resourceType') === 'OperationOutcome' ? resource : undefined);
  const said = outcomeText(outcome);
  return {
    status,
    name: nameIn(textAt(response, 'location')) ?? nameOfResource(resource),
    said: said === '' ? `status ${textAt(response, 'status')}` : `status ${status}: ${said}`,
    outcome: isObject(outcome) ? outcome : undefined,
  };
}

/** `Type/id` in a location, which may be absolute and name a version. */
function nameIn(location: string | undefined): string | undefined {
  return /([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(\/_history\/[^/]+)?\/?$/.exec(location ?? '')?.[1];
}

function nameOfResource(resource: JsonObject | undefined): string | undefined {
  const type = textAt(resource, 'resourceType');
  const id = textAt(resource, 'id');
  return type === undefined || id === undefined || type === 'OperationOutcome' ? undefined : `${type}/${id}`;
}
