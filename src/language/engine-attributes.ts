/**
 * Attributes that are worked out whenever they are read, and change without notice: who waits for one looks once a week, as the
 * reference engine's modules do.
 */
export const COMPUTED_ATTRIBUTES: ReadonlySet<string> = new Set([
  'bmi_percentile',
  'current_weight_length_percentile',
  'days_until_death',
  'probability_of_fall_injury',
  'ascvd_risk',
  'cardio_risk',
  'mi_risk',
  'ihd_risk',
  'atrial_fibrillation_risk',
  'stroke_risk',
]);

/** Attributes that a run gives or leaves out, for everybody or (with people of a file) for some. */
export const OPTIONAL_ATTRIBUTES = ['veteran_population_override'] as const;

/** Attributes that the engine supplies in every world, under the names modules know them by. */
export const SUPPLIED_ATTRIBUTES: readonly string[] = [
  // Who somebody is.
  'gender',
  'race',
  'ethnicity',
  'state',
  'city',
  'address',
  'birth_country',
  'first_language',
  'education',
  'income',
  'poverty_ratio',
  'socioeconomic_category',
  'sexual_orientation',
  'RH_NEG',
  // How somebody lives.
  'food_insecurity',
  'severe_housing_cost_burden',
  'no_vehicle_access',
  'unemployed',
  'marital_status',
  'smoker',
  'quit smoking age',
  'alcoholic',
  'weight_loss_adherence',
  // Care.
  'insurance_status',
  'C19_FULLY_VACCINATED',
  // Death.
  'deathdate',
  'cause_of_death',
  ...COMPUTED_ATTRIBUTES,
];

/** Whether a parent, brother or sister has an illness; of the native world. */
export const FAMILY_ATTRIBUTES = [
  'family_history_of_hypertension',
  'family_history_of_diabetes',
  'family_history_of_heart_disease',
  'family_history_of_stroke',
  'family_history_of_breast_cancer',
  'family_history_of_colon_cancer',
  'family_history_of_asthma',
  'family_history_of_depression',
] as const;

/** Attributes of the native world alone: weight at birth in grams, completed weeks of gestation, illness in the family. */
export const NATIVE_ATTRIBUTES = ['birth_weight', 'gestational_age_weeks', ...FAMILY_ATTRIBUTES] as const;

/** Attributes that modules write and the engine reads, in one world or the other: nobody else has to. */
export const HONOURED_ATTRIBUTES: ReadonlySet<string> = new Set([
  'diabetes',
  'prediabetes',
  'diabetes_severity',
  'ckd',
  'chf',
  'hypertension',
  'hypertension_severe',
  'blood_pressure_controlled',
  'atrial_fibrillation',
  'coronary_heart_disease',
  'left_ventricular_hypertrophy',
  'osteoporosis',
  'blindness',
  'end_stage_renal_disease',
  'kilograms_to_gain',
  'trigger_weight_loss',
  'quit smoking probability',
  'quit alcoholism probability',
]);

/** All names that modules may read without a module writing them. What is not supplied yet is absent, and modules take their way for that. */
export const ENGINE_ATTRIBUTES: readonly string[] = [
  ...SUPPLIED_ATTRIBUTES,
  ...OPTIONAL_ATTRIBUTES,
  ...NATIVE_ATTRIBUTES,
];
