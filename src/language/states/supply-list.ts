import { z } from 'zod';
import { defineState } from '../define.ts';
import { code, integer } from '../fields.ts';
import { Outcome } from '../run.ts';
import { stamp } from './filing.ts';

/** Things are handed out: one entry each, in order. */
export const supplyList = defineState({
  type: 'SupplyList',
  fields: () => ({ supplies: z.array(z.strictObject({ code, quantity: integer })).min(1) }),
  compile(json) {
    const supplies = json.supplies.map((supply) => ({
      codes: [supply.code],
      quantity: supply.quantity,
    }));
    return {
      process(life, visit) {
        for (const { codes, quantity } of supplies) {
          visit.entry = { kind: 'supply', ...stamp(life, visit), stop: null, codes, quantity };
          life.recorder.add(visit.entry, life.native);
        }
        return Outcome.pass;
      },
    };
  },
});
