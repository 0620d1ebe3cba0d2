import type { Json } from '../../core/json.ts';
import { daysInMonth } from '../../core/time.ts';
import { isSafeXhtml } from '../xhtml.ts';

export type IsPrimitive = (value: Json) => boolean;

/** A regular expression over the whole of a text. */
function text(pattern: RegExp): IsPrimitive {
  return (value) => typeof value === 'string' && pattern.test(value);
}

/** A text that is not empty, nor of blanks alone, and holds no control characters but tab, line feed and carriage return. */
function isString(value: Json): boolean {
  if (typeof value !== 'string') return false;
  let hasInk = false;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit > SPACE && unit < NON_ASCII) hasInk = true;
    else if (unit < SPACE && unit !== 9 && unit !== 10 && unit !== 13) return false;
  }
  return hasInk || /\S/.test(value);
}

const SPACE = 32;
const NON_ASCII = 127;

/** A text without white space. */
function isUri(value: Json): boolean {
  if (typeof value !== 'string') return false;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit <= SPACE || unit >= NON_ASCII) return /^\S+$/.test(value);
  }
  return value.length > 0;
}

/** A text without white space but for single blanks inside. */
function isCode(value: Json): boolean {
  return isUri(value) || (typeof value === 'string' && /^\S+(?:\s\S+)*$/.test(value));
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?$/;
const FRACTION_AND_ZONE = /^(?:\.\d+)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

const DASH = 45;
const COLON = 58;

/** The number that the digits at a place mean; -1 where there are others. */
function digits(value: string, from: number, count: number): number {
  let number = 0;
  for (let i = from; i < from + count; i++) {
    const digit = value.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Whether the first `length` characters are a year, a month or a day that there is. */
function startsWithDate(value: string, length: number): boolean {
  const year = digits(value, 0, 4);
  if (length === 4) return year > 0;
  const month = digits(value, 5, 2);
  const hasMonth = year > 0 && value.charCodeAt(4) === DASH && month >= 1 && month <= 12;
  if (length === 7) return hasMonth;
  const day = digits(value, 8, 2);
  return hasMonth && length === 10 && value.charCodeAt(7) === DASH && day >= 1 && day <= daysInMonth(year, month);
}

function isDate(value: Json): boolean {
  return typeof value === 'string' && startsWithDate(value, value.length);
}

/** A date, the time of day, and the zone, which belongs to every time. */
function isInstant(value: Json): boolean {
  if (typeof value !== 'string' || value.charCodeAt(10) !== 84 || !startsWithDate(value, 10)) return false;
  const hour = digits(value, 11, 2);
  const minute = digits(value, 14, 2);
  const second = digits(value, 17, 2);
  const isTime =
    value.charCodeAt(13) === COLON && value.charCodeAt(16) === COLON && hour >= 0 && minute >= 0 && second >= 0;
  return isTime && hour < 24 && minute < 60 && second <= 60 && FRACTION_AND_ZONE.test(value.slice(19));
}

function isDateTime(value: Json): boolean {
  return typeof value === 'string' && (value.length > 10 ? isInstant(value) : isDate(value));
}

function isInteger(least: number): IsPrimitive {
  return (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 2_147_483_647;
}

function isBase64(value: Json): boolean {
  if (typeof value !== 'string') return false;
  const bare = /\s/.test(value) ? value.replaceAll(/\s/g, '') : value;
  return bare.length > 0 && bare.length % 4 === 0 && BASE64.test(bare);
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** A system of codes, identifiers or units is never named relative to a server. */
export const isAbsoluteUri = text(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/);

/** The primitive types of R4, and whether a JSON value is one of theirs. */
export const PRIMITIVES: Readonly<Record<string, IsPrimitive>> = {
  base64Binary: isBase64,
  boolean: (value) => typeof value === 'boolean',
  // A canonical is absolute, or leads to what is contained.
  canonical: text(/^(?:#|[A-Za-z][A-Za-z0-9+.-]*:)\S+$/),
  code: isCode,
  date: isDate,
  dateTime: isDateTime,
  decimal: (value) => typeof value === 'number',
  id: text(/^[A-Za-z0-9\-.]{1,64}$/),
  instant: isInstant,
  integer: isInteger(-2_147_483_648),
  markdown: isString,
  oid: text(/^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/),
  positiveInt: isInteger(1),
  string: isString,
  time: text(TIME),
  unsignedInt: isInteger(0),
  uri: isUri,
  url: isUri,
  uuid: text(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  xhtml: isSafeXhtml,
};

export function isPrimitiveType(type: string): boolean {
  return Object.hasOwn(PRIMITIVES, type);
}
