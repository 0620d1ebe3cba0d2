import type { Json } from '../core/json.ts';

/** The elements that a narrative may use: chapters 7 to 11 and 15 of HTML 4.0 without forms, and a, img and style attributes (narrative.html). */
const ELEMENTS = new Set(
  (
    'a abbr acronym address area b bdo big blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li map ol p pre q samp ' +
    'small span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'title style class id idref lang xml:lang xml:space dir accesskey tabindex span width align valign char charoff abbr axis headers scope rowspan colspan ' +
    'summary border frame rules cellspacing cellpadding nowrap xmlns href name src alt height longdesc cite datetime clear compact start type value noshade size ismap usemap rel rev target charset hreflang coords shape bgcolor color face'
  ).split(' '),
);

/** The parts of XHTML text, each from where the last ended. There are no entities but those of XML. */
const PART =
  /[^<&]+|&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);|<!--(?:-?[^-])*-->|<\/([A-Za-z][\w:.-]*)\s*>|<([A-Za-z][\w:.-]*)((?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const XHTML = 'http://www.w3.org/1999/xhtml';

/**
 * Whether a text is the XHTML of a narrative: well-formed, one div of the XHTML namespace, of the elements and attributes that FHIR allows:
 * no scripts, events, forms, frames or objects.
 */
export function isSafeXhtml(div: Json): boolean {
  return typeof div === 'string' && /^\s*<div[\s>/]/.test(div) && new NarrativeReader().reads(div.trim());
}

/** Whether there is something to read or to look at in XHTML. */
export function hasContent(div: Json): boolean {
  return typeof div === 'string' && (/<img[\s>/]/.test(div) || /\S/.test(div.replaceAll(/<!--.*?-->|<[^>]*>/gs, '')));
}

class NarrativeReader {
  readonly #part = new RegExp(PART);
  readonly #open: string[] = [];
  #isClosed = false;

  reads(text: string): boolean {
    let at = 0;
    while (at < text.length) {
      this.#part.lastIndex = at;
      const part = this.#part.exec(text);
      if (part === null || this.#isClosed || !this.#take(part)) return false;
      at = this.#part.lastIndex;
    }
    return this.#isClosed;
  }

  #take(part: RegExpExecArray): boolean {
    const [, closing, opening, attributes = '', empty] = part;
    if (closing !== undefined) return this.#close(closing);
    return opening === undefined || this.#start(opening, attributes, empty === '/');
  }

  #start(name: string, attributes: string, isEmpty: boolean): boolean {
    if (!ELEMENTS.has(name) || !this.#hasGoodAttributes(name, attributes)) return false;
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
