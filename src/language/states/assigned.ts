import type { CompileContext, Path } from '../define.ts';

/** The slot of a state's `assign_to_attribute`; -1 when it is missing or blank. */
export function assignedSlot(name: string | undefined, context: CompileContext, path: Path): number {
  return name === undefined || name.trim() === '' ? -1 : context.writes(name, [...path, 'assign_to_attribute']);
}
