import { z } from 'zod';
import type { ReportEntry } from '../../record/kinds/report.ts';
import { defineState } from '../define.ts';
import { codes, text } from '../fields.ts';
import { Outcome } from '../run.ts';
import { stamp } from './filing.ts';
import { compileObservation, nestedObservation } from './observation-body.ts';

/** A report over observations, each of which also stands on the chart by itself. */
export const diagnosticReport = defineState({
  type: 'DiagnosticReport',
  fields: () => ({ codes, category: text.optional(), observations: z.array(nestedObservation) }),
  compile(json, context, path) {
    const what = json.codes;
    const parts = json.observations.map((part, i) =>
      compileObservation(part, context, [...path, 'observations', i], i + 1),
    );
    return {
      process(life, visit) {
        const observations = parts.map((observe) => observe(life, visit));
        const report: ReportEntry = {
          kind: 'report',
          ...stamp(life, visit),
          stop: null,
          codes: what,
          category: json.category ?? null,
          observations,
        };
        for (const made of observations) {
          made.report = report;
          life.recorder.add(made, life.native);
        }
        visit.entry = report;
        life.recorder.add(report, life.native);
        return Outcome.pass;
      },
    };
  },
});
