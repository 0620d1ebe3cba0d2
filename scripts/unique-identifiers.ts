/**
 * Looks whether two persons share a number: `npx tsx scripts/unique-identifiers.ts [persons] [seed]`. Memory is a bit a number
 * that there can be. Ends with 1 when any is shared or keeps not to its range.
 */
import { runKeys } from '../src/core/random/keys.ts';
import { IdentifierMaker } from '../src/people/identifiers.ts';

const [persons = '10000000', seed = 'unique'] = process.argv.slice(2);
const maker = new IdentifierMaker(runKeys(seed));
/** Somebody who has every number. */
const holder = (slot: number) => ({ slot, age: 40, uLicense: 0.5, uPassport: 0.1 });

const KINDS: Readonly<Record<string, { readonly shape: RegExp; of(slot: number): string | undefined }>> = {
  'medical record number': { shape: /^MRN-\d{8}$/, of: (slot) => maker.medicalRecordNumber(slot) },
  'number shaped like social security': {
    shape: /^9\d\d-(0[1-9]|[1-4]\d)-\d{4}$/,
    of: (slot) => maker.socialSecurityNumber(slot),
  },
  license: { shape: /^XDL-\d{8}$/, of: (slot) => maker.driversLicense(holder(slot)) },
  passport: { shape: /^XPP-\d{8}$/, of: (slot) => maker.passport(holder(slot)) },
};

for (const [kind, { shape, of }] of Object.entries(KINDS)) {
  const seen = new Uint8Array(1_000_000_000 / 8);
  let shared = 0;
  let misshapen = 0;
  for (let slot = 0; slot < Number(persons); slot++) {
    const text = of(slot) ?? '';
    if (!shape.test(text)) misshapen++;
    const number = Number(text.replace(/\D/g, ''));
    const bit = 1 << (number & 7);
    const byte = seen[number >> 3] as number;
    if (byte & bit) shared++;
    seen[number >> 3] = byte | bit;
  }
  process.stdout.write(`${kind}: ${persons} persons, ${shared} shared, ${misshapen} out of shape\n`);
  if (shared + misshapen > 0) process.exitCode = 1;
}
