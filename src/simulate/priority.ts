/**
 * Order of what happens to one person at one instant, as item numbers of the event heap. Death needs none: a life's events
 * end before it. The numbers of processes follow the order of the producers, those of modules their paths.
 */

/** The visit scheduler comes first, so that modules find its visit open at the instant it begins. */
export const VISITS_ITEM = 0;

/** Processes follow: what they write, the modules of the same instant read. */
export const FIRST_PROCESS_ITEM = 1;

/** Modules follow, in the order of their paths. */
export function firstModuleItem(processes: number): number {
  return FIRST_PROCESS_ITEM + processes;
}

/** The scheduler's visit closes last, when every module had its chance to use it. */
export function closingItem(processes: number, modules: number): number {
  return firstModuleItem(processes) + modules;
}
