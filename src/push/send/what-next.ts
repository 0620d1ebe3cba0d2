import type { RequestFailure } from '../../client/request-failure.ts';

/**
 * What to do about a bundle that failed: `again` (it may pass), `again-once` (somebody else may have been in the way), `halve` (it was too
 * much), `sort-out` (something in it is not taken: find out what), `stop` (no bundle will fare better).
 */
export type NextStep = 'again' | 'again-once' | 'halve' | 'sort-out' | 'stop';

/** A server whose fault repeats this often over the same has trouble with what is in it. */
export const SAME_FAULTS = 3;

/** Says what to do after the `failed`-th failure of the same bundle, of `tries` at most, the `faults`-th of them with status 500. */
export function nextStep(failure: RequestFailure, failed: number, tries: number, faults: number): NextStep {
  const { kind, status = 0 } = failure;
  if (kind === 'status') {
    if (isTooMuch(failure)) return 'halve';
    if (status === 409 || status === 412) return 'again-once';
    if (status === 500) return faults < SAME_FAULTS && failed < tries ? 'again' : 'sort-out';
    if (!failure.mayPass) return isAboutContent(failure) ? 'sort-out' : 'stop';
  }
  return failure.mayPass && failed < tries ? 'again' : 'stop';
}

/** 413, or what some servers say in its place. */
function isTooMuch({ status = 0, message }: RequestFailure): boolean {
  if (status === 413) return true;
  const isSaid =
    /too many (entries|resources)|(entry|entries|resources|size|bundle)[^.]{0,60}(exceed|limit|maximum|too large)|exceeds? [^.]{0,40}(entries|limit|maximum|size)/i;
  return (status === 400 || status === 422) && isSaid.test(message);
}

/** Whether a server refuses what it was sent, and not the sender or the way. */
function isAboutContent({ status = 0, outcome }: RequestFailure): boolean {
  if (status === 401 || status === 403) return false;
  if (status === 400 || status === 422 || status === 410) return true;
  // Such an answer to a whole bundle is about the address, unless FHIR says otherwise.
  return status >= 400 && status < 500 && status !== 405 && outcome !== undefined;
}
