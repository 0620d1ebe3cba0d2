/** How a resource gets its id: it is put under its own (`PUT Type/id`), or the server finds one (`POST`, `PUT` by search). */
export type EntryKind = 'fixed' | 'assigned';

/**
 * What stands in the file: an entry that may be sent as it is (`ready`), the entry of a bundle that asks for nothing, or for something
 * else than what shall be done (`entry`), or a resource alone.
 */
export type EntryForm = 'ready' | 'entry' | 'resource';

/** A resource of the input and how it is to be sent. The resource itself stays in its file. */
export interface InputEntry {
  /** Place of its file in the list of files. */
  readonly file: number;
  /** Where it stands in the file, in bytes: the entry of a bundle, or the resource where it stands alone. */
  readonly at: number;
  readonly length: number;
  /** SHA-256 of those bytes, shortened. */
  readonly digest: string;
  readonly type: string;
  /** What it is called in plan and journal: `Type/id` where it is put under its own id, else its fullUrl or its place. */
  readonly key: string;
  readonly kind: EntryKind;
  readonly form: EntryForm;
  /** What other resources may call it, its key aside. */
  readonly aliases: readonly string[];
  readonly references: readonly string[];
}
