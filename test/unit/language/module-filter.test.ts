import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/app-error.ts';
import { filterModulePaths, matchesModuleFilter, parseModuleFilter } from '../../../src/language/module-filter.ts';

const PATHS = ['Asthma', 'copd', 'ear_infections', 'metabolic_syndrome_care', 'respiratory/asthma', 'a+b'];

describe('the module filter', () => {
  it('patterns are separated by colons or commas', () => {
    expect(parseModuleFilter('copd:ear*,x')).toEqual(['copd', 'ear*', 'x']);
    expect(parseModuleFilter('::copd,')).toEqual(['copd']);
  });

  it.each([
    ['COPD', ['copd']],
    ['asthma', ['Asthma', 'respiratory/asthma']],
    ['*_*', ['ear_infections', 'metabolic_syndrome_care']],
    ['c?pd', ['copd']],
    ['respiratory/*', ['respiratory/asthma']],
    ['res*', ['respiratory/asthma']],
    ['a+b', ['a+b']],
    ['*', PATHS],
  ])('gmf 2: %s matches by wildcard without regard to case', (pattern, expected) => {
    expect(PATHS.filter((path) => matchesModuleFilter(path, [pattern]))).toEqual(expected);
    expect(filterModulePaths(PATHS, [pattern])).toEqual(expected);
  });

  it('a pattern matches the whole name, not a part', () => {
    expect(matchesModuleFilter('copd', ['cop'])).toBe(false);
    expect(matchesModuleFilter('copd', ['opd', '.*'])).toBe(false);
  });

  it('no pattern leaves everything, several leave the union in the order of the modules', () => {
    expect(filterModulePaths(PATHS, [])).toEqual(PATHS);
    expect(matchesModuleFilter('copd', [])).toBe(true);
    expect(filterModulePaths(PATHS, ['ear*', 'copd'])).toEqual(['copd', 'ear_infections']);
  });

  it('a pattern that matches nothing is a usage error with a suggestion', () => {
    const run = () => filterModulePaths(PATHS, ['copd', 'asthna']);
    expect(run).toThrow(AppError);
    expect(run).toThrow('no module matches "asthna"; did you mean "Asthma"?');
  });
});
