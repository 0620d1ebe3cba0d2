import { loadUcum } from '../../core/units.ts';
import { listOf, objectOf, textOf } from '../loose-json.ts';
import type { Check, CheckedModule } from './check.ts';
import { objectsIn, type PlacedObject } from './walk.ts';

/** Units of observations and of the goals of care plans are codes of UCUM. Each unit of a file is told once. */
export const units: Check = {
  codes: ['unit'],
  async check({ modules, resources }) {
    const found = modules.map((module) => ({ module, units: distinctUnits(module) }));
    if (found.every(({ units: list }) => list.length === 0)) return;
    const ucum = resources.ucum ?? (await loadUcum());
    for (const { module, units: list } of found) {
      for (const { json, path } of list) {
        const unit = textOf(json['unit']);
        if (ucum.isUcum(unit)) continue;
        const hint = 'write it as UCUM does, for instance mm[Hg], mg/dL, /min, {score}';
        module.report.add(module.severity, 'unit', `"${unit}" is no unit of UCUM`, [...path, 'unit'], hint);
      }
    }
  },
};

/** The first place of each unit that is not blank. */
function distinctUnits(module: CheckedModule): readonly PlacedObject[] {
  const found = new Map<string, PlacedObject>();
  for (const placed of placesOfUnits(module)) {
    const unit = textOf(placed.json['unit']);
    if (unit.trim() !== '' && !found.has(unit)) found.set(unit, placed);
  }
  return [...found.values()];
}

function placesOfUnits({ parsed }: CheckedModule): readonly PlacedObject[] {
  return [...parsed.states].flatMap(([name, state]) => {
    const path = ['states', name];
    const parts = listOf(state['observations']).map((json, i) => ({
      json: objectOf(json),
      path: [...path, 'observations', i],
    }));
    const whole = state.type === 'Observation' ? [{ json: objectOf(state), path }] : [];
    const goals = objectsIn(state['goals'], [...path, 'goals']).filter(
      ({ path: place }) => place.at(-1) === 'observation',
    );
    return [...whole, ...parts, ...goals].flatMap(({ json, path: place }) => [
      { json, path: place },
      ...['exact', 'range'].map((field) => ({ json: objectOf(json[field]), path: [...place, field] })),
    ]);
  });
}
