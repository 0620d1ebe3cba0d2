import { anionGap } from './anion-gap.ts';
import { bicarbonate } from './bicarbonate.ts';
import { bodyMassIndexPercentile } from './body-mass-index-percentile.ts';
import { calculatedLdlCholesterol } from './calculated-ldl-cholesterol.ts';
import { calculatedOsmolality } from './calculated-osmolality.ts';
import { correctedCalcium } from './corrected-calcium.ts';
import { creatinine } from './creatinine.ts';
import { erythrocytes } from './erythrocytes.ts';
import { estimatedAverageGlucose } from './estimated-average-glucose.ts';
import { estimatedGlomerularFiltrationRate } from './estimated-glomerular-filtration-rate.ts';
import { estimatedGlomerularFiltrationRateOfChildren } from './estimated-glomerular-filtration-rate-of-children.ts';
import { fib4 } from './fib-4.ts';
import type { Formula } from './formula.ts';
import { headCircumferencePercentile } from './head-circumference-percentile.ts';
import { heightPercentile } from './height-percentile.ts';
import { hematocrit } from './hematocrit.ts';
import { ironSaturation } from './iron-saturation.ts';
import { leukocyteCount } from './leukocyte-count.ts';
import { meanArterialPressure } from './mean-arterial-pressure.ts';
import { meanCorpuscularHemoglobin } from './mean-corpuscular-hemoglobin.ts';
import { meanCorpuscularHemoglobinConcentration } from './mean-corpuscular-hemoglobin-concentration.ts';
import { meanCorpuscularVolume } from './mean-corpuscular-volume.ts';
import { neutrophilsShare } from './neutrophils-share.ts';
import { nonHdlCholesterol } from './non-hdl-cholesterol.ts';
import { osmolality } from './osmolality.ts';
import { pulsePressure } from './pulse-pressure.ts';
import { sampsonLdlCholesterol } from './sampson-ldl-cholesterol.ts';
import { totalCholesterol } from './total-cholesterol.ts';
import { weightForLengthPercentile } from './weight-for-length-percentile.ts';
import { weightPercentile } from './weight-percentile.ts';

/** The registry of formulas: one file, one line here. */
export const FORMULAS: readonly Formula[] = [
  anionGap,
  bicarbonate,
  bodyMassIndexPercentile,
  calculatedLdlCholesterol,
  calculatedOsmolality,
  correctedCalcium,
  creatinine,
  erythrocytes,
  estimatedAverageGlucose,
  estimatedGlomerularFiltrationRate,
  estimatedGlomerularFiltrationRateOfChildren,
  fib4,
  headCircumferencePercentile,
  heightPercentile,
  hematocrit,
  ironSaturation,
  leukocyteCount,
  meanArterialPressure,
  meanCorpuscularHemoglobinConcentration,
  meanCorpuscularHemoglobin,
  meanCorpuscularVolume,
  neutrophilsShare,
  nonHdlCholesterol,
  osmolality,
  pulsePressure,
  sampsonLdlCholesterol,
  totalCholesterol,
  weightForLengthPercentile,
  weightPercentile,
];
