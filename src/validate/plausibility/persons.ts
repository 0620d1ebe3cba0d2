import { DAY } from '../../core/time.ts';
import { spanOf } from '../instants.ts';
import type { PlausibilityRule } from './rule.ts';

/** Nobody is known to have been older: Jeanne Calment died at 122 years and 164 days. */
const OLDEST = 122.5;

/** What holds of a person and what is recorded of them. Nothing before birth and after death are rules of their own (life-rules.ts). */
export const PERSON_RULES = {
  femaleCode: {
    key: 'female-code-in-man',
    severity: 'warning',
    says: 'what is of female organs must be recorded of women only',
    why: 'anatomy; a warning, as administrative sex is not anatomy',
  },
  maleCode: {
    key: 'male-code-in-woman',
    severity: 'warning',
    says: 'what is of male organs must be recorded of men only',
    why: 'anatomy; a warning, as administrative sex is not anatomy',
  },
  pregnancyAge: {
    key: 'pregnancy-age',
    severity: 'warning',
    says: 'who is pregnant must be 8 to 65 years old',
    why: 'somewhat beyond natural pregnancies, and those with the eggs of others (judgement)',
  },
  oldAge: {
    key: 'age-beyond-oldest',
    severity: 'error',
    says: 'nothing may happen to anybody older than 122.5 years',
    why: 'Jeanne Calment, the oldest person known, died at 122 years and 164 days',
  },
} as const satisfies Readonly<Record<string, PlausibilityRule>>;

export const PREGNANCY_AGES = { from: 8, to: 65 } as const;

const YEAR = 365.25 * DAY;

/** Tells when something happened to somebody at an age that nobody had. */
export function checkAge(birthDate: string, time: string, tell: (message: string, key: string) => void): void {
  // Most are far from it: years are enough to see that.
  if (Number(time.slice(0, 4)) - Number(birthDate.slice(0, 4)) <= OLDEST - 1) return;
  const [birth, event] = [spanOf(birthDate), spanOf(time)];
  if (birth === undefined || event === undefined || event.from - birth.to <= OLDEST * YEAR) return;
  const { key, says } = PERSON_RULES.oldAge;
  tell(`${key}: ${says}; here: ${time}, of who was born ${birthDate}`, key);
}
