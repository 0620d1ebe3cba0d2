/** The way from a resource to what is in it: names of members and places in lists. */
export type Steps = readonly (string | number)[];

/** `participant[0].individual`, the path that FHIRPath has, without the type. */
export function pathOf(steps: Steps): string {
  let path = '';
  for (const step of steps) path += typeof step === 'number' ? `[${step}]` : path === '' ? step : `.${step}`;
  return path;
}

/** The path of a JSON pointer: `component[0].code` of `/component/0/code`. */
export function pathOfPointer(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return pathOf(
    steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~'))),
  );
}
