export { type CodingFinding, CodingRules } from './coding-rules.ts';
export { KnownDisplays } from './displays.ts';
export { type CodeKnowledge, loadCodeKnowledge, loadTerminology } from './load.ts';
export type { Terminology } from './terminology.ts';
