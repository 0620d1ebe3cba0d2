import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { hasContent, isSafeXhtml } from '../../../src/validate/xhtml.ts';
import { verdictOf } from '../../support/oracle.ts';

const XHTML = ' xmlns="http://www.w3.org/1999/xhtml"';
const div = (inner: string, attributes = XHTML) => `<div${attributes}>${inner}</div>`;

const SOUND = [
  div('x'),
  div('<p>x</p>'),
  div('<b>x</b> &amp; <i class="a">y</i> &lt; &#160; &#xA0;'),
  div('<table border="1"><tr><td colspan="2">x</td></tr></table>'),
  div('<img src="a.png" alt="x"/>'),
  div('<a href="http://example.org/">x</a><br/>'),
  div('<!-- a comment -->x'),
  div("<p title='x'>y</p>"),
  div('<div>x</div>'),
  `  ${div('x')}\n`,
];

const UNSOUND = [
  'x',
  '<p>x</p>',
  div(''),
  div(' \n '),
  div('<p/>'),
  div('<script>x</script>'),
  div('<p onclick="x()">x</p>'),
  div('<form>x</form>'),
  div('<input type="text"/>x'),
  div('<iframe src="x">x</iframe>'),
  div('<object>x</object>'),
  div('<p>x'),
  div('x</p>'),
  div('<b><i>x</b></i>'),
  div('<p title=x>y</p>'),
  div('<p title="x" title="y">z</p>'),
  div('x & y'),
  div('x&nbsp;y'),
  div('&foo;'),
  div('x < y'),
  `${div('x')}${div('y')}`,
  `${div('x')}y`,
  `y${div('x')}`,
  div('x', ' xmlns="http://www.w3.org/1999/html"'),
  div('<p>x</P>'),
  div('<!-- a -- b -->x'),
  '<div',
];

/** What the invariants txt-1 and txt-2 ask together. */
function isNarrative(value: Json): boolean {
  return isSafeXhtml(value) && hasContent(value);
}

describe('narratives', () => {
  const oracle = verdictOf('Narrative.div', 'htmlChecks()');
  const judged = (text: string) => {
    const narrative = { status: 'generated', div: text };
    return oracle({ element: text, parent: narrative, resource: narrative, root: narrative });
  };

  it.each(SOUND)('takes %s, as fhirpath.js does', (text) => {
    expect(isNarrative(text)).toBe(true);
    expect(judged(text)).toBe(true);
  });

  it.each(UNSOUND)('turns down %s, as fhirpath.js does', (text) => {
    expect(isNarrative(text)).toBe(false);
    expect(judged(text)).toBe(false);
  });

  // fhirpath.js lets the namespace be missing; a div without it is none of XHTML.
  it('turns down what has no namespace', () => {
    expect(isNarrative('<div>x</div>')).toBe(false);
  });

  it.each(['href', 'src'])('turns down a script in %s', (attribute) => {
    expect(isNarrative(div(`<a ${attribute}=" javascript:x()">x</a>`))).toBe(false);
  });

  it('are told empty from unsafe', () => {
    expect([isSafeXhtml(div(' ')), hasContent(div(' '))]).toEqual([true, false]);
    expect([isSafeXhtml(div('<script>x</script>')), hasContent(div('<script>x</script>'))]).toEqual([false, true]);
  });

  it('is quick about what is never closed', () => {
    expect(isNarrative(div('<p '.repeat(50_000)))).toBe(false);
    expect(isNarrative(`<div${XHTML}${' a="b"'.repeat(50_000)}`)).toBe(false);
  });

  it.each([1, null, true])('turns down %s', (value) => {
    expect(isNarrative(value)).toBe(false);
  });
});
