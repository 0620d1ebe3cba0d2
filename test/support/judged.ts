import type { ResourceJson } from '../../src/core/json.ts';
import { invariantOf } from '../../src/validate/invariants/index.ts';
import type { ProfileFinding } from '../../src/validate/profile/finding.ts';
import { type JudgeOptions, ProfileLibrary } from '../../src/validate/profile/library.ts';
import { loadTerminology } from '../../src/validate/terminology/index.ts';

/** A library with all that the program judges by. */
export function wholeLibrary(): ProfileLibrary {
  return new ProfileLibrary({ valueSets: loadTerminology(), invariantOf });
}

/** What a library finds in a resource. */
export function findingsOf(library: ProfileLibrary, resource: object, options?: JudgeOptions): ProfileFinding[] {
  const findings: ProfileFinding[] = [];
  library.judge(resource as ResourceJson, (finding) => findings.push(finding), options);
  return findings;
}

/** The same as lines: `error structure at name[0].given: message`. */
export function linesOf(library: ProfileLibrary, resource: object, options?: JudgeOptions): string[] {
  return findingsOf(library, resource, options).map(
    ({ severity, code, path, message }) => `${severity} ${code} at ${path}: ${message}`,
  );
}
