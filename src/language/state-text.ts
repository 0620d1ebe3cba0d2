import { conditionText } from './condition-text.ts';
import { firstCode, type LooseObject, listOf, objectOf, textOf } from './loose-json.ts';

/** What a state does, in a few words, beyond its name and type; empty when there is nothing to say. Takes any JSON. */
export function stateText(json: unknown): string {
  const state = objectOf(json);
  if (state['type'] === 'Effect') return effectText(state);
  const said = [
    firstCode(state['codes']),
    textOf(state['submodule']),
    textOf(state['encounter_class']),
    state['wellness'] === true ? 'wellness visit' : '',
    state['allow'] === undefined ? '' : `until ${conditionText(state['allow'])}`,
    assignment(state),
    textOf(state['symptom']) || textOf(state['vital_sign']) || textOf(state['signal']),
    spanText(state),
  ];
  return said.filter(Boolean).join(', ');
}

/** `LDL Cholesterol times 0.62, over 6 weeks, while Atorvastatin`; `Urate above 3 down to 5.5 by a factor`. */
function effectText(effect: LooseObject): string {
  const { change, while: reason, adherence, build_up: buildUp, lasts } = effect;
  const amount = spanText(effect);
  const part = effect['above'] === undefined ? '' : `above ${textOf(effect['above'])} `;
  const acts =
    change === 'raise to' || change === 'lower to'
      ? `${part}${change === 'raise to' ? 'up' : 'down'} to ${amount}${effect['by'] === 'factor' ? ' by a factor' : ''}`
      : change === 'multiply'
        ? `${part}times ${amount}`
        : `plus ${amount}${change === 'add per year' ? ' a year' : ''}`;
  const said = [
    `${textOf(effect['signal'])} ${acts}`,
    buildUp === undefined ? '' : `over ${spanText({ exact: buildUp })}`,
    reason === undefined ? '' : `while ${textOf(reason)}`,
    lasts === undefined ? '' : `for ${spanText(objectOf(lasts))}`,
    adherence === undefined ? '' : `adherence ${textOf(adherence)}`,
  ];
  return said.filter(Boolean).join(', ');
}

/** An amount of a state or event: `2 weeks`, `1 to 3 days`, `gaussian mean 5, standardDeviation 1`. */
export function spanText(json: LooseObject): string {
  const { exact, range, distribution } = json;
  const unit = textOf(json['unit']);
  if (exact !== undefined)
    return withUnit(textOf(objectOf(exact)['quantity']), textOf(objectOf(exact)['unit']) || unit);
  if (range !== undefined) {
    const { low, high, unit: own } = objectOf(range);
    return withUnit(`${textOf(low)} to ${textOf(high)}`, textOf(own) || unit);
  }
  if (typeof distribution !== 'object' || distribution === null) return '';
  const { kind, parameters } = objectOf(distribution);
  const values = objectOf(parameters);
  if (kind === 'EXACT') return withUnit(textOf(values['value']), unit);
  if (kind === 'UNIFORM') return withUnit(`${textOf(values['low'])} to ${textOf(values['high'])}`, unit);
  const named = Object.entries(values).map(([name, value]) => `${name} ${textOf(value)}`);
  return withUnit(`${textOf(kind).toLowerCase()} ${named.join(', ')}`.trim(), unit);
}

function withUnit(amount: string, unit: string): string {
  return [amount, unit].filter(Boolean).join(' ');
}

function assignment(state: LooseObject): string {
  const attribute = textOf(state['attribute']);
  if (attribute === '') return '';
  const { expression, value, value_code: code, action } = state;
  if (action !== undefined) return `${textOf(action)} ${attribute}`;
  const { display } = objectOf(code);
  const assigned = textOf(expression) || textOf(value) || textOf(display) || spanText(state);
  return assigned === '' || listOf(state['codes']).length > 0 ? attribute : `${attribute} = ${assigned}`;
}
