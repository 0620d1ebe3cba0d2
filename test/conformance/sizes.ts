/** How many patients each judging takes: all that is claimed, or (CONFORMANCE=quick) what a change is judged by before it lands. */
export interface Sizes {
  /** The default guide, whole. */
  readonly guide: number;
  /** Each other guide, and plain R4. */
  readonly otherGuide: number;
  /** Each other shape of the files. */
  readonly shape: number;
  /** Modules of others, where there are some. */
  readonly foreign: number;
  readonly hapi: number;
  readonly router: number;
}

const FULL: Sizes = { guide: 40, otherGuide: 15, shape: 5, foreign: 15, hapi: 60, router: 200 };
const QUICK: Sizes = { guide: 6, otherGuide: 2, shape: 1, foreign: 3, hapi: 12, router: 30 };

export function sizes(): Sizes {
  const asked = process.env['CONFORMANCE'] ?? 'full';
  if (asked === 'full') return FULL;
  if (asked === 'quick') return QUICK;
  throw new Error(`CONFORMANCE is "${asked}"; it can be "full" or "quick"`);
}
