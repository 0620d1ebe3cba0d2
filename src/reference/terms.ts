/**
 * The words in which the facts are told. They equal those of the record (src/record/person.ts), which lies beside this
 * layer and not below it; the compiler checks that they agree where people are drawn.
 */
export type Sex = 'F' | 'M';
export type Race = 'white' | 'black' | 'asian' | 'native' | 'hawaiian' | 'other';
export type Ethnicity = 'hispanic' | 'nonhispanic';
