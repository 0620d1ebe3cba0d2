import type { Figure } from './course-figure.ts';
import { type Child, el, type Markup, style } from './markup.ts';
import { FILE_STYLE, PAGE_STYLE } from './theme.ts';

const LAYOUT = `
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif}
main{max-width:1120px;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.6rem;margin:0 0 .3rem}
h2{font-size:1.2rem;margin:2.4rem 0 .4rem;border-bottom:1px solid var(--grid);padding-bottom:.2rem}
h3{font-size:1rem;margin:1.4rem 0 .4rem}
p{margin:.3rem 0 .7rem;max-width:74ch}
p.soft,figcaption .soft{color:var(--soft)}
figure{margin:0}
svg{display:block;width:100%;height:auto}
.panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(310px,1fr));gap:1rem 1.4rem}
.panels figcaption{font-size:.86rem;line-height:1.3}
.maps{display:grid;grid-template-columns:minmax(0,7fr) minmax(0,4fr);gap:1.5rem;align-items:start}
@media (max-width:800px){.maps{grid-template-columns:1fr}}
.scroll{overflow-x:auto}
.scroll>figure{min-width:720px}
.key{display:inline-block;width:1.5rem;height:.8rem;vertical-align:-.05rem;margin:0 .3rem 0 .9rem}
.key.line{height:0;border-top:2px solid;vertical-align:.22rem}
table{border-collapse:collapse;font-size:.82rem}
th,td{text-align:left;padding:.15rem .7rem .15rem 0;border-bottom:1px solid var(--grid);vertical-align:top}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
`;

/** Room for the title of a picture that stands by itself. */
const HEADING = 24;

/** A whole page of HTML that needs nothing but itself. */
export function page(title: string, ...content: readonly Child[]): string {
  const head = el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('title', {}, title),
    style(PAGE_STYLE + LAYOUT),
  );
  const body = el('body', {}, el('main', {}, ...content));
  return `<!DOCTYPE html>\n${el('html', { lang: 'en' }, head, body).markup}\n`;
}

/** A figure as a part of a page. */
export function inPage(figure: Figure): Markup {
  return el(
    'div',
    { class: 'scroll' },
    el('figure', {}, svgOf(figure, { viewBox: `0 0 ${figure.width} ${figure.height}` }, [])),
  );
}

/** A figure as a file of its own, its title above it. */
export function svgFile(figure: Figure): string {
  const { width, height, title } = figure;
  const paper = el('rect', { y: -HEADING, width, height: height + HEADING, class: 'paper' });
  const heading = el('text', { x: 8, y: 12 - HEADING, class: 'strong' }, title);
  const file = { xmlns: 'http://www.w3.org/2000/svg', width, height: height + HEADING };
  const attributes = { ...file, viewBox: `0 ${-HEADING} ${width} ${height + HEADING}` };
  return `${svgOf(figure, attributes, [style(FILE_STYLE), paper, heading]).markup}\n`;
}

function svgOf(
  figure: Figure,
  attributes: Readonly<Record<string, string | number>>,
  before: readonly Markup[],
): Markup {
  const { markup, title } = figure;
  const labelled = { ...attributes, role: 'img', 'aria-label': title };
  return el('svg', labelled, el('title', {}, title), before, markup);
}
