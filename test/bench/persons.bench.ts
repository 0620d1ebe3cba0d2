/**
 * What drawing persons costs: `npx tsx test/bench/persons.bench.ts [persons]`. Prints microseconds of CPU a person for the
 * person alone, its numbers, its death, its course of life, and the row of persons.csv, and the memory in use.
 */
import { tuneMemory } from '../../src/cli/host.ts';
import { runKeys } from '../../src/core/random/keys.ts';
import { DAY, timeOf } from '../../src/core/time.ts';
import { csvRow } from '../../src/export/csv-text.ts';
import { rowOf } from '../../src/export/persons/columns.ts';
import { createWorld } from '../../src/index.ts';
import { compileProgram } from '../../src/language/compile.ts';
import { discoverModules } from '../../src/language/discover.ts';
import { PersonDrawer } from '../../src/people/draw-person.ts';
import { loadReference } from '../../src/reference/data.ts';
import { bareRecord } from '../../src/simulate/bare-record.ts';
import { simulateSlot } from '../../src/simulate/population.ts';

// As the command line runs.
tuneMemory();

const persons = Number(process.argv[2] ?? 50_000);
const reference = loadReference();
const keys = runKeys('persons');
const referenceDate = timeOf(2019, 7, 1);
const { program } = compileProgram(discoverModules([]));
const world = createWorld(program, { seed: 'persons', referenceDate: '2019-07-01', personsOnly: true, reference });
const drawer = new PersonDrawer(reference, keys, { referenceDate });

measure('person', (slot) => drawer.draw(slot, 0).slot);
measure('person with numbers', (slot) => {
  const { identifiers } = drawer.draw(slot, 0);
  return `${identifiers.socialSecurityNumber}${identifiers.driversLicense}${identifiers.passport}`.length;
});
measure('person and death', (slot) => bareRecord(world, drawer.draw(slot, 0)).end / DAY);
measure('person and course of life', (slot) => {
  const values = drawer.draw(slot, 0).course?.at(referenceDate);
  return Object.values(values ?? {}).length;
});
measure('row with course of life, numbers and death', (slot) => {
  return csvRow(rowOf(bareRecord(world, drawer.draw(slot, 0)))).length;
});
measure('person of a household, relatives not looked at', (slot) => {
  const life = simulateSlot(world, slot);
  return life.kind === 'life' ? life.record.end / DAY : 0;
});
measure('relatives', (slot) => {
  const life = simulateSlot(world, slot);
  return life.kind === 'life' ? (life.record.person.family?.relatives.length ?? 0) : 0;
});
measure('all of it, as a row of persons.csv', (slot) => {
  const life = simulateSlot(world, slot);
  return life.kind === 'life' ? csvRow(rowOf(life.record)).length : 0;
});

function measure(what: string, of: (slot: number) => number): void {
  for (let slot = 0; slot < 2_000; slot++) of(slot);
  const start = process.cpuUsage();
  let sum = 0;
  for (let slot = 0; slot < persons; slot++) sum += of(slot);
  const { user, system } = process.cpuUsage(start);
  const each = (user + system) / persons;
  const memory = process.memoryUsage().heapUsed / 1e6;
  process.stdout.write(
    `${what.padEnd(46)} ${each.toFixed(1).padStart(7)} us  ${memory.toFixed(0)} MB  (${sum.toFixed(0)})\n`,
  );
}
