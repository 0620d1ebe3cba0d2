/**
 * Where people are born and what they speak: recalled from the publications named beside them and not re-read, rounded.
 * scripts/build-origins.ts writes them to the data files.
 */

/** Percent of the population born abroad, and who speak another language than English at home, by year: US Census Bureau, censuses and ACS. */
export const HISTORY = [
  [1900, 13.6, 12],
  [1920, 13.2, 12],
  [1940, 8.8, 10],
  [1950, 6.9, 9],
  [1960, 5.4, 9],
  [1970, 4.7, 9.5],
  [1980, 6.2, 11.0],
  [1990, 7.9, 13.8],
  [2000, 11.1, 17.9],
  [2010, 12.9, 20.6],
  [2019, 13.7, 22.0],
  [2025, 15.0, 22.7],
] as const;

/** Percent of each group born abroad: ACS 2019. */
export const BORN_ABROAD = [4.5, 9.5, 32.5, 63, 8] as const;

/** From which age on, born abroad relative to all ages: ACS 2019, nativity by age. */
export const BORN_ABROAD_BY_AGE = [
  [0, 0.08],
  [5, 0.3],
  [18, 0.7],
  [25, 1.4],
  [45, 1.4],
  [65, 1.02],
] as const;

/** Percent of those born in the United States who speak another language than English at home: ACS 2019. */
export const OTHER_LANGUAGE_OF_BORN_HERE = [2.5, 3, 57, 40, 9] as const;

/** Country of birth of those born abroad, percent: ACS 2019, tables of place of birth by race and origin; smaller ones are left out. */
export const COUNTRIES = {
  'white-nh':
    'CA 9 GB 8 DE 6.5 RU 5.5 PL 6 UA 5 IR 5 IT 4.5 IQ 3 RO 2.5 PT 2.5 BR 6 EG 2.5 AM 1.3 LB 1.7 BA 1.5 IL 2.2 FR 2.6 GR 1.8 TR 1.7 ZA 1.3 AL 1.4 SY 1.3 AU 1.3 NL 1.3 IE 1.8 ES 1.4 HU 1 BG 1 MX 2 UZ 1 MA 1',
  'black-nh':
    'JM 17.5 HT 16 NG 9.5 ET 6.5 TT 4.5 GH 4.7 GY 3.5 KE 3.4 SO 2.4 DO 2 LR 2.2 CM 2 SD 1.2 CD 1.6 GB 1.6 BB 1.2 ER 1.1 SL 1 SN 1 CA 1 PA 1 BS 0.9 CI 0.7 UG 0.9 ZW 0.7',
  hispanic:
    'MX 55 SV 7 CU 6.6 DO 5.8 GT 5.5 HN 3.8 CO 3.9 EC 2.2 PE 2.2 VE 2.3 NI 1.3 AR 0.9 ES 0.6 PA 0.5 CL 0.5 CR 0.5 BO 0.4 BR 0.3 UY 0.2',
  'asian-nh':
    'IN 20 CN 18.5 PH 15 VN 10.3 KR 7.8 PK 2.9 TW 2.9 JP 2.5 BD 2 TH 2 LA 1.4 HK 1.7 KH 1.2 MM 1.2 NP 1.3 ID 0.7 MY 0.6 LK 0.4 GY 0.8 GB 0.5 CA 0.8 AF 0.6 SG 0.3',
  'other-nh': 'PH 11 BR 9 GY 7 MX 9 DE 7 GB 5 CA 6 JM 5 FJ 5 WS 4 TO 4 FM 6 JP 4 TT 4 IN 4 KR 4 CV 2 TH 2 HT 2',
} as const;

/** First language of those born in a country, percent; the rest speak English. A judgement from national censuses and CIA World Factbook. */
export const LANGUAGES_OF_COUNTRIES =
  'CA:fr 15|GB:cy 1|DE:de 88|RU:ru 96|PL:pl 97|UA:uk 50 ru 45|IR:fa 92|IT:it 93|IQ:ar 82 ku 12|RO:ro 95|PT:pt 97|BR:pt 96|EG:ar 95|AM:hy 96|LB:ar 90|BA:bs 96|IL:he 70 ru 8 ar 5|FR:fr 94|GR:el 94|TR:tr 95|ZA:af 25 zu 5|AL:sq 97|SY:ar 94|NL:nl 80|IE:ga 1|ES:es 92|HU:hu 94|BG:bg 95|MX:es 97|UZ:uz 60 ru 35|MA:ar 85 fr 8|JM:en 100|HT:ht 80 fr 12|NG:yo 30 ig 22 ha 6|ET:am 72 om 10 ti 5|GH:ak 55|GY:en 100|KE:sw 60|SO:so 94|DO:es 98|LR:en 100|CM:fr 45|SD:ar 88|CD:fr 45 sw 30 ln 12|ER:ti 80 am 6|SN:wo 55 fr 32|PA:es 85|CI:fr 85|UG:sw 20 lg 35|ZW:sn 55|SV:es 98|CU:es 98|GT:es 93|HN:es 98|CO:es 97|EC:es 98|PE:es 97|VE:es 97|NI:es 97|AR:es 95|CL:es 95|CR:es 96|BO:es 97|UY:es 95|IN:hi 26 gu 16 te 14 pa 11 ta 9 ml 7 mr 4 bn 3|CN:zh 95|PH:tl 66|VN:vi 95|KR:ko 90|PK:ur 78 pa 8|TW:zh 92|JP:ja 86|BD:bn 92|TH:th 82|LA:lo 55 hmn 38|HK:zh 90|KH:km 92|MM:my 60|NP:ne 93|ID:id 82|MY:zh 40 ms 20|LK:si 50 ta 30|AF:fa 60 ps 30|SG:zh 40|FJ:hi 45|WS:sm 90|TO:to 92|CV:pt 80|FM:chk 60';

/** Languages of those born in the United States who do not speak English at home, percent: ACS 2019, by race and origin. */
export const LANGUAGES_OF_GROUPS = {
  'white-nh': 'es 25 de 17 fr 13 it 7 pl 5 ru 6 ar 7 pt 4 he 3 yi 5 el 3 fa 3 hy 2',
  'black-nh': 'es 25 fr 22 ht 17 am 7 so 8 ar 6 yo 6 sw 5 ak 4',
  hispanic: 'es 99 pt 0.5 fr 0.5',
  'asian-nh': 'zh 29 tl 12 vi 16 ko 10 hi 8 gu 4 ur 4 pa 3 te 2 ta 2 ja 3 hmn 4 bn 2 km 1',
  'other-nh': 'es 33 nv 24 tl 7 haw 4 sm 6 to 4 fr 4 de 4 zh 4 pt 3 ja 3 ar 4',
} as const;

/** Names of languages: BCP 47 and English. */
export const LANGUAGES =
  'en English|es Spanish|zh Chinese|fr French|de German|ru Russian|hi Hindi|ar Arabic|ko Korean|pt Portuguese|it Italian|ja Japanese|vi Vietnamese|tl Tagalog|pl Polish|uk Ukrainian|fa Persian|ku Kurdish|ro Romanian|hy Armenian|bs Bosnian|he Hebrew|yi Yiddish|el Greek|tr Turkish|af Afrikaans|zu Zulu|sq Albanian|nl Dutch|ga Irish|cy Welsh|hu Hungarian|bg Bulgarian|uz Uzbek|ht Haitian Creole|yo Yoruba|ig Igbo|ha Hausa|am Amharic|om Oromo|ti Tigrinya|ak Akan|sw Swahili|so Somali|ln Lingala|wo Wolof|lg Ganda|sn Shona|gu Gujarati|te Telugu|pa Punjabi|ta Tamil|ml Malayalam|mr Marathi|bn Bengali|ur Urdu|th Thai|lo Lao|hmn Hmong|km Khmer|my Burmese|ne Nepali|id Indonesian|ms Malay|si Sinhala|ps Pashto|sm Samoan|to Tongan|chk Chuukese|nv Navajo|haw Hawaiian';

/**
 * Percent of those born in the United States who live in the state of their birth, from an age on: ACS 2019, table B06001, rounded to
 * make up 67.5 of all (58 of 86 percent of all residents).
 */
export const IN_STATE_OF_BIRTH = [
  [0, 91],
  [5, 83],
  [18, 72],
  [25, 64],
  [35, 61],
  [45, 60.5],
  [55, 59],
  [65, 55],
  [75, 54],
] as const;
