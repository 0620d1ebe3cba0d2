export { loadTerminology } from './load.ts';
export type { CodeSystemCheck, IsUnit, Terminology, ValueSetCheck } from './terminology.ts';
