/** Colours that people who confuse red and green tell apart (after Okabe and Ito), on white and on black. */
const LIGHT = {
  paper: '#ffffff',
  ink: '#1c1c1c',
  soft: '#5f6368',
  grid: '#e4e6e9',
  published: '#0072b2',
  ours: '#c04a00',
  condition: '#a4457f',
  drug: '#00785a',
  normal: '#eef0e6',
} as const;

const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  paper: '#14171b',
  ink: '#e9eaec',
  soft: '#a5abb3',
  grid: '#343a42',
  published: '#56b4e9',
  ours: '#ffa15a',
  condition: '#dd92c0',
  drug: '#4fc9a4',
  normal: '#23291f',
};

type Colour = (name: keyof typeof LIGHT) => string;

/** What the classes of pictures look like. */
function classes(c: Colour): string {
  return [
    `svg{font-family:system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif;font-size:10px}`,
    `svg text{fill:${c('ink')}}`,
    `svg .soft{fill:${c('soft')}}`,
    `svg .strong{font-weight:600;font-size:11px}`,
    `svg .paper{fill:${c('paper')}}`,
    `svg .grid{stroke:${c('grid')};stroke-width:1;fill:none}`,
    `svg .frame{stroke:${c('soft')};stroke-width:.6;fill:none}`,
    `svg .wide{fill:${c('published')};fill-opacity:.17}`,
    `svg .narrow{fill:${c('published')};fill-opacity:.25}`,
    `svg .middle{stroke:${c('published')};stroke-width:1.4;fill:none}`,
    `svg .ours{stroke:${c('ours')};stroke-width:1;fill:none}`,
    `svg .ours-middle{stroke:${c('ours')};stroke-width:1.9;fill:none}`,
    `svg .positive{fill:${c('published')}}`,
    `svg .negative{fill:${c('ours')}}`,
    `svg .dot{fill:${c('ours')};fill-opacity:.55}`,
    `svg .seen{fill:${c('ours')};stroke:${c('paper')};stroke-width:1}`,
    `svg .usual{stroke:${c('published')};stroke-width:1.8;fill:none}`,
    `svg .normal{fill:${c('normal')}}`,
    `svg .condition{fill:${c('condition')}}`,
    `svg .drug{fill:${c('drug')}}`,
    `svg .begin{fill:${c('ink')}}`,
    `svg .thread{stroke:${c('soft')};stroke-width:.7;stroke-dasharray:2 3;fill:none}`,
  ].join('\n');
}

/** For a picture that stands in a file by itself: on white paper, with plain colours, which every viewer knows. */
export const FILE_STYLE: string = classes((name) => LIGHT[name]);

/** For a page that follows what the reader prefers, light or dark. */
export const PAGE_STYLE: string = [
  `:root{color-scheme:light dark;${variables(LIGHT)}}`,
  `@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}`,
  classes((name) => `var(--${name})`),
].join('\n');

function variables(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
}
