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
    ['format', 'ndjson,fhir', ['fhir', 'ndjson']],
    ['profile', '3.1.1', 'us-core-3.1.1'],
    ['profile', 'US-Core-8.0.0', 'us-core-8.0.0'],
    ['profile', 'none', 'none'],
    ['bundle', 'Collection', 'collection'],
    ['ids', 'urn', 'urn'],
    ['maxEntries', '1', 1],
    ['maxBytes', '5000', 5000],
    ['maxBytes', '500k', 512_000],
    ['maxBytes', '4M', 4_194_304],
    ['importBase', 'https://files.example.org/a//', 'https://files.example.org/a'],
    ['importBase', 's3://bucket', 's3://bucket'],
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
    ['profile', '4.0.0'],
    ['profile', 'us-core'],
    ['bundle', 'history'],
    ['ids', 'uuid'],
    ['maxEntries', '0'],
    ['maxEntries', '1.5'],
    ['maxBytes', '0k'],
    ['maxBytes', '4m'],
    ['maxBytes', '-1'],
    ['importBase', '/data/ndjson'],
    ['importBase', 'https://files.example.org/?a=b'],
    ['importBase', 'javascript:alert(1)'],
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
      independentRanges: false,
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

describe('the form of what is written', () => {
  it('is transactions with fixed ids and US Core 6.1.0 unless asked otherwise', async () => {
    const { export: form } = await resolveOptions([], {});
    expect(form).toEqual({ bundle: 'transaction', ids: 'fixed', profile: 'us-core-6.1.0' });
  });

  it('is what was asked', async () => {
    const flags = { bundle: 'batch', profile: '7.0.0', maxEntries: '20', maxBytes: '1M', importBase: 'gs://b/c' };
    const { export: form } = await resolveOptions([], flags);
    expect(form).toEqual({
      bundle: 'batch',
      ids: 'fixed',
      profile: 'us-core-7.0.0',
      maxEntries: 20,
      maxBytes: 1_048_576,
      importBase: 'gs://b/c',
    });
  });

  it.each([
    [{ ids: 'urn', bundle: 'batch' }, '--ids urn and --bundle batch do not go together'],
    [{ ids: 'urn', maxEntries: '9' }, '--ids urn and --max-entries do not go together'],
    [{ ids: 'urn', maxBytes: '9k' }, '--ids urn and --max-bytes do not go together'],
  ] as const)('refuses %j', async (flags, message) => {
    await expect(resolveOptions([], flags)).rejects.toThrow(message);
  });

  it('takes collections with urns in parts', async () => {
    const { export: form } = await resolveOptions([], { ids: 'urn', bundle: 'collection', maxEntries: '9' });
    expect(form).toMatchObject({ ids: 'urn', bundle: 'collection', maxEntries: 9 });
  });

  it('never repeats a password', async () => {
    const refusal = resolveOptions([], { importBase: 'https://me:secret@files.example.org/a' });
    await expect(refusal).rejects.toThrow('holds a password');
    await expect(refusal).rejects.not.toThrow('secret');
  });
});
