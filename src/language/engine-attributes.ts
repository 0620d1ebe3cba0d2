/**
 * Attributes that the engine supplies, under the names modules know them by. Whatever is not supplied yet is absent,
 * and modules take their way for absent values.
 */
export const ENGINE_ATTRIBUTES = [
  'gender',
  'race',
  'ethnicity',
  'state',
  'city',
  'address',
  'deathdate',
  'cause_of_death',
] as const;
