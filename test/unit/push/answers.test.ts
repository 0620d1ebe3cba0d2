import { describe, expect, it } from 'vitest';
import { RequestFailure } from '../../../src/client/request-failure.ts';
import { halves } from '../../../src/push/send/halves.ts';
import { readResponse } from '../../../src/push/send/read-response.ts';
import { nextStep } from '../../../src/push/send/what-next.ts';
import { kindOf } from '../../../src/push/server-limits.ts';
import { outcome, responses } from './fake-server.ts';

describe('the answer to a bundle', () => {
  it('says of each entry what came of it', () => {
    const answer = {
      resourceType: 'Bundle',
      entry: [
        { response: { status: '201 Created', location: 'Patient/1/_history/1' } },
        { response: { status: '200', location: 'https://x.org/fhir/Patient/a-b.c/_history/2' } },
        { response: { status: '200' }, resource: { resourceType: 'Patient', id: '3' } },
        { response: { status: '422 Unprocessable Entity', outcome: outcome('bad') } },
        { response: { status: '404' }, resource: outcome('gone') },
        { response: { status: '500' } },
      ],
    };
    expect(readResponse(answer, 6).map(({ status, name, said }) => [status, name, said])).toEqual([
      [201, 'Patient/1', 'status 201 Created'],
      [200, 'Patient/a-b.c', 'status 200'],
      [200, 'Patient/3', 'status 200'],
      [422, undefined, 'status 422: bad'],
      [404, undefined, 'status 404: gone'],
      [500, undefined, 'status 500'],
    ]);
  });

  it.each([
    ['fewer entries', responses(['201'])],
    ['more entries', responses(['201', '201', '201'])],
    ['no bundle', outcome('something')],
    ['no status', { resourceType: 'Bundle', entry: [{}, {}] }],
    ['a status that is none', responses(['201', 'fine'])],
  ])('is none with %s', (_, answer) => {
    expect(() => readResponse(answer, 2)).toThrow(RequestFailure);
  });
});

describe('what to do about a failure', () => {
  const status = (code: number, message = '', withOutcome = false) =>
    new RequestFailure('status', message, { status: code, ...(withOutcome && { outcome: outcome(message) }) });

  it.each([
    [status(429), 1, 'again'],
    [status(503), 7, 'again'],
    [status(503), 8, 'stop'],
    [status(500), 2, 'again'],
    [status(500), 3, 'sort-out'],
    [status(409), 1, 'again-once'],
    [status(412), 5, 'again-once'],
    [status(413), 1, 'halve'],
    [status(400, 'too many entries in the bundle'), 1, 'halve'],
    [status(400, 'bundle exceeds the maximum of 500'), 1, 'halve'],
    [status(400, 'ThrottlingException'), 1, 'again'],
    [status(400, 'invalid code'), 1, 'sort-out'],
    [status(422), 1, 'sort-out'],
    [status(404, 'no such reference', true), 1, 'sort-out'],
    [status(404), 1, 'stop'],
    [status(405, '', true), 1, 'stop'],
    [status(401, '', true), 1, 'stop'],
    [status(403, '', true), 1, 'stop'],
    [status(302), 1, 'stop'],
    [status(501), 1, 'stop'],
    [new RequestFailure('lost', ''), 1, 'again'],
    [new RequestFailure('timeout', ''), 1, 'again'],
    [new RequestFailure('not-fhir', ''), 8, 'stop'],
    [new RequestFailure('unreachable', '', { mayPass: false }), 1, 'stop'],
  ] as const)('%s, failed %i times: %s', (failure, failed, step) => {
    expect(nextStep(failure, failed, 8, failed)).toBe(step);
  });
});

describe('halves', () => {
  const joined = (text: string) =>
    halves([...text], (letter) => letter === letter.toLowerCase())?.map((half) => half.join(''));

  it.each([
    ['ABCD', ['AB', 'CD']],
    ['AbcdE', ['Abcd', 'E']],
    ['ABcde', ['A', 'Bcde']],
    ['AB', ['A', 'B']],
    ['Abc', undefined],
    ['A', undefined],
  ])('of %s keep together what is joined', (text, expected) => {
    expect(joined(text)).toEqual(expected);
  });
});

describe('the kind of a server', () => {
  const kind = (software: string, base = 'http://127.0.0.1/fhir') => kindOf({ software }, base).name;

  it('is told by its software, or by its address', () => {
    expect(kind('HAPI FHIR Server')).toBe('HAPI FHIR');
    expect(kind('Microsoft FHIR Server')).toBe('Azure');
    expect(kind('', 'https://healthcare.googleapis.com/v1/projects/p/fhirStores/s/fhir')).toBe(
      'Google Cloud Healthcare',
    );
    expect(kind('', 'https://healthlake.us-east-1.amazonaws.com/datastore/d/r4')).toBe('AWS HealthLake');
    expect(kind('anamnesis')).toBe('unknown');
  });
});
