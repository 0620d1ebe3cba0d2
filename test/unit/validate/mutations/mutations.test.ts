import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/validate/finding.ts';
import { ResourceJudge } from '../../../../src/validate/resource-judge.ts';
import { validateBundle } from '../../../../src/validate/validate.ts';
import { bundleOf, sharedOf } from '../../../support/bundles.ts';
import { everyKind } from '../../../support/every-kind.ts';
import { CARE, MUTATIONS, type Mutation, UNFOUND } from '../../../support/mutations/index.ts';
import { site } from '../../../support/records.ts';

const judge = new ResourceJudge();
const PATIENT = JSON.stringify(bundleOf(everyKind()));
const SHARED = JSON.stringify(sharedBundle());

/** What patients share, as one bundle. */
function sharedBundle(): object {
  const bundles = [...sharedOf([site(0)]).values()];
  return { resourceType: 'Bundle', type: 'transaction', entry: bundles.flatMap(({ entry }) => entry) };
}

/** What is found in a bundle, resources that it does not hold taken for missing. */
function judged(text: string): readonly Finding[] {
  return validateBundle(text, { closed: true, judge });
}

function keyOf({ code, expression, message }: Finding): string {
  return `${code} ${expression} ${message}`;
}

const SOUND = new Map([PATIENT, SHARED].map((text) => [text, new Set(judged(text).map(keyOf))]));

/** What is found in a broken bundle and not in the sound one. */
function found({ mutate }: Pick<Mutation, 'mutate'>, text: string): readonly Finding[] {
  const bundle = JSON.parse(text);
  mutate(bundle);
  return judged(JSON.stringify(bundle)).filter((finding) => !SOUND.get(text)?.has(keyOf(finding)));
}

const brief = ({ severity, code, expression, message }: Finding) => `${severity} ${code} ${expression}: ${message}`;

const GROUPS = [
  ...Object.entries(MUTATIONS).map(([group, mutations]) => [group, mutations, PATIENT] as const),
  ['care', CARE, SHARED] as const,
];

describe.each(GROUPS)('defects of %s', (_, mutations, text) => {
  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))('%s', (_, mutation) => {
    const all = found(mutation, text);
    const caught = all.filter(
      ({ code, severity, expression }) =>
        mutation.codes.includes(code) && mutation.severity === severity && mutation.at.test(expression),
    );
    expect(
      caught.length > 0 ? [] : all.map(brief),
      `caught by ${mutation.codes.join(' or ')} at ${mutation.at}`,
    ).toEqual([]);
    expect(caught.length).toBeGreaterThan(0);
  });
});

describe('defects', () => {
  it('are of many kinds, each named once', () => {
    const names = GROUPS.flatMap(([, mutations]) => mutations.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(110);
  });

  it.each(UNFOUND.map((defect) => [defect.name, defect] as const))('nobody can see: %s', (_, defect) => {
    expect(found(defect, PATIENT).map(brief)).toEqual([]);
  });
});
