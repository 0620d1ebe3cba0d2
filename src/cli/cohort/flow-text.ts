import type { Cohort } from '../../cohort/compile.ts';
import type { Flow } from '../../cohort/flow.ts';
import { count, counted, table } from '../text.ts';
import { exactInterval } from '../trace/exact-interval.ts';

/** How lives became members: who was left out, by what first, and who was left. */
export function flowText(cohort: Cohort, flow: Flow, outcomes: readonly number[]): string {
  const { lives, members, rows, slotsWithout } = flow;
  const steps = rows.map(({ role, name, excluded, remaining }) => [
    `  ${WORDS[role]}`,
    name,
    count(excluded),
    count(remaining),
  ]);
  const perMember = members > 0 ? `, ${(lives / members).toFixed(1)} lives a member` : '';
  const lines = [
    cohort.json.title,
    '',
    ...table([['Flow', '', 'left out', 'left'], ['  lives simulated', '', '', count(lives)], ...steps], [2, 3]),
    `${counted(members, 'member')} (${shareText(members, lives)} of those who could be)${perMember}`,
  ];
  if (slotsWithout > 0) lines.push(`Given up: ${counted(slotsWithout, 'member')}`);
  if (members > 0 && outcomes.length > 0) lines.push('', ...outcomeLines(cohort, members, outcomes));
  return `${lines.join('\n')}\n`;
}

const WORDS = {
  index: 'index event:',
  inclusion: 'included:',
  exclusion: 'excluded:',
  'follow-up': 'follow-up:',
} as const;

function outcomeLines({ outcomes }: Cohort, members: number, counts: readonly number[]): string[] {
  const rows = outcomes.map(({ name }, i) => [`  ${name}`, count(counts[i] ?? 0), percent((counts[i] ?? 0) / members)]);
  return ['Outcomes', ...table(rows, [1, 2])];
}

/** A share and its exact 95 % interval; of none at all, how many there may be. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return 'no life simulated';
  const { low, high } = exactInterval(part, whole);
  return part === 0 ? `at most ${percent(high)}` : `${percent(part / whole)}, ${percent(low)} to ${percent(high)}`;
}

function percent(share: number): string {
  const value = 100 * share;
  return `${value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2)} %`;
}
