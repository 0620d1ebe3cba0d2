import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/validate/finding.ts';
import { ResourceJudge } from '../../../../src/validate/resource-judge.ts';
import { validateBundle } from '../../../../src/validate/validate.ts';
import { bundleOf } from '../../../support/bundles.ts';
import { everyKind } from '../../../support/every-kind.ts';
import { MUTATIONS, type Mutation, UNFOUND } from '../../../support/mutations/index.ts';

const judge = new ResourceJudge();
const TEXT = JSON.stringify(bundleOf(everyKind()));
const SOUND = new Set(judged(TEXT).map(keyOf));

/** What is found in a bundle, resources that it does not hold taken for missing. */
function judged(text: string): readonly Finding[] {
  return validateBundle(text, { closed: true, judge });
}

function keyOf({ code, expression, message }: Finding): string {
  return `${code} ${expression} ${message}`;
}

/** What is found in a broken bundle and not in the sound one. */
function found({ mutate }: Pick<Mutation, 'mutate'>): readonly Finding[] {
  const bundle = JSON.parse(TEXT);
  mutate(bundle);
  return judged(JSON.stringify(bundle)).filter((finding) => !SOUND.has(keyOf(finding)));
}

const brief = ({ severity, code, expression, message }: Finding) => `${severity} ${code} ${expression}: ${message}`;

describe.each(Object.entries(MUTATIONS))('defects of %s', (_, mutations) => {
  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))('%s', (_, mutation) => {
    const all = found(mutation);
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
    const names = Object.values(MUTATIONS).flatMap((mutations) => mutations.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(110);
  });

  it.each(UNFOUND.map((defect) => [defect.name, defect] as const))('nobody can see: %s', (_, defect) => {
    expect(found(defect).map(brief)).toEqual([]);
  });
});
