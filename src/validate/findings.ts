import type { Finding } from './finding.ts';

/** How many findings of one rule are kept unless asked otherwise; the rest is only counted. */
export const KEPT_PER_RULE = 100;

/** What a validation found. */
export interface FindingsSummary {
  /** Of each rule as many as are kept: a hundred unless asked otherwise. */
  readonly findings: readonly Finding[];
  /** How many in all, by severity. */
  readonly counts: Readonly<Record<Finding['severity'], number>>;
  /** How many in all, by rule. */
  readonly countsByCode: Readonly<Record<string, number>>;
}

/** Collects findings: all are counted, the first of each rule kept. */
export class Findings {
  readonly #kept: Finding[] = [];
  readonly #counts = { error: 0, warning: 0, note: 0 };
  readonly #byCode = new Map<string, number>();
  readonly #keptOf = new Map<string, number>();
  readonly #room: number;

  constructor(keptPerRule = KEPT_PER_RULE) {
    this.#room = keptPerRule;
  }

  add(finding: Finding): void {
    this.#count(finding.code, finding.severity, 1);
    this.#keep(finding);
  }

  /** Adds what another collection found. */
  merge({ findings, counts, countsByCode }: FindingsSummary): void {
    for (const finding of findings) this.#keep(finding);
    for (const severity of ['error', 'warning', 'note'] as const) this.#counts[severity] += counts[severity];
    for (const [code, count] of Object.entries(countsByCode)) {
      this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + count);
    }
  }

  summary(): FindingsSummary {
    const byCode = [...this.#byCode].sort(([a], [b]) => (a < b ? -1 : 1));
    return { findings: this.#kept, counts: { ...this.#counts }, countsByCode: Object.fromEntries(byCode) };
  }

  #keep(finding: Finding): void {
    const rule = finding.key === undefined ? finding.code : `${finding.code} ${finding.key}`;
    const kept = this.#keptOf.get(rule) ?? 0;
    if (kept >= this.#room) return;
    this.#keptOf.set(rule, kept + 1);
    this.#kept.push(finding);
  }

  #count(code: string, severity: Finding['severity'], count: number): void {
    this.#counts[severity] += count;
    this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + count);
  }
}
