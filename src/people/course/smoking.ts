import type { Draws } from '../../core/random/draws.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import { type SimTime, YEAR, yearOf } from '../../core/time.ts';
import type { Education, Smoking } from '../../record/life-course.ts';
import type { Sex } from '../../record/person.ts';
import type { Timeline } from '../../record/timeline.ts';
import type { Group } from '../../reference/places.ts';
import type { SmokingModel } from '../../reference/smoking.ts';

const SMOKING = murmur3('smoking');
const DECIDES = { ever: murmur3('ever smokes'), start: murmur3('start'), quit: murmur3('quit') } as const;
const ONLY = 0;
/** Position in SMOKING_LEVELS. */
const LEVEL: Readonly<Record<Education, number>> = {
  'less-than-high-school': 0,
  'high-school': 1,
  'some-college': 2,
  bachelor: 3,
  graduate: 3,
};

/**
 * Cigarettes over a life: never, or from the start of regular smoking on, until quitting. Three ranks fixed for life decide
 * whether, when, and for how long; `education` is the highest ever attained, because who will leave school early smokes early.
 */
export function smokingTimeline(
  subject: { readonly sex: Sex; readonly birth: SimTime; readonly group: Group },
  education: Education,
  draws: Draws,
  model: SmokingModel,
): Timeline<Smoking> {
  const { sex, birth, group } = subject;
  const never = { from: birth, value: 'never' } as const;
  const year = yearOf(birth);
  const u = (what: keyof typeof DECIDES) => draws.uniform(SMOKING, DECIDES[what], 0, ONLY);
  if (u('ever') >= model.ever(sex, year, LEVEL[education], group)) return [never];
  const start = model.startAge(sex, u('start'));
  const current = { from: birth + Math.floor(start * YEAR), value: 'current' } as const;
  const quit = model.quitAge(sex, year, LEVEL[education], group, start, u('quit'));
  if (quit === Number.POSITIVE_INFINITY) return [never, current];
  return [never, current, { from: birth + Math.floor(quit * YEAR), value: 'former' }];
}
