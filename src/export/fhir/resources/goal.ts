import type { Goal } from 'fhir/r4.js';
import type { CarePlanEntry, CarePlanGoal } from '../../../record/kinds/care-plan.ts';
import { planEnd } from '../../chart/plan-end.ts';
import { fhirText } from '../../chart/text.ts';
import { unitOf } from '../../chart/units.ts';
import { type ConceptView, concept, conceptShape, reference, referenceList } from '../parts.ts';
import { defineResource } from '../resource.ts';
import type { ReasonType, Scope } from '../scope.ts';
import { SYSTEM } from '../systems.ts';
import { boolean, choice, number, object, optional, text, token } from '../template/shape.ts';
import { choose, items, when } from '../template/template.ts';

const targetShape = {
  measure: object(conceptShape),
  kind: choice('quantity', 'worded', 'bare', 'text', 'flag'),
  value: number,
  comparator: optional(choice('<', '<=', '>=', '>')),
  unit: text,
  ucum: text,
  text,
  flag: boolean,
};

const shape = {
  id: token,
  profile: optional(token),
  status: choice('active', 'completed', 'cancelled'),
  description: object(conceptShape),
  patient: token,
  start: token,
  statusDate: optional(token),
  target: optional(object(targetShape)),
  addresses: optional(token),
};

/** A goal, and the care plan that it belongs to. */
export interface PlannedGoal {
  readonly goal: CarePlanGoal;
  readonly plan: CarePlanEntry;
}

const STATUS = { active: 'active', completed: 'completed', revoked: 'cancelled' } as const;

const REASONS: readonly ReasonType[] = ['Condition', 'Observation'];

/** What a plan of care wants to reach. */
export const goal = defineResource({
  type: 'Goal',
  source: 'carePlan',
  items: (plan: CarePlanEntry): PlannedGoal[] => plan.goals.map((goal) => ({ goal, plan })),
  shape,
  template: (v): Goal => ({
    resourceType: 'Goal',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    lifecycleStatus: v.status,
    description: concept(v.description),
    subject: reference('Patient', v.patient),
    startDate: v.start,
    target: items(
      when(v.target, (target) => ({
        measure: concept(target.measure),
        ...choose(target.kind, {
          quantity: () => ({
            detailQuantity: {
              value: target.value,
              comparator: target.comparator,
              unit: target.unit,
              system: SYSTEM.ucum,
              code: target.ucum,
            },
          }),
          worded: () => ({
            detailQuantity: { value: target.value, comparator: target.comparator, unit: target.unit },
          }),
          bare: () => ({ detailQuantity: { value: target.value, comparator: target.comparator } }),
          text: () => ({ detailString: target.text }),
          flag: () => ({ detailBoolean: target.flag }),
        }),
      })),
    ),
    statusDate: v.statusDate,
    addresses: referenceList(v.addresses),
  }),
  fill(view, { goal, plan }: PlannedGoal, scope) {
    const { status, stop } = planEnd(plan, scope.record);
    view.id = goal.id;
    view.profile = scope.claims.goal;
    view.status = STATUS[status];
    view.description = describe(goal, scope);
    view.patient = scope.patientId;
    view.start = scope.date(plan.start);
    view.statusDate = stop === undefined ? undefined : scope.date(stop);
    view.target = targetOf(goal, scope);
    view.addresses = scope.reasonReference(plan.reasonEntry, REASONS);
  },
});

type GoalView = Parameters<typeof goal.fill>[0];

/** A goal says what it is in words, by a code, or by the observation it is about. */
function describe({ text, codes, observation }: CarePlanGoal, scope: Scope): ConceptView {
  const words = fhirText(text);
  if (words !== undefined) return { written: '', codings: codes.map((code) => scope.coding(code)), text: words };
  if (codes.length > 0 || observation === null) return scope.concept(codes);
  const measured = scope.concept(observation.codes);
  const unit = unitOf(observation.unit)?.text;
  const bound = [observation.operator, String(observation.value), unit].filter(Boolean).join(' ');
  return { written: '', codings: [], text: fhirText(`${measured.text} ${bound}`) };
}

type Target = NonNullable<GoalView['target']>;

const COMPARATORS: Readonly<Record<string, Target['comparator']>> = { '<': '<', '<=': '<=', '>': '>', '>=': '>=' };

/** Operators that FHIR can say of a target: bounds, and being equal. */
function targetOf({ observation }: CarePlanGoal, scope: Scope): Target | undefined {
  if (observation === null) return undefined;
  const comparator = COMPARATORS[observation.operator];
  if (comparator === undefined && observation.operator !== '==') return undefined;
  const { value } = observation;
  const unit = unitOf(observation.unit);
  const target: Target = {
    measure: scope.concept(observation.codes),
    kind: 'bare',
    value: 0,
    comparator,
    unit: unit?.text ?? '',
    ucum: unit?.ucum ?? '',
    text: '',
    flag: false,
  };
  if (typeof value === 'number') {
    return { ...target, value, kind: unit === undefined ? 'bare' : unit.ucum === undefined ? 'worded' : 'quantity' };
  }
  if (typeof value === 'boolean') return { ...target, kind: 'flag', flag: value };
  const words = fhirText(value);
  return words === undefined ? undefined : { ...target, kind: 'text', text: words };
}
