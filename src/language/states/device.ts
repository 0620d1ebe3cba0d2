import { Purpose } from '../../core/random/purpose.ts';
import { DAY, dateOf, type SimTime, WEEK } from '../../core/time.ts';
import type { DeviceEntry } from '../../record/kinds/device.ts';
import { defineState } from '../define.ts';
import { code, text } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { assignedSlot } from './assigned.ts';
import { assign, stamp } from './filing.ts';

/** A device is put in or handed out. */
export const device = defineState({
  type: 'Device',
  fields: () => ({
    code,
    manufacturer: text.optional(),
    model: text.optional(),
    assign_to_attribute: text.optional(),
  }),
  compile(json, context, path) {
    const what = [json.code];
    const slot = assignedSlot(json.assign_to_attribute, context, path);
    return {
      process(life, visit) {
        const manufactured = life.clock - 3 * WEEK;
        const expires = life.clock + 25 * 365 * DAY;
        const made: DeviceEntry = {
          kind: 'device',
          ...stamp(life, visit),
          stop: null,
          codes: what,
          manufacturer: json.manufacturer ?? null,
          model: json.model ?? null,
          manufactured,
          expires,
          ...identify(life, visit, manufactured, expires),
        };
        visit.entry = made;
        life.recorder.add(made, life.native);
        life.recorder.activate('device', made);
        assign(life, slot, visit);
        return Outcome.pass;
      },
    };
  },
});

/** An invented unique device identifier in the layout of GS1: article, made, expires, lot, serial number. */
function identify(
  life: Life,
  visit: Visit,
  manufactured: SimTime,
  expires: SimTime,
): Pick<DeviceEntry, 'lotNumber' | 'serialNumber' | 'udi'> {
  const digits = (count: number, purpose: number): string =>
    String(Math.floor(life.uniform(visit, purpose) * Number(`1e${count}`))).padStart(count, '0');
  const article = digits(13, Purpose.value);
  const lotNumber = digits(10, Purpose.lot);
  const serialNumber = digits(12, Purpose.serial);
  const udi = `(01)${article}${checkDigit(article)}(11)${shortDate(manufactured)}(17)${shortDate(expires)}(10)${lotNumber}(21)${serialNumber}`;
  return { lotNumber, serialNumber, udi };
}

/** GS1 modulo 10 check digit: weights 3 and 1 from the right. */
function checkDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

function shortDate(t: SimTime): string {
  const { year, month, day } = dateOf(t);
  return [year % 100, month, day].map((part) => String(part).padStart(2, '0')).join('');
}
