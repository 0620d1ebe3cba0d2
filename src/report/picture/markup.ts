/** A piece of SVG or HTML; only `el` makes it, so that no text gets into it unescaped. */
export interface Markup {
  readonly markup: string;
}

/** Strings are text. */
export type Child = Markup | string | readonly Child[] | undefined;

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Elements that HTML writes without an end. */
const VOID: ReadonlySet<string> = new Set(['meta', 'br', 'hr', 'input']);

/** Elements of HTML that may not be written `<p/>`; those of SVG may. */
const SVG_EMPTY: ReadonlySet<string> = new Set(['path', 'rect', 'line', 'circle']);

/** An element. Attributes that are undefined are left out; numbers are written to two decimals, which a picture does not show. */
export function el(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? short(value) : (value ?? ''))}"`)
    .join('');
  if (VOID.has(name)) return { markup: `<${name}${said}>` };
  const inner = children.map(inside).join('');
  if (inner === '' && SVG_EMPTY.has(name)) return { markup: `<${name}${said}/>` };
  return { markup: `<${name}${said}>${inner}</${name}>` };
}

/** A style sheet, which is written as it is. `css` comes from the program alone. */
export function style(css: string): Markup {
  return { markup: `<style>${css}</style>` };
}

/** A coordinate. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A line through points; where a coordinate is NaN the line is broken. */
export function pathThrough(points: readonly (readonly [x: number, y: number])[]): string {
  let isDown = false;
  let out = '';
  for (const [x, y] of points) {
    if (Number.isNaN(x) || Number.isNaN(y)) {
      isDown = false;
      continue;
    }
    out += `${isDown ? 'L' : 'M'}${short(x)} ${short(y)}`;
    isDown = true;
  }
  return out;
}

function inside(child: Child): string {
  if (child === undefined) return '';
  if (typeof child === 'string') return escaped(child);
  return isMarkup(child) ? child.markup : child.map(inside).join('');
}

function isMarkup(child: Markup | readonly Child[]): child is Markup {
  return 'markup' in child;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
