import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/app-error.ts';
import { type BundleOptions, BundleWriter } from '../../../../src/export/fhir/bundle.ts';
import { type DividedEntry, divide } from '../../../../src/export/fhir/divide.ts';
import { PatientResources } from '../../../../src/export/fhir/patient-resources.ts';
import { Notes } from '../../../../src/export/notes.ts';
import type { PatientRecord } from '../../../../src/record/patient-record.ts';
import { DEFAULT_GUIDE } from '../../../../src/reference/guides.ts';
import { utcOffsetMinutes } from '../../../../src/reference/time-zones.ts';
import type { Loose } from '../../../support/bundles.ts';
import { everyKind } from '../../../support/every-kind.ts';
import { population } from '../../../support/population.ts';

interface Divided {
  readonly whole: Loose;
  readonly parts: readonly Loose[];
  readonly sizes: readonly number[];
}

function divided(record: PatientRecord, limits: Partial<BundleOptions>): Divided {
  const writer = new BundleWriter({ bundle: 'transaction', ids: 'fixed', ...limits });
  writer.begin();
  new PatientResources(new Notes(), utcOffsetMinutes, DEFAULT_GUIDE).write(record, writer);
  const whole = JSON.parse(Buffer.from(writer.end()).toString());
  const texts = [...writer.parts()].map(({ bytes }) => Buffer.from(bytes).toString());
  return { whole, parts: texts.map((text) => JSON.parse(text)), sizes: texts.map((text) => Buffer.byteLength(text)) };
}

function names(bundle: Loose): string[] {
  return bundle.entry.map(({ resource }: Loose) => `${resource.resourceType}/${resource.id}`);
}

function references(value: Loose): string[] {
  return [...JSON.stringify(value).matchAll(/"reference":"([^"]+)"/g)].map(([, target = '']) => target);
}

const RECORDS = [everyKind(), ...population(2)];

const LIMITS: readonly Partial<BundleOptions>[] = [
  { maxEntries: 1_000 },
  { maxEntries: 200 },
  { maxEntries: 17 },
  { maxEntries: 2 },
  { maxBytes: 100_000 },
  { maxBytes: 9_000 },
  { maxEntries: 30, maxBytes: 20_000 },
  { maxEntries: 10, bundle: 'collection' },
];

describe.each(LIMITS)('within %j', (limits) => {
  const all = RECORDS.map((record) => divided(record, limits));

  it('parts keep the limits', () => {
    for (const { parts, sizes } of all) {
      for (const part of parts) expect(part.entry.length).toBeLessThanOrEqual(limits.maxEntries ?? 1e9);
      for (const size of sizes) expect(size).toBeLessThanOrEqual(limits.maxBytes ?? 1e9);
    }
  });

  it('parts together are the whole', () => {
    for (const { whole, parts } of all) {
      const entries = parts.flatMap(({ entry }) => entry);
      expect(entries).toHaveLength(whole.entry.length);
      const byUrl = new Map(entries.map((entry) => [entry.fullUrl, entry]));
      for (const entry of whole.entry) expect(byUrl.get(entry.fullUrl)).toEqual(entry);
    }
  });

  it('references point into their part or one before', () => {
    for (const { whole, parts } of all) {
      const own = new Set(names(whole));
      const seen = new Set<string>();
      for (const part of parts) {
        for (const name of names(part)) seen.add(name);
        for (const target of references(part)) if (own.has(target)) expect(seen).toContain(target);
      }
    }
  });

  it('parts are divided no further than needed', () => {
    for (const { parts, sizes } of all) {
      for (let i = 1; i < parts.length; i++) {
        const [before, here] = [parts[i - 1], parts[i]];
        // A cut falls where a visit begins that did not fit any more, or where a single entry did not.
        const visit = here.entry.findIndex(
          (entry: Loose, n: number) => n > 0 && entry.resource.resourceType === 'Encounter',
        );
        const first = visit === -1 ? here.entry : here.entry.slice(0, visit);
        const entries = before.entry.length + first.length;
        const bytes = (sizes[i - 1] ?? 0) + Buffer.byteLength(JSON.stringify(first)) - 1;
        expect(entries > (limits.maxEntries ?? 1e9) || bytes > (limits.maxBytes ?? 1e9)).toBe(true);
      }
    }
  });
});

describe('cuts', () => {
  it('fall before encounters where visits fit', () => {
    const { parts } = divided(population(1)[0] as PatientRecord, { maxEntries: 60 });
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts.slice(1)) expect(part.entry[0].resource.resourceType).toBe('Encounter');
  });

  it('do not happen where everything fits', () => {
    const { whole, parts } = divided(everyKind(), { maxEntries: 100_000, maxBytes: 100_000_000 });
    expect(parts).toEqual([whole]);
  });
});

describe('what cannot be divided', () => {
  it('is refused with its name, its size and the limit', () => {
    expect(() => divided(everyKind(), { maxBytes: 500 })).toThrow(AppError);
    expect(() => divided(everyKind(), { maxBytes: 500 })).toThrow(
      /^Patient\/[0-9a-f-]{36} cannot be divided and take \d+ bytes in a bundle of their own, more than --max-bytes 500$/,
    );
  });

  it('fits when the size that was told is allowed', () => {
    const told = (maxBytes: number): number | undefined => {
      try {
        divided(everyKind(), { maxBytes });
        return undefined;
      } catch (error) {
        return Number(/take (\d+) bytes/.exec((error as Error).message)?.[1]);
      }
    };
    let limit = 500;
    for (let next = told(limit); next !== undefined; next = told(limit)) {
      expect(next).toBeGreaterThan(limit);
      limit = next;
    }
    expect(limit).toBeGreaterThan(500);
  });
});

/** An entry that refers to others. */
function entry(key: string, ...targets: readonly string[]): DividedEntry {
  return { key, json: `{"r":[${targets.map((target) => `{"reference":"${target}"}`).join(',')}]}` };
}

const NO_FRAME = { maxBytes: 1e9, frame: 0, separator: 0 };

describe('the order of entries', () => {
  it('stays where references point backwards', () => {
    const entries = [entry('a'), entry('b', 'a'), entry('c', 'a', 'b', 'x'), entry('d', 'd')];
    expect(divide(entries, { ...NO_FRAME, maxEntries: 2 })).toEqual({
      parts: [
        [0, 1],
        [2, 3],
      ],
    });
  });

  it('puts what is referred to first', () => {
    const entries = [entry('a', 'c'), entry('b'), entry('c', 'd'), entry('d')];
    expect(divide(entries, { ...NO_FRAME, maxEntries: 1 })).toEqual({ parts: [[3], [2], [0], [1]] });
  });

  it('keeps a circle together', () => {
    const entries = [entry('a'), entry('b', 'd'), entry('c'), entry('d', 'b')];
    expect(divide(entries, { ...NO_FRAME, maxEntries: 2 })).toEqual({ parts: [[0], [1, 3], [2]] });
    expect(divide(entries, { ...NO_FRAME, maxEntries: 1 })).toMatchObject({ keys: ['b', 'd'] });
  });
});
