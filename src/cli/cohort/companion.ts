import { Flow } from '../../cohort/flow.ts';
import type { CohortJudge, Membership } from '../../cohort/judge.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { DAY, formatDate } from '../../core/time.ts';
import { csvRow } from '../../export/csv-text.ts';
import type { ExportSummary } from '../../export/exporter.ts';
import type { OutputFile, OutputFolder } from '../../export/sink.ts';
import type { LifeResult, LifeWish } from '../../simulate/population.ts';
import type { Companion } from '../generate/run.ts';
import { count, counted } from '../text.ts';
import { shareText } from './flow-text.ts';

const FOLDER = 'cohort';
const COLUMNS = ['slot', 'attempts', 'patient', 'index_date', 'follow_up_end', 'end_reason'] as const;

/** A run is ended once so many members were given up, and more than were found. */
const GIVEN_UP = 3;

/** No member, or hardly any, can be had within the attempts that are allowed. */
export class TooRare extends AppError {}

/** What a cohort asks of lives: the key of the step by which they are excluded counts as the reason. */
export function wishFor(judge: CohortJudge, mostAttempts: number): LifeWish {
  return {
    mostAttempts,
    refusal(record) {
      const found = judge.judge(record);
      return typeof found === 'string' ? found : undefined;
    },
  };
}

/** Counts the flow of a run, and writes it and the list of members beside the patients. */
export class CohortCompanion implements Companion {
  readonly name = FOLDER;
  readonly wish = 'a member of the cohort';
  readonly options: Companion['options'];
  readonly flow: Flow;
  /** How many members had each outcome. */
  readonly outcomes: number[];
  readonly #judge: CohortJudge;
  readonly #drawnFrom: Readonly<Record<string, unknown>>;
  readonly #mostAttempts: number;
  #members: OutputFile | undefined;

  /** `drawnFrom`: whom attempts were drawn from, for the file of the flow. */
  constructor(judge: CohortJudge, mostAttempts: number, drawnFrom: Readonly<Record<string, unknown>>) {
    const { cohort } = judge;
    this.#judge = judge;
    this.#mostAttempts = mostAttempts;
    this.#drawnFrom = drawnFrom;
    this.options = { cohort: cohort.path, maxAttempts: mostAttempts };
    this.flow = new Flow(cohort);
    this.outcomes = cohort.outcomes.map(() => 0);
  }

  open(out: OutputFolder): void {
    this.#members = out.create(`${FOLDER}/members.csv`);
    this.#members.text(csvRow(COLUMNS));
  }

  see(result: LifeResult): void {
    this.flow.add(result);
    const { slotsWithout, members } = this.flow;
    if (result.kind === 'life') this.#addMember(result, this.#judge.judge(result.record) as Membership);
    else if (slotsWithout >= GIVEN_UP && slotsWithout > members) throw this.#tooRare();
  }

  close(out: OutputFolder): ExportSummary {
    if (this.flow.members === 0 && this.flow.slotsWithout > 0) throw this.#tooRare();
    const flow = out.write(`${FOLDER}/flow.json`, Buffer.from(`${JSON.stringify(this.flowJson(), null, 2)}\n`));
    return {
      files: [flow, ...(this.#members ? [this.#members.close()] : [])],
      counts: { members: this.flow.members },
      notes: [],
    };
  }

  /** The flow as data. */
  flowJson() {
    const { cohort } = this.#judge;
    const { lives, members, slotsWithout, rows } = this.flow;
    return {
      cohort: cohort.path,
      title: cohort.json.title,
      drawnFrom: this.#drawnFrom,
      maxAttempts: this.#mostAttempts,
      lives,
      steps: rows.map(({ role, name, excluded, remaining }) => ({ step: role, name, excluded, remaining })),
      members,
      slotsWithoutMember: slotsWithout,
      outcomes: cohort.outcomes.map(({ name }, i) => ({ name, members: this.outcomes[i] })),
    };
  }

  #addMember({ record, attempts }: LifeResult & { kind: 'life' }, membership: Membership): void {
    const { index, followUpEnd, ending, outcomes } = membership;
    const { slot, id } = record.person;
    this.#members?.text(csvRow([slot, attempts, id, formatDate(index), formatDate(followUpEnd * DAY), ending]));
    for (const [i, came] of outcomes.entries()) if (came) this.outcomes[i] = (this.outcomes[i] ?? 0) + 1;
  }

  #tooRare(): TooRare {
    const { lives, members, rows } = this.flow;
    const worst = rows.reduce((a, b) => (b.excluded > a.excluded ? b : a));
    const found = `${counted(members, 'member')} among ${counted(lives, 'life', 'lives')} (${shareText(members, lives)})`;
    const message = `the cohort is too rare to be reached in ${counted(this.#mostAttempts, 'attempt')} a member: ${found}`;
    const hint = `most were left out by "${worst.name}" (${count(worst.excluded)}): loosen it, ask for more likely people with -a, -g or --state, or allow more with --max-attempts`;
    return new TooRare(ExitCode.findings, message, { hint });
  }
}
