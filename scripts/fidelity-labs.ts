/**
 * Fidelity of quantities of the body: `npm run fidelity:labs [healthy lives] [lives with all modules]`. Compares bodies on which nothing
 * acts with the bands and correlations that modules/physiology declares, and, where the published tables are at hand (../shared/reference, or the
 * folder in ANAMNESIS_REFERENCE), with these: percentiles of healthy people, variation within a person, and, with all native modules in,
 * percentiles and correlations of the general population. Exit code 1 when a rule is not met.
 */
import type { SimTime } from '../src/core/time.ts';
import type { Signal, SignalCatalogue } from '../src/physiology/signal.ts';
import type { SignalReader } from '../src/physiology/signal-reader.ts';
import type { Person } from '../src/record/person.ts';
import { Collector, type Readings } from '../src/report/labs/readings.ts';
import { judgeDeclared } from './fidelity-declared.ts';
import { generalPopulation, healthyPeople, nativeProgram, signalOfLoinc } from './fidelity-people.ts';
import { judgeCorrelations, judgePopulation } from './fidelity-population.ts';
import { judgeQuantities } from './fidelity-quantities.ts';
import { declared, type PublishedReference, publishedReference } from './fidelity-reference.ts';
import { RepeatedReadings } from './fidelity-repeated.ts';

/** Whether a rule is met, and how to say so. */
export interface Verdict {
  readonly rule: string;
  readonly figures: string;
  readonly pass: boolean;
}

function main(): void {
  const healthyLives = Number(process.argv[2] ?? 50_000);
  const generalLives = Number(process.argv[3] ?? 20_000);
  const program = nativeProgram();
  const catalogue = program.signals;
  const published = publishedReference();
  const repeated = new RepeatedReadings(catalogue, published?.variations ?? []);
  const held = new Map<string, number>();
  const tellHeld = (what: string, times: number): void => void held.set(what, (held.get(what) ?? 0) + times);
  const healthy = new Collector(catalogue);
  const collect = (person: Person, signals: SignalReader, t: SimTime): void => {
    healthy.add(person, signals, t);
    repeated.add(person, signals, t);
  };
  healthyPeople(catalogue, healthyLives, collect, tellHeld);
  const readings = healthy.readings;
  console.log(`${readings.age.length} living people of ${healthyLives} lives on whom nothing acts`);
  const verdicts = [...judgeDeclared(catalogue, readings, declared())];
  if (published) {
    console.log(`\n${generalLives} lives with all native modules`);
    const general = new Collector(catalogue);
    generalPopulation(program, generalLives, (person, signals, t) => general.add(person, signals, t), tellHeld);
    verdicts.push(...judgePublished(catalogue, published, readings, general.readings), ...repeated.judge());
  } else {
    console.log('\nskipped: the published percentiles, correlations and variation within persons (no tables at hand)');
  }
  for (const [name, count] of held) console.log(`held: ${name}, ${count} times`);
  console.log('\nrule\tfigures\tmet');
  for (const { rule, figures, pass } of verdicts) console.log(`${rule}\t${figures}\t${pass ? 'yes' : 'NO'}`);
  if (verdicts.some(({ pass }) => !pass)) process.exitCode = 1;
}

function judgePublished(
  catalogue: SignalCatalogue,
  published: PublishedReference,
  healthy: Readings,
  general: Readings,
): readonly Verdict[] {
  const signal = (loinc: string): Signal | undefined => signalOfLoinc(catalogue, loinc);
  return [
    ...judgeQuantities(published.quantities, signal, healthy, general),
    ...judgePopulation(signal, general),
    ...judgeCorrelations(published.pairs, signal, general),
  ];
}

main();
