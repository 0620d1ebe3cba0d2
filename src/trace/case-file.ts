import type { z } from 'zod';
import type { caseFile } from './case-schema.ts';

/** A file of cases, as parsed. */
export type CaseFile = z.output<typeof caseFile>;

export type { ConditionCase, Expectation, ModuleCase, ScriptedPerson } from './case-schema.ts';
