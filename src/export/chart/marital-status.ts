import type { MaritalStatus } from '../../record/life-course.ts';

/** HL7's v3-MaritalStatus. */
export const MARITAL_STATUS: Readonly<Record<MaritalStatus, { code: string; text: string }>> = {
  'never-married': { code: 'S', text: 'Never Married' },
  married: { code: 'M', text: 'Married' },
  separated: { code: 'L', text: 'Legally Separated' },
  divorced: { code: 'D', text: 'Divorced' },
  widowed: { code: 'W', text: 'Widowed' },
};
