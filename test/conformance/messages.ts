/** What the official validator says besides errors: every kind has a reason to stay, in messages.json. */
import { readFileSync } from 'node:fs';
import type { Message } from './judge.ts';

/** A kind of message, and why our files may draw it. */
interface KnownKind {
  readonly severity: Message['severity'];
  readonly id: string;
  /** A regular expression that finds something in the text of the message. */
  readonly text: string;
  /** A regular expression for the location; without it, anywhere. */
  readonly location?: string;
  readonly reason: string;
}

interface Counted extends KnownKind {
  readonly matches: (message: Message) => boolean;
  count: number;
}

/** Counts messages by known kind, and keeps those of no known kind. */
export class MessageKinds {
  readonly #kinds: readonly Counted[];
  readonly #unknown = new Map<string, { count: number; readonly example: Message; readonly file: string }>();

  constructor() {
    const known = JSON.parse(readFileSync(new URL('messages.json', import.meta.url), 'utf8')) as readonly KnownKind[];
    this.#kinds = known.map((kind) => ({ ...kind, matches: matcherOf(kind), count: 0 }));
  }

  add(file: string, message: Message): void {
    const kind = this.#kinds.find(({ matches }) => matches(message));
    if (kind) {
      kind.count += 1;
      return;
    }
    const key = `${message.severity} ${message.id} ${message.text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, '#')}`;
    const found = this.#unknown.get(key) ?? { count: 0, example: message, file };
    found.count += 1;
    this.#unknown.set(key, found);
  }

  /** The known kinds that were seen, most frequent first: how often, what, why it stays. */
  known(): readonly string[] {
    const seen = this.#kinds.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
    return seen.map(({ count, severity, id, text, reason }) => `${count} ${severity} ${id} /${text}/: ${reason}`);
  }

  unknown(): readonly string[] {
    return [...this.#unknown.values()].map(
      ({ count, file, example: { severity, id, location, text } }) =>
        `${count} ${severity} ${id}: ${text} (first in ${file} at ${location})`,
    );
  }
}

function matcherOf({ severity, id, text, location }: KnownKind): (message: Message) => boolean {
  const [inText, inLocation] = [new RegExp(text), new RegExp(location ?? '')];
  return (message) =>
    message.severity === severity &&
    message.id === id &&
    inText.test(message.text) &&
    inLocation.test(message.location);
}
