import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventHeap } from '../../../src/core/heap.ts';

const SIZE = 12;

/** What can be done to a heap: an item, and a time to schedule it at; NaN removes it, -1 as item takes the next out. */
const operations = fc.array(
  fc.record({
    kind: fc.constantFrom('schedule', 'schedule', 'schedule', 'remove', 'pop'),
    item: fc.nat(SIZE - 1),
    time: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.POSITIVE_INFINITY)),
  }),
  { maxLength: 120 },
);

/** The same, by sorting. */
class SortedList {
  readonly times = new Map<number, number>();

  next(): readonly [number, number] | undefined {
    return [...this.times].sort(([a, ta], [b, tb]) => ta - tb || a - b)[0];
  }
}

describe('the heap of events', () => {
  it('is a sorted list, whatever is scheduled, moved, removed and taken out', () => {
    fc.assert(
      fc.property(operations, (steps) => {
        const heap = new EventHeap(SIZE);
        const list = new SortedList();
        for (const { kind, item, time } of steps) {
          if (kind === 'schedule') {
            heap.schedule(item, time);
            if (time === Number.POSITIVE_INFINITY) list.times.delete(item);
            else list.times.set(item, time);
          } else if (kind === 'remove') {
            heap.remove(item);
            list.times.delete(item);
          } else {
            const next = list.next();
            expect(heap.pop()).toBe(next?.[0] ?? -1);
            if (next) list.times.delete(next[0]);
          }
          expect(heap.size).toBe(list.times.size);
          expect(heap.nextTime()).toBe(list.next()?.[1] ?? Number.POSITIVE_INFINITY);
          expect(heap.timeOf(item)).toBe(list.times.get(item) ?? Number.POSITIVE_INFINITY);
        }
        const rest = Array.from({ length: heap.size }, () => heap.pop());
        expect(rest).toEqual([...list.times].sort(([a, ta], [b, tb]) => ta - tb || a - b).map(([item]) => item));
      }),
      { numRuns: 300 },
    );
  });

  it('takes out events of one time in the order of their numbers', () => {
    const heap = new EventHeap(5);
    for (const item of [3, 1, 4, 0, 2]) heap.schedule(item, 7);
    expect(Array.from({ length: 6 }, () => heap.pop())).toEqual([0, 1, 2, 3, 4, -1]);
  });

  it('is empty after it was cleared', () => {
    const heap = new EventHeap(3);
    heap.schedule(1, 5);
    heap.clear();
    expect([heap.size, heap.nextTime(), heap.pop(), heap.timeOf(1)]).toEqual([0, Infinity, -1, Infinity]);
    heap.schedule(2, 1);
    expect(heap.pop()).toBe(2);
  });
});
