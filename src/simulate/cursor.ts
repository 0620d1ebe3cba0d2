import type { CallSite, CompiledModule } from '../language/compiled.ts';
import { History } from '../language/history.ts';
import { type Frame, Outcome } from '../language/run.ts';
import type { AttributeValue } from '../language/values.ts';
import type { EncounterEntry } from '../record/kinds/encounter.ts';

/** Whether a module may use the scheduler's next visit. */
export const Ticket = {
  unused: 0,
  /** Used, and not given back by an EncounterEnd yet. */
  used: 1,
  /** Given back: good again from the module's next run on. */
  returned: 2,
} as const;

export type Ticket = (typeof Ticket)[keyof typeof Ticket];

/** Where one person is in one top-level module. */
export interface Cursor {
  readonly index: number;
  readonly site: CallSite;
  readonly module: CompiledModule;
  readonly root: Frame;
  /** The innermost frame that waits, and for what. */
  leaf: Frame;
  outcome: Outcome;
  finished: boolean;
  /** The encounter that the module opened and has not ended. */
  encounter: EncounterEntry | null;
  /** The scheduler's visit that the module joined and has not left. */
  joined: EncounterEntry | null;
  ticket: Ticket;
  /** The scheduler's visit that it used last. */
  lastVisit: EncounterEntry | null;
}

export function newCursor(index: number, site: CallSite): Cursor {
  const root = newFrame(site, null);
  return {
    index,
    site,
    module: site.module,
    root,
    leaf: root,
    outcome: Outcome.pass,
    finished: false,
    encounter: null,
    joined: null,
    ticket: Ticket.unused,
    lastVisit: null,
  };
}

/** Where a life without modules stands: in a module without states, which never runs. */
export function nowhere(): Cursor {
  return newCursor(0, NOWHERE);
}

const NO_MODULE: CompiledModule = {
  path: '',
  file: '',
  name: '',
  kind: 'module',
  native: false,
  strict: false,
  specialty: '',
  states: [],
  indexOf: new Map(),
  initial: 0,
};

const NOWHERE: CallSite = { module: NO_MODULE, path: '', stream: 0, remembers: [], base: 0, callees: new Map() };

export function newFrame(site: CallSite, parameters: ReadonlyMap<string, AttributeValue> | null): Frame {
  return { site, module: site.module, current: null, scratch: null, history: new History(), parameters };
}
