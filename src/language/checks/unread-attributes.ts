import { firstUses } from './attribute-index.ts';
import type { Check } from './check.ts';

/** Attributes that strict files write are read by some file. */
export const unreadAttributes: Check = {
  codes: ['unread-attribute'],
  check({ modules, attributes }) {
    for (const { uses, strict, report } of modules) {
      if (!strict) continue;
      for (const { attribute, path } of firstUses(uses.filter(({ mode }) => mode === 'write'))) {
        if (attributes.isRead(attribute)) continue;
        report.add('note', 'unread-attribute', `attribute "${attribute}" is written, but nothing reads it`, path);
      }
    }
  },
};
