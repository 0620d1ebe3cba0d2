/**
 * Codes that speak of organs or states of one sex. Sources: displays of SNOMED CT and LOINC; chapters of ICD-10-CM. Left out is what may
 * stand in the record of a child about its mother (gestational age, births) and what men can say no to (pregnancy status).
 */
type Sex = 'female' | 'male';

/** Female codes that are of pregnancy, with their displays. */
const PREGNANCY_SNOMED: Readonly<Record<string, string>> = {
  '77386006': 'Pregnancy',
  '72892002': 'Normal pregnancy',
  '47200007': 'High risk pregnancy',
  '58532003': 'Unwanted pregnancy',
  '237238006': 'Pregnancy with uncertain dates',
  '79586000': 'Tubal pregnancy',
  '34801009': 'Ectopic pregnancy',
  '35999006': 'Blighted ovum',
  '19169002': 'Miscarriage in first trimester',
  '156073000': 'Complete miscarriage',
  '398254007': 'Pre-eclampsia',
  '46764007': 'Severe pre-eclampsia',
  '15938005': 'Eclampsia',
  '48194001': 'Pregnancy-induced hypertension',
  '11687002': 'Gestational diabetes mellitus',
  '198609003': 'Complication of pregnancy, childbirth and/or puerperium',
  '424441002': 'Prenatal initial visit',
  '424619006': 'Prenatal visit',
  '18114009': 'Prenatal examination and care of mother',
  '169762003': 'Postnatal visit',
  '11466000': 'Cesarean section',
};

const FEMALE_SNOMED: Readonly<Record<string, string>> = {
  ...PREGNANCY_SNOMED,
  '266599000': 'Dysmenorrhea',
  '386692008': 'Menorrhagia',
  '161712005': 'Menopause',
  '129103003': 'Endometriosis',
  '237055002': 'Polycystic ovary syndrome',
  '17382005': 'Cervical incompetence',
  '363354003': 'Malignant tumor of cervix',
  '363443007': 'Malignant tumor of ovary',
  '371973000': 'Malignant neoplasm of uterus',
  '371972005': 'Malignant neoplasm of body of uterus',
  '236886002': 'Hysterectomy',
  '65200003': 'Insertion of intrauterine contraceptive device',
};

const MALE_SNOMED: Readonly<Record<string, string>> = {
  '399068003': 'Malignant tumor of prostate',
  '254900004': 'Carcinoma of prostate',
  '92691004': 'Carcinoma in situ of prostate',
  '126906006': 'Neoplasm of prostate',
  '314994000': 'Metastasis from malignant tumor of prostate',
  '266569009': 'Benign prostatic hyperplasia',
  '90470006': 'Prostatectomy',
  '90199006': 'Transurethral prostatectomy',
  '22523008': 'Vasectomy',
  '363449006': 'Malignant tumor of testis',
  '81996005': 'Torsion of testis',
  '17585008': 'Atrophy of testis',
  '860914002': 'Erectile dysfunction',
};

const FEMALE_LOINC: Readonly<Record<string, string>> = {
  '8665-2': 'Date last menstrual period',
  '11778-8': 'Delivery date estimated',
  '11779-6': 'Delivery date estimated from last menstrual period',
  '10524-7': 'Microscopic observation in cervix by cyto stain',
  '19762-4': 'General categories of cervical or vaginal smear',
  '33717-0': 'Cytology of cervical or vaginal smear',
  '47527-7': 'Cytology report of cervical or vaginal smear',
  '21440-3': 'Human papilloma virus DNA in cervix',
  '59263-4': 'Human papilloma virus 16 DNA in cervix',
};

const MALE_LOINC: Readonly<Record<string, string>> = {
  '2857-1': 'Prostate specific antigen',
  '10886-0': 'Prostate specific antigen, free',
  '12841-3': 'Prostate specific antigen, free over total',
  '19197-3': 'Prostate specific antigen',
  '35741-8': 'Prostate specific antigen, sensitive',
  '83112-3': 'Prostate specific antigen by immunoassay',
};

/** Categories of ICD-10-CM: pregnancy and childbirth; diseases and tumors of female organs; the same of male organs. */
const PREGNANCY_ICD = /^(O[0-9A]|Z3[34A])/;
const FEMALE_ICD = /^(O[0-9A]|Z3[34A]|C5[1-8]|D06|D07\.[0-3]|D2[5-8]|D39|N7[0-7]|N8\d|N9[0-8])/;
const MALE_ICD = /^(C6[0-3]|D29|D40|N4\d|N5[0-3])/;

/** What a code says of the person who has it. */
export interface SexWord {
  readonly sex: Sex;
  readonly isPregnancy: boolean;
}

const FEMALE: SexWord = { sex: 'female', isPregnancy: false };
const PREGNANT: SexWord = { sex: 'female', isPregnancy: true };
const MALE: SexWord = { sex: 'male', isPregnancy: false };

/** By code system; a map, as systems are anybody's text. */
const WORDS: ReadonlyMap<string, ReadonlyMap<string, SexWord>> = new Map([
  ['http://snomed.info/sct', words(MALE_SNOMED, FEMALE_SNOMED, PREGNANCY_SNOMED)],
  ['http://loinc.org', words(MALE_LOINC, FEMALE_LOINC, {})],
]);

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';

/** What a code says of sex; undefined for those of both. */
export function sexWordOf(system: string, code: string): SexWord | undefined {
  if (system !== ICD) return WORDS.get(system)?.get(code);
  if (PREGNANCY_ICD.test(code)) return PREGNANT;
  if (FEMALE_ICD.test(code)) return FEMALE;
  return MALE_ICD.test(code) ? MALE : undefined;
}

/** Later ones come before earlier ones. */
function words(
  male: Readonly<Record<string, string>>,
  female: Readonly<Record<string, string>>,
  pregnancy: Readonly<Record<string, string>>,
): ReadonlyMap<string, SexWord> {
  const all = new Map<string, SexWord>();
  for (const code of Object.keys(male)) all.set(code, MALE);
  for (const code of Object.keys(female)) all.set(code, FEMALE);
  for (const code of Object.keys(pregnancy)) all.set(code, PREGNANT);
  return all;
}
