import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../src/reference/data.ts';

const { growth, body } = loadReference();

describe('growth charts', () => {
  it('give the charted median, at birth and at the middle of a month', () => {
    expect(growth.chart('height', 'F').at(0, 0)).toBeCloseTo(49.286, 3);
    expect(growth.chart('weight', 'M').at(0, 0)).toBeCloseTo(3.53, 3);
    expect(growth.chart('bmi', 'F').at(24.5, 0)).toBeCloseTo(16.388, 3);
    expect(growth.chart('height', 'M').at(240, 0)).toBeCloseTo(176.849, 3);
  });

  it('give other percentiles by L, M and S', () => {
    // 16.388 (1 - 1.02450 * 0.085026 * 1.645)^(-1 / 1.02450)
    expect(growth.chart('bmi', 'F').at(24.5, 1.645)).toBeCloseTo(19.059, 2);
  });

  it('are their own inverse', () => {
    const chart = growth.chart('weight', 'F');
    for (const months of [0, 0.2, 7, 24, 100.3, 239.9]) {
      for (const z of [-2.5, 0, 1.7]) expect(chart.scoreOf(months, chart.at(months, z))).toBeCloseTo(z, 9);
    }
  });

  it('pass into the distribution of adults without a jump', () => {
    for (const z of [-3, 0, 3]) {
      const height = (age: number) => body.height('F', age, z);
      const index = (age: number) => body.bodyMassIndex('F', age, 2012, z);
      for (const at of [height, index]) {
        expect(at(20.0001)).toBeCloseTo(at(20), 2);
        expect(at(29.0001)).toBeCloseTo(at(29), 2);
      }
    }
  });
});
