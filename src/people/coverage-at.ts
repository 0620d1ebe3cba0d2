import type { SimTime } from '../core/time.ts';
import type { Coverage } from '../record/life-course.ts';
import type { Person } from '../record/person.ts';
import { PersonCourse } from './course/person-course.ts';

/** How a person's care is paid for at `t`, without working out anything else of the course of life; undefined where that is not known. */
export function coverageAt({ course }: Person, t: SimTime): Coverage | undefined {
  if (!(course instanceof PersonCourse)) return course?.at(t).coverage;
  return course.traits.coverageAt(Math.min(t, course.end));
}
