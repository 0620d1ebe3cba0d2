import { describe, expect, it } from 'vitest';
import { DAY, timeOf } from '../../../src/core/time.ts';
import { seasonAt } from '../../../src/physiology/season.ts';
import { mostWithin, varianceShares } from '../../../src/physiology/shares.ts';
import { band, moments, percentiles } from '../../support/signals.ts';

const NOTHING = { within: 0, analytic: 0, season: 0 };

describe('shares of the variance', () => {
  it('are the square of coefficient times median over standard deviation', () => {
    const bands = [band(18, 99, moments(140, 2.8))];
    // Sodium: 0.5 % and 0.8 % of 140, of a standard deviation of 2.8.
    const shares = varianceShares(
      { shape: 'normal', bands: { F: bands, M: bands } },
      { within: 0.005, analytic: 0.008, season: 0 },
    );
    expect(shares.within).toBeCloseTo((0.7 / 2.8) ** 2, 12);
    expect(shares.analytic).toBeCloseTo((1.12 / 2.8) ** 2, 12);
    expect(shares.between).toBeCloseTo(1 - (0.7 / 2.8) ** 2 - (1.12 / 2.8) ** 2, 12);
  });

  it('are those of the logarithm where the shape is lognormal', () => {
    const bands = [
      band(
        18,
        99,
        percentiles(...[-1.6449, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.6449].map((z) => Math.exp(2 + 0.5 * z))),
      ),
    ];
    const shares = varianceShares({ shape: 'lognormal', bands: { F: bands, M: bands } }, { ...NOTHING, within: 0.2 });
    expect(shares.within).toBeCloseTo(Math.log(1.04) / 0.25, 3);
  });

  it('pool the bands of adults of both sexes, and not those of children', () => {
    const F = [band(0, 9, moments(10, 100)), band(18, 49, moments(100, 10)), band(50, 99, moments(200, 10))];
    const M = [band(18, 99, moments(100, 20))];
    const shares = varianceShares({ shape: 'normal', bands: { F, M } }, { ...NOTHING, within: 0.05 });
    expect(shares.within).toBeCloseTo((25 + 100 + 25) / (100 + 100 + 400), 12);
  });

  it('leave a tenth between people, however much varies', () => {
    const bands = [band(18, 99, moments(100, 5))];
    const shares = varianceShares(
      { shape: 'normal', bands: { F: bands, M: bands } },
      { within: 0.1, analytic: 0.05, season: 0.02 },
    );
    expect(shares.between).toBeCloseTo(0.1, 12);
    expect(shares.within / shares.analytic).toBeCloseTo(4, 12);
  });
});

describe('the most that may vary within people', () => {
  const others = { analytic: 0.03, season: 0.02 };

  it.each(['normal', 'lognormal'] as const)('leaves just a tenth between people: %s', (shape) => {
    const bands = {
      F: [band(18, 49, moments(100, 20)), band(50, 99, moments(120, 20))],
      M: [band(18, 99, moments(90, 30))],
    };
    const within = mostWithin({ shape, bands }, others);
    const shares = varianceShares({ shape, bands }, { ...others, within });
    expect(shares.between).toBeCloseTo(0.1, 12);
    const analytic = varianceShares({ shape, bands }, { ...others, within: 0 }).analytic;
    // Nothing is made smaller up to there, and all is beyond.
    expect(shares.analytic).toBeCloseTo(analytic, 12);
    expect(varianceShares({ shape, bands }, { ...others, within: 1.1 * within }).analytic).toBeLessThan(
      0.99 * analytic,
    );
  });

  it('is nothing where measuring and the season take all', () => {
    const bands = [band(18, 99, moments(100, 2))];
    expect(mostWithin({ shape: 'normal', bands: { F: bands, M: bands } }, others)).toBe(0);
  });
});

describe('the season', () => {
  it('has its crest in the middle of its month, its trough half a year away, and is 1 on average', () => {
    const season = { amplitude: 0.2, peakMonth: 8 };
    const days = Array.from({ length: 1461 }, (_, day) => seasonAt(season, timeOf(2020, 1, 1) + day * DAY));
    expect(days.reduce((sum, value) => sum + value, 0) / days.length).toBeCloseTo(1, 3);
    expect(seasonAt(season, timeOf(2021, 8, 16))).toBeGreaterThan(1.1995);
    expect(seasonAt(season, timeOf(2021, 2, 14))).toBeLessThan(0.8005);
    expect(seasonAt(season, timeOf(1930, 8, 16))).toBeGreaterThan(1.1995);
  });
});
