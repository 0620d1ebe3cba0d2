export { type CodingFinding, CodingRules } from './coding-rules.ts';
export { KnownDisplays } from './displays.ts';
export { loadTerminology } from './load.ts';
export type { CodeSystemCheck, IsUnit, Terminology, ValueSetCheck } from './terminology.ts';
