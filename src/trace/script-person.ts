import type { Code } from '../core/code.ts';
import { parseTime, type SimTime } from '../core/time.ts';
import type { Program } from '../language/compiled.ts';
import type { AttributeValue } from '../language/values.ts';
import type { EntryBase } from '../record/kinds/entry.ts';
import type { Entry } from '../record/kinds/index.ts';
import type { ActiveKind } from '../record/recorder.ts';
import type { ScriptedPerson } from './case-schema.ts';
import { giveSignals } from './given-signals.ts';
import type { ScriptWorld } from './script-world.ts';
import { ScriptedLife } from './scripted-life.ts';

/** The moment that the times of a case are counted from. */
export function startOf(person: ScriptedPerson): SimTime {
  return parseTime(person.time) ?? 0;
}

/** Brings the person of a case to life: traits, vital signs, what is active, what was observed. */
export function bringToLife(
  person: ScriptedPerson,
  program: Program,
  world: ScriptWorld,
  number: number,
): ScriptedLife {
  const plain: Record<string, AttributeValue> = { gender: person.sex };
  if (person.race !== undefined) plain['race'] = person.race;
  if (person.ethnicity !== undefined) plain['ethnicity'] = person.ethnicity;
  if (person.state !== undefined) plain['state'] = person.state;
  if (person.insurance !== undefined) plain['insurance_status'] = person.insurance;
  for (const [name, value] of Object.entries(person.attributes ?? {})) {
    if (!isReference(value)) plain[name] = value as AttributeValue;
  }
  const birth = parseTime(person.birth) ?? 0;
  const scripted = new ScriptedLife(program, { birth, sex: person.sex, attributes: plain, world, number });
  furnish(scripted, person, program);
  return scripted;
}

function furnish({ life, cursor }: ScriptedLife, person: ScriptedPerson, program: Program): void {
  const start = startOf(person);
  for (const [name, value] of Object.entries(person.vitals ?? {})) life.setVitalSign(name, value);
  giveSignals(life.signals, program.signals, person.signals ?? {}, start);
  const entries = new Map<string, Entry>();
  const make = (kind: Entry['kind'], code: Code, isActive: boolean, value: unknown = null): void => {
    const entry = blankEntry(kind, code, start, value);
    entries.set(`${kind}:${code.code}`, entry);
    if (entry.kind === 'observation') life.recorder.add(entry, false);
    else if (isActive) life.recorder.activate(kind as ActiveKind, entry as never);
  };
  for (const code of person.activeConditions ?? []) make('condition', display(code), true);
  for (const code of person.activeAllergies ?? []) make('allergy', display(code), true);
  for (const code of person.activeCarePlans ?? []) make('carePlan', display(code), true);
  for (const code of person.endedConditions ?? []) make('condition', display(code), false);
  for (const code of person.endedAllergies ?? []) make('allergy', display(code), false);
  for (const code of person.endedCarePlans ?? []) make('carePlan', display(code), false);
  for (const { code, value } of person.observations ?? []) make('observation', display(code), false, value);
  for (const [name, value] of Object.entries(person.attributes ?? {})) {
    const slot = program.slotOf.get(name);
    const entry = isReference(value) ? entries.get(value.entry) : undefined;
    if (slot !== undefined && entry) life.setAttribute(slot, entry);
  }
  const modules = [...new Set((person.symptoms ?? []).map(({ module }) => module))];
  for (const { module, symptom, value } of person.symptoms ?? []) {
    // Numbered after the module that runs, whose own symptoms are its own.
    life.symptoms.set(symptom, cursor.index + 1 + modules.indexOf(module), value);
  }
  for (const { state, entered, exited } of person.history ?? []) {
    const index = cursor.root.module.indexOf.get(state);
    if (index === undefined) continue;
    const visit = life.interpreter.push(cursor.root, index);
    visit.entered = entered === null ? Number.NaN : start + entered;
    visit.exited = exited === null ? Number.NaN : start + exited;
  }
}

function isReference(value: unknown): value is { entry: string } {
  return typeof value === 'object' && value !== null && 'entry' in value;
}

function display(code: { system: string; code: string; display?: string | undefined }): Code {
  return { system: code.system, code: code.code, display: code.display ?? '' };
}

/** An entry that was there before the module ran. */
function blankEntry(kind: Entry['kind'], code: Code, start: SimTime, value: unknown): Entry {
  const base: EntryBase & { kind: Entry['kind'] } = {
    kind,
    id: `${kind}:${code.code}`,
    start: start - 1,
    stop: null,
    codes: [code],
    encounter: null,
    cause: { module: 'script', file: 'script', state: 'person', visit: 0 },
    name: '',
  };
  return { ...base, ...(kind === 'observation' && { value, components: [], report: null, start }) } as unknown as Entry;
}
