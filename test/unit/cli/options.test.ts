import { describe, expect, it } from 'vitest';
import { OPTION_PARSERS, type OptionName, Refusal, readOption } from '../../../src/cli/generate/options.ts';
import { resolveOptions } from '../../../src/cli/generate/resolve-options.ts';
import { AppError } from '../../../src/core/app-error.ts';

/** What a text is read as. */
function read(name: OptionName, text: string): unknown {
  return OPTION_PARSERS[name](text);
}

describe('the texts of options', () => {
  it.each([
    ['population', '1', 1],
    ['population', '100000000', 100_000_000],
    ['seed', ' ', ' '],
    ['seed', 'any text: ü', 'any text: ü'],
    ['referenceDate', '20260131', '2026-01-31'],
    ['referenceDate', '2026-01-31', '2026-01-31'],
    ['endDate', '2024-02-29', '2024-02-29'],
    ['gender', 'f', 'F'],
    ['age', '0-0', { min: 0, max: 0 }],
    ['age', '20-140', { min: 20, max: 140 }],
    ['slots', '0-0', { from: 0, to: 0 }],
    ['slots', '7-99999999', { from: 7, to: 99_999_999 }],
    ['person', '12', { from: 12, to: 12 }],
    ['grain', '0', 0],
    ['grain', '7d', 7],
    ['only', 'Alive', 'alive'],
    ['format', 'states, fhir', ['fhir', 'states']],
    ['modules', '*heart*:asthma', '*heart*:asthma'],
  ] as const)('%s %j', (name, text, value) => {
    expect(read(name, text)).toEqual(value);
  });

  it.each([
    ['population', '0'],
    ['population', '100000001'],
    ['population', ' 5'],
    ['population', '0x10'],
    ['population', ''],
    ['seed', ''],
    ['referenceDate', '2026-1-1'],
    ['referenceDate', '2023-02-29'],
    ['referenceDate', '1919-12-31'],
    ['referenceDate', '2100-01-01'],
    ['gender', 'female'],
    ['age', '5'],
    ['age', '-1-5'],
    ['age', '106-120'],
    ['slots', '1-0'],
    ['slots', '0-100000000'],
    ['person', '-1'],
    ['grain', '7'],
    ['grain', '-7d'],
    ['format', ''],
    ['format', 'fhir,'],
    ['modules', ' : '],
    ['state', ' '],
  ] as const)('%s %j is refused', (name, text) => {
    expect(read(name, text)).toBeInstanceOf(Refusal);
  });

  it('a refusal names option and text', () => {
    expect(() => readOption('gender', 'X', '--gender')).toThrow(new AppError(2, '--gender "X" is not F or M'));
  });
});

describe('what a run is asked', () => {
  it('has a default for everything', async () => {
    expect(await resolveOptions([], {})).toMatchObject({
      slots: { from: 0, to: 99 },
      seed: 'anamnesis',
      referenceDate: '2026-01-01',
      endDate: '2026-01-01',
      people: {},
      mortality: 'full',
      builtin: true,
      out: 'output',
      format: ['fhir'],
      validate: 'full',
    });
  });

  it('takes state and city as arguments, and the state as an option', async () => {
    expect((await resolveOptions(['Ohio', 'Akron'], {})).people).toEqual({ state: 'Ohio', city: 'Akron' });
    expect((await resolveOptions([], { state: 'Ohio' })).people).toEqual({ state: 'Ohio' });
    expect((await resolveOptions(['us'], {})).people).toEqual({});
  });

  it('takes slots beyond the default population, but not beyond one that is asked for', async () => {
    expect((await resolveOptions([], { slots: '500-599' })).slots).toEqual({ from: 500, to: 599 });
    expect((await resolveOptions([], { person: '500', population: '1000' })).slots).toEqual({ from: 500, to: 500 });
    await expect(resolveOptions([], { person: '500', population: '500' })).rejects.toThrow('slot 500 is beyond');
  });
});
