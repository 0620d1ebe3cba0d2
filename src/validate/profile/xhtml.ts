import type { Json } from '../json.ts';

/** The elements and attributes that a narrative may have (FHIR R4, narrative.html#xhtml; txt-1). */
const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img ' +
    'li map area ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var kbd ins del'
  ).split(' '),
);

const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset cite ' +
    'class colspan compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap rel rev rowspan ' +
    'rules scope shape span src start style summary tabindex title type valign value vspace width xml:lang xmlns'
  ).split(' '),
);

const TOKEN =
  /<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|<|&(?!#?\w+;)/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Whether a text is one well-formed `div` of the XHTML namespace with nothing in it but the basic formatting that narratives may have:
 * no script, form, frame or event, no link that runs something.
 */
export function isSafeXhtml(value: Json): boolean {
  if (typeof value !== 'string') return false;
  const text = value.trim();
  if (!/^<div[\s>/]/.test(text) || !/^<div[^>]*\sxmlns\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml["']/.test(text))
    return false;
  const open: string[] = [];
  for (const { 0: whole, 1: closing, 2: name, 3: attributes, 4: empty, index } of text.matchAll(TOKEN)) {
    if (name === undefined) {
      if (whole.startsWith('<!--')) continue;
      return false;
    }
    if (closing === '/') {
      if (open.pop() !== name) return false;
      if (open.length === 0) return index + whole.length === text.length;
    } else {
      if (!ELEMENTS.has(name) || !areSafe(attributes ?? '')) return false;
      if (empty !== '/') open.push(name);
      else if (open.length === 0) return index + whole.length === text.length;
    }
  }
  return false;
}

function areSafe(attributes: string): boolean {
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (!ATTRIBUTES.has(name)) return false;
    if (/^\s*(?:javascript|vbscript):/i.test(double ?? single ?? '')) return false;
  }
  return true;
}
