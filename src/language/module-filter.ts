import { AppError, ExitCode } from '../core/app-error.ts';
import { didYouMean } from '../core/suggest.ts';

/** The patterns of a module filter as it is written on a command line: separated by `:` or `,`. */
export function parseModuleFilter(text: string): readonly string[] {
  return text.split(/[:,]/).filter((pattern) => pattern.trim() !== '');
}

/**
 * Whether one of the patterns matches the path of a module, or its last segment. `*` stands for any characters, also
 * `/`, and `?` for one; case is ignored. No patterns match everything.
 */
export function matchesModuleFilter(path: string, patterns: readonly string[]): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matches(path, expressionOf(pattern)));
}

/**
 * The paths that a filter leaves, in their order.
 * @throws AppError when a pattern matches none of the paths.
 */
export function filterModulePaths(paths: readonly string[], patterns: readonly string[]): readonly string[] {
  if (patterns.length === 0) return paths;
  const kept = new Set<string>();
  for (const pattern of patterns) {
    const expression = expressionOf(pattern);
    const found = paths.filter((path) => matches(path, expression));
    if (found.length === 0) {
      const near = didYouMean(pattern, [...paths, ...paths.map(lastSegment)]);
      const hint = 'patterns are paths of modules, with * for any characters and ? for one';
      throw new AppError(ExitCode.usage, `no module matches "${pattern}"${near}`, { hint });
    }
    for (const path of found) kept.add(path);
  }
  return paths.filter((path) => kept.has(path));
}

function matches(path: string, expression: RegExp): boolean {
  return expression.test(path) || expression.test(lastSegment(path));
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'isu');
}
