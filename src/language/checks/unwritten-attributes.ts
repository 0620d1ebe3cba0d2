import { didYouMean } from '../../core/suggest.ts';
import { firstUses, plainReads } from './attribute-index.ts';
import type { Check } from './check.ts';

/** Every attribute that is read is written by some file or supplied by the program. Told once a file. */
export const unwrittenAttributes: Check = {
  codes: ['unwritten-attribute'],
  check({ modules, attributes }) {
    for (const module of modules) {
      for (const { attribute, path } of firstUses(plainReads(module))) {
        if (attributes.isWritten(attribute) || attributes.isSupplied(attribute)) continue;
        // A native read of a name that nobody declares has its own error.
        if (module.native && attributes.declarations(attribute).length === 0) continue;
        const near = didYouMean(attribute, attributes.knownNames);
        const message = `attribute "${attribute}" is read, but nothing writes it${near}`;
        module.report.add(module.severity, 'unwritten-attribute', message, path);
      }
    }
  },
};
