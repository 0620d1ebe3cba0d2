import { daysInMonth } from '../../core/time.ts';
import type { Json } from '../json.ts';
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

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?$/;
const ZONE = /(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

function isDate(value: Json): boolean {
  if (typeof value !== 'string') return false;
  const match = DATE.exec(value);
  if (match === null) return false;
  const year = Number(match[1]);
  const month = match[2] === undefined ? 1 : Number(match[2]);
  const day = match[3] === undefined ? 1 : Number(match[3]);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** A date, the time of day, and the zone, which belongs to every time. */
function isInstant(value: Json): boolean {
  if (typeof value !== 'string' || value.charCodeAt(10) !== 84) return false;
  const zone = ZONE.exec(value);
  return zone !== null && isDate(value.slice(0, 10)) && TIME.test(value.slice(11, zone.index));
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
