/** The categories of allergies that charts know. */
const CATEGORIES = ['food', 'medication', 'environment', 'biologic'] as const;

/** The category that a module's word names; undefined for other words. */
export function allergyCategory(category: string | null): (typeof CATEGORIES)[number] | undefined {
  return CATEGORIES.find((known) => known === category);
}
