import type { Frame, Visit } from '../language/run.ts';
import type { StateVisit, VisitLog } from '../record/visit-log.ts';
import type { Cursor } from './cursor.ts';

/** The states a person visited, module by module, in the order in which they were entered. A call of a submodule counts once. */
export function visitLogOf(cursors: readonly Cursor[]): VisitLog {
  const log: StateVisit[] = [];
  for (const cursor of cursors) for (const visit of path(cursor.root, true)) log.push(toStateVisit(visit));
  return log;
}

/**
 * The visits of a frame, oldest first, those of its finished and running submodules included. A CallSubmodule stands before its
 * submodule's visits and, unless `once`, after them too.
 */
export function path(frame: Frame, once: boolean): Visit[] {
  const seen = new Set<Visit>();
  const visits = frame.history.visits.filter((visit) => !once || (!seen.has(visit) && seen.add(visit)));
  const callee = frame.current?.callee;
  return callee ? [...visits, ...path(callee, once)] : visits;
}

function toStateVisit(visit: Visit): StateVisit {
  return {
    file: visit.module.path,
    state: visit.state.name,
    entered: Number.isNaN(visit.entered) ? null : visit.entered,
    left: Number.isNaN(visit.exited) ? null : visit.exited,
    next: visit.next?.name ?? null,
  };
}
