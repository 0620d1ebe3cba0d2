import type { Json } from '../json.ts';

/** The elements that a narrative may use: chapters 7 to 11 and 15 of HTML 4.0 without forms, and a, img and style attributes (narrative.html). */
const ELEMENTS = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q samp ' +
    'small span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'title style class id idref lang xml:lang xml:space dir accesskey tabindex span width align valign char charoff abbr axis headers scope rowspan colspan ' +
    'summary border frame rules cellspacing cellpadding nowrap xmlns href name src alt height longdesc cite datetime clear compact start type value noshade size ismap usemap rel rev target charset hreflang coords shape bgcolor color face'
  ).split(' '),
);

/** The parts of XHTML text, each from where the last ended. */
const PART =
  /([^<&]+)|&(?:([A-Za-z][A-Za-z0-9]*)|#\d+|#x[0-9A-Fa-f]+);|<!--(?:-?[^-])*-->|<\/([A-Za-z][\w:.-]*)\s*>|<([A-Za-z][\w:.-]*)((?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const XHTML = 'http://www.w3.org/1999/xhtml';

/**
 * Whether a text is the XHTML of a narrative: well-formed, one div of the XHTML namespace, of the elements and attributes that FHIR allows
 * (no scripts, forms or objects), and with something to read or look at.
 */
export function isNarrative(div: Json): boolean {
  if (typeof div !== 'string') return false;
  const text = div.trim();
  return /^<div[\s>/]/.test(text) && new NarrativeReader().reads(text);
}

class NarrativeReader {
  readonly #part = new RegExp(PART);
  readonly #open: string[] = [];
  #hasContent = false;
  #isClosed = false;

  reads(text: string): boolean {
    let at = 0;
    while (at < text.length) {
      this.#part.lastIndex = at;
      const part = this.#part.exec(text);
      if (part === null || this.#isClosed || !this.#take(part)) return false;
      at = this.#part.lastIndex;
    }
    return this.#isClosed && this.#hasContent;
  }

  #take(part: RegExpExecArray): boolean {
    const [whole, characters, , closing, opening, attributes = '', empty] = part;
    if (closing !== undefined) return this.#close(closing);
    if (opening !== undefined) return this.#start(opening, attributes, empty === '/');
    if (characters === undefined ? whole.startsWith('&') : /\S/.test(characters)) this.#hasContent = true;
    return true;
  }

  #start(name: string, attributes: string, isEmpty: boolean): boolean {
    if (!ELEMENTS.has(name) || !this.#hasGoodAttributes(name, attributes)) return false;
    if (name === 'img') this.#hasContent = true;
    if (!isEmpty) this.#open.push(name);
    else if (this.#open.length === 0) this.#isClosed = true;
    return true;
  }

  #hasGoodAttributes(name: string, text: string): boolean {
    const seen = new Set<string>();
    for (const [, attribute = '', quoted, single] of text.matchAll(ATTRIBUTE)) {
      const value = quoted ?? single ?? '';
      if (!ATTRIBUTES.has(attribute) || seen.has(attribute)) return false;
      if (attribute === 'xmlns' && value !== XHTML) return false;
      if ((attribute === 'href' || attribute === 'src') && /^\s*javascript:/i.test(value)) return false;
      seen.add(attribute);
    }
    return name !== 'div' || this.#open.length > 0 || seen.has('xmlns');
  }

  #close(name: string): boolean {
    if (this.#open.pop() !== name) return false;
    if (this.#open.length === 0) this.#isClosed = true;
    return true;
  }
}
