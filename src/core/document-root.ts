import type { ScannedValue } from './byte-scanner.ts';
import { type Place, ReadFault } from './read-fault.ts';
import { type ReadPart, TextPart } from './read-part.ts';

/** The members of a bundle but its entries. */
export interface BundleHead {
  readonly kind: 'bundle';
  /** Those that come before the entries; `resourceType` and `type` in any case, unless the source cannot be read twice. */
  readonly members: Readonly<Record<string, unknown>>;
}

export interface BundleEnd {
  readonly kind: 'bundle-end';
  /** All of them; `entry` is among them when it is no list, or an empty one. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Those that are written more than once; the last one counts. */
  readonly repeated: readonly string[];
}

/** The root of a document, as far as it has been read. */
export class DocumentRoot {
  hasBegun = false;
  /** Entries so far. */
  entries = 0;
  readonly #file: string;
  readonly #limit: number;
  readonly #members: Member[] = [];
  readonly #foreseen: Member[] = [];
  #bytes = 0;

  /** `limit`: the most bytes of all members together, a bundle's entries aside. */
  constructor(file: string, limit: number) {
    this.#file = file;
    this.#limit = limit;
  }

  has(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  valueOf(key: string): unknown {
    return this.#find(key)?.part.json();
  }

  add(value: ScannedValue): void {
    this.#bytes += value.bytes.length + value.key.length;
    if (this.#bytes > this.#limit) {
      const what = `the resource is longer than ${this.#limit} bytes, which is the most that is read of one`;
      throw new ReadFault(this.#file, value.place, what);
    }
    this.#members.push(this.#member(value));
  }

  /** Takes in what is to come. */
  foresee(value: ScannedValue): void {
    this.#foreseen.push(this.#member(value));
  }

  beginEntries(): BundleHead {
    if (this.hasBegun) throw new ReadFault(this.#file, undefined, 'the member "entry" is written twice');
    this.hasBegun = true;
    return { kind: 'bundle', members: jsonOf([...this.#foreseen, ...this.#members]) };
  }

  *end(): Generator<BundleHead | BundleEnd | ReadPart, void, undefined> {
    const isBundle = this.valueOf('resourceType') === 'Bundle';
    if (this.hasBegun && !isBundle) {
      const what = 'its entries come before its resourceType, which is not Bundle';
      throw new ReadFault(this.#file, undefined, what, 'read it from a file, which can be read twice');
    }
    if (!isBundle) {
      yield new RootPart(this.#members);
      return;
    }
    const members = { ...jsonOf(this.#members), ...(this.hasBegun && this.entries === 0 && { entry: [] }) };
    if (!this.hasBegun) yield { kind: 'bundle', members };
    const keys = this.#members.map(({ key }) => key);
    yield { kind: 'bundle-end', members, repeated: keys.filter((key, i) => keys.indexOf(key) !== i) };
  }

  #find(key: string): Member | undefined {
    return (
      this.#members.findLast((member) => member.key === key) ?? this.#foreseen.find((member) => member.key === key)
    );
  }

  #member(value: ScannedValue): Member {
    return {
      key: value.key,
      part: new TextPart('resource', this.#file, { ...value, bytes: Buffer.from(value.bytes) }),
    };
  }
}

interface Member {
  readonly key: string;
  readonly part: ReadPart;
}

/** A resource that was read member by member. */
class RootPart implements ReadPart {
  readonly kind = 'resource';
  readonly index = 0;
  readonly place: Place = { offset: 0, line: 1, column: 1 };
  readonly members: number;
  readonly length: number;
  readonly #parts: readonly Member[];

  constructor(parts: readonly Member[]) {
    this.#parts = parts;
    this.length = parts.reduce((sum, { key, part }) => sum + key.length + part.length, 0);
    this.members = parts.reduce((sum, { part }) => sum + 1 + part.members, 0);
  }

  text(): string {
    return `{${this.#parts.map(({ key, part }) => `${JSON.stringify(key)}:${part.text()}`).join(',')}}`;
  }

  json(): unknown {
    return jsonOf(this.#parts);
  }
}

function jsonOf(members: readonly Member[]): Record<string, unknown> {
  return Object.fromEntries(members.map(({ key, part }) => [key, part.json()]));
}
