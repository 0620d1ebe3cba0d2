import { describe, expect, it } from 'vitest';
import { timeOf } from '../../../src/core/time.ts';
import { virtualShare } from '../../../src/reference/telehealth.ts';

describe('the share of virtual visits', () => {
  it('is next to nothing before 2020, greatest then, and smaller since', () => {
    expect(virtualShare(timeOf(1990, 1, 1))).toBe(0);
    expect(virtualShare(timeOf(2019, 6, 1))).toBeLessThan(0.01);
    expect(virtualShare(timeOf(2020, 6, 1))).toBeGreaterThan(0.3);
    expect(virtualShare(timeOf(2024, 6, 1))).toBeGreaterThan(0.09);
    expect(virtualShare(timeOf(2024, 6, 1))).toBeLessThan(virtualShare(timeOf(2021, 1, 1)));
  });
});
