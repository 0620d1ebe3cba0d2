import { score } from '../quantity.ts';

/** Totals of questionnaires and scales. */
export const SCORES = {
  'phq-9-score': score(['44261-6'], [0, 27]),
  'phq-2-score': score(['55758-7'], [0, 6]),
  'gad-7-score': score(['70274-6'], [0, 21]),
  'audit-c-score': score(['75626-2'], [0, 12]),
  'apgar-score': score(['9272-6', '9274-2', '9271-8'], [0, 10]),
  'glasgow-coma-score': score(['9269-2'], [3, 15]),
  'pain-severity': score(['72514-3'], [0, 10]),
} as const;
