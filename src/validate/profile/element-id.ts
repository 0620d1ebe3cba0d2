/** Ids of elements: steps joined by dots, a step being a name with slices, `component:systolic`, `value[x]:valueQuantity`. */

/** The id that an element stands under; empty at the top. */
export function parentOf(id: string): string {
  const dot = id.lastIndexOf('.');
  return dot === -1 ? '' : id.slice(0, dot);
}

export function lastStep(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

/** The name of a step without its slice. */
export function nameOfStep(step: string): string {
  const colon = step.indexOf(':');
  return colon === -1 ? step : step.slice(0, colon);
}

/** The name of the slice of a step; undefined where it is no slice. */
export function sliceOfStep(step: string): string | undefined {
  const colon = step.indexOf(':');
  return colon === -1 ? undefined : step.slice(colon + 1);
}

export function isChoice(id: string): boolean {
  return id.endsWith('[x]');
}

export function pathWithoutSlices(id: string): string {
  return id.split('.').map(nameOfStep).join('.');
}
