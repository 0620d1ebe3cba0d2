import { isObject } from '../core/json.ts';
import { NOTICE } from './notice.ts';
import type { StoredResource } from './resource.ts';
import type { ResourceStore } from './store.ts';

/** Patients on the page at most; the rest is a search away. */
const MOST_PATIENTS = 200;

/** What the server is and holds, for a browser. Needs nothing from elsewhere. */
export function page(store: ResourceStore, base: string): string {
  const counts = [...store.counts()].sort(([a], [b]) => (a < b ? -1 : 1));
  const patients = [...store.ofType('Patient')];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>anamnesis: a FHIR server for trying</title>
<style>${STYLE}</style>
<h1>A FHIR R4 server for trying</h1>
<p>${escaped(NOTICE)}
<p>The base address is <code>${escaped(base)}</code>; what the server can do is in <a href="/fhir/metadata">/metadata</a>.
<h2>${store.size} resources</h2>
${counts.length === 0 ? EMPTY : ''}
<table>${counts.map(countRow).join('')}</table>
<h2>${patients.length} patients</h2>
<table>${patients.slice(0, MOST_PATIENTS).map(patientRow).join('')}</table>
${patients.length > MOST_PATIENTS ? `<p>These are the first ${MOST_PATIENTS}; <a href="/fhir/Patient?_count=1000">more</a>` : ''}
</html>
`;
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse}td{padding:.1em 1.5em .1em 0}td.number{text-align:right;font-variant-numeric:tabular-nums}
code{background:#eee;padding:.1em .3em}`;

const EMPTY = '<p>There is nothing yet: <code>anamnesis push</code> fills it.';

function countRow([type, count]: readonly [string, number]): string {
  return `<tr><td class="number">${count}<td><a href="/fhir/${escaped(type)}?_count=20">${escaped(type)}</a>\n`;
}

function patientRow(patient: StoredResource): string {
  const link = `/fhir/Patient/${escaped(patient.id)}`;
  const cells = [
    `<a href="${link}">${escaped(nameOf(patient))}</a>`,
    escaped(textOf(patient['gender'])),
    escaped(textOf(patient['birthDate'])),
    `<a href="${link}/$everything">everything</a>`,
    `<a href="/fhir/Encounter?patient=${escaped(patient.id)}&amp;_sort=-date">encounters</a>`,
    `<a href="/fhir/Condition?patient=${escaped(patient.id)}">conditions</a>`,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}`).join('')}\n`;
}

function nameOf(patient: StoredResource): string {
  const names: readonly unknown[] = Array.isArray(patient['name']) ? patient['name'] : [];
  const name = names[0];
  if (!isObject(name)) return patient.id;
  const parts = [name['given'], name['family']].flat().filter((part) => typeof part === 'string');
  return parts.length === 0 ? textOf(name['text']) || patient.id : parts.join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
