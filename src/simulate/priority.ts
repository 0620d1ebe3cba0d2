/**
 * Order of what happens to one person at one instant, as item numbers of the event heap. Death needs none: a life's events
 * end before it. The numbers of modules follow their paths.
 */

/** The visit scheduler comes first, so that modules find its visit open at the instant it begins. */
export const VISITS_ITEM = 0;

/** Modules follow, in the order of their paths. */
export const FIRST_MODULE_ITEM = 1;

/** The scheduler's visit closes last, when every module had its chance to use it. */
export function closingItem(modules: number): number {
  return FIRST_MODULE_ITEM + modules;
}
