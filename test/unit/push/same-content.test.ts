import { describe, expect, it } from 'vitest';
import { sameContent } from '../../../src/push/look/same-content.ts';

const OURS = {
  resourceType: 'Patient',
  id: '1',
  meta: { profile: ['a', 'b'], tag: [{ code: 't' }] },
  name: [{ family: 'A', given: ['B', 'C'] }],
  active: true,
};

describe('what is there is what shall be there', () => {
  it.each([
    [
      'but for what servers write',
      { ...OURS, meta: { ...OURS.meta, versionId: '3', lastUpdated: 'now', source: '#x' } },
    ],
    [
      'but for the order of members',
      { active: true, name: OURS.name, meta: OURS.meta, id: '1', resourceType: 'Patient' },
    ],
    ['but for the order of profiles', { ...OURS, meta: { ...OURS.meta, profile: ['b', 'a'] } }],
    ['but for a narrative that we have none of', { ...OURS, text: { status: 'generated', div: '<div/>' } }],
  ])('%s', (_, theirs) => {
    expect(sameContent(OURS, theirs)).toBe(true);
  });

  it('also where one has no meta and the other only what servers write', () => {
    const { meta: _, ...bare } = OURS;
    expect(sameContent(bare, { ...bare, meta: { versionId: '1' } })).toBe(true);
  });

  it.each([
    ['a value', { ...OURS, active: false }],
    ['a type of value', { ...OURS, active: 'true' }],
    ['something more', { ...OURS, gender: 'male' }],
    ['something less', { resourceType: 'Patient', id: '1', meta: OURS.meta, active: true }],
    ['the order of a list', { ...OURS, name: [{ family: 'A', given: ['C', 'B'] }] }],
    ['a longer list', { ...OURS, name: [...OURS.name, {}] }],
    ['a profile', { ...OURS, meta: { ...OURS.meta, profile: ['a'] } }],
    ['a tag', { ...OURS, meta: { ...OURS.meta, tag: [] } }],
  ])('differs in %s', (_, theirs) => {
    expect(sameContent(OURS, theirs)).toBe(false);
  });

  it('differs in a narrative of our own', () => {
    const ours = { ...OURS, text: { status: 'generated', div: '<div>1</div>' } };
    expect(sameContent(ours, { ...OURS, text: { status: 'generated', div: '<div>2</div>' } })).toBe(false);
    expect(sameContent(ours, OURS)).toBe(false);
  });
});
