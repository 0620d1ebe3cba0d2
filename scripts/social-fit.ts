/** What is common to the fits: the rows as they stand, and the world that they make. */
import type { Reference } from '../src/reference/data.ts';
import { Social, type SocialRows } from '../src/reference/social.ts';
import type { Sampled } from './social-sample.ts';

export class Fit {
  rows: SocialRows;
  /** The folder of published tables. */
  readonly folder: string;
  readonly #base: Reference;
  /** The country in the middle of 2018, and on 1 January 2010. */
  in2018: readonly Sampled[] = [];
  in2010: readonly Sampled[] = [];

  constructor(parts: {
    readonly rows: SocialRows;
    readonly folder: string;
    readonly base: Reference;
  }) {
    this.rows = parts.rows;
    this.folder = parts.folder;
    this.#base = parts.base;
  }

  /** The world of the present rows. */
  reference(): Reference {
    return Object.create(this.#base, { social: { value: new Social(this.rows) } }) as Reference;
  }

  /** Replaces some of the rows. */
  set(rows: Partial<SocialRows>): void {
    this.rows = { ...this.rows, ...rows };
  }
}

export const LEVELS = ['less-than-high-school', 'high-school', 'some-college', 'bachelor', 'graduate'] as const;

export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
