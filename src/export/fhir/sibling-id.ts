/**
 * The id of a second resource made from one entry: `id` with its last 16 bits changed by `n` (1 to 65535). Two entries cannot
 * share it but by the chance by which two ids are equal.
 */
export function siblingId(id: string, n: number): string {
  const at = id.length - 4;
  const bits = Number.parseInt(id.slice(at), 16) ^ n;
  return id.slice(0, at) + bits.toString(16).padStart(4, '0');
}
