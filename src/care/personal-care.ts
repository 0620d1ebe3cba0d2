import type { Draws } from '../core/random/draws.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { birthday, DAY, type SimTime, YEAR } from '../core/time.ts';
import type { EncounterClass } from '../record/kinds/encounter.ts';
import type { Coverage } from '../record/life-course.ts';
import type { CareSite, FacilityKind } from '../record/person.ts';
import type { City, State } from '../reference/places.ts';
import { specialtyNumber } from '../reference/specialties.ts';
import type { Care, CareNeed } from './care.ts';
import type { CareSites } from './care-site.ts';
import { type LocalFacilities, squaredDistance } from './facility-map.ts';

/** Where a person lives, for the choice of places of care. */
export interface CareHome {
  readonly state: State;
  readonly city: City;
  readonly latitude: number;
  readonly longitude: number;
}

/** Whose care it is: where the person lives and lived. */
export interface Patient {
  readonly birth: SimTime;
  /** When the person moved, in the order of time; asked for when first needed. */
  readonly moves: () => readonly SimTime[];
  /** The home after so many moves. */
  readonly homeAfter: (moves: number) => CareHome;
  /** How care is paid for at a time, where that is known. */
  readonly coverageAt: (t: SimTime) => Coverage | undefined;
}

const STREAM = murmur3('care of a person');
const FACILITY = murmur3('facility');
const CLINICIAN = murmur3('clinician');
const STAY = murmur3('stay with a clinician');
/** Facilities among which people choose the nearest; which these are, networks and recommendations decide. A judgement. */
const CONSIDERED = 3;
/** Practices that a person tries, at most, until one takes them. */
const TRIED = 8;
const ADULT = 18;
/** Share of children whose own clinician is a paediatrician, and of adults whose is an internist; a judgement after AAFP and AAP figures. */
const PAEDIATRICIANS = 0.8;
const INTERNISTS = 0.4;
/** Years that people stay with a clinician, at least and at most; a judgement. */
const SHORTEST_STAY = 8;
const LONGEST_STAY = 20;

const PRIMARY_SPECIALTIES: ReadonlySet<string> = new Set([
  'GENERAL PRACTICE',
  'FAMILY PRACTICE',
  'INTERNAL MEDICINE',
  'PEDIATRIC MEDICINE',
]);

/** Classes of encounter that have places of their own, and the specialty of those who work there when none is asked for. */
const BY_CLASS: Readonly<Partial<Record<EncounterClass, readonly [FacilityKind, string]>>> = {
  emergency: ['hospital', 'EMERGENCY MEDICINE'],
  inpatient: ['hospital', 'HOSPITALIST'],
  urgentcare: ['urgent-care', 'EMERGENCY MEDICINE'],
  snf: ['nursing-home', 'GERIATRIC MEDICINE'],
  hospice: ['hospice', 'HOSPICE AND PALLIATIVE CARE'],
};

/**
 * Where one person goes: to their own clinician, who changes when they grow up or move and after many years; for a specialty to
 * specialists; in need to a hospital or an urgent care centre. Every choice is a function of the person's key.
 */
export class PersonalCare implements Care {
  readonly #sites: CareSites;
  readonly #draws: Draws;
  readonly #patient: Patient;
  /** By move and years with one clinician. */
  readonly #primary = new Map<number, CareSite>();
  readonly #chosen = new Map<number, number>();
  #stay = 0;
  #adult: SimTime | undefined;
  #moves: readonly SimTime[] | undefined;
  readonly #homes: CareHome[] = [];

  constructor(sites: CareSites, draws: Draws, patient: Patient) {
    this.#sites = sites;
    this.#draws = draws;
    this.#patient = patient;
  }

  primaryAt(t: SimTime): CareSite {
    const home = this.#homeAt(t);
    const isChild = t < this.#adulthood;
    const era = isChild ? 0 : 1 + this.#era(t);
    const key = home * MOST_ERAS + era;
    const known = this.#primary.get(key);
    if (known) return known;
    const local = this.#near('primary-care', home);
    const u = this.#draws.uniform(STREAM, CLINICIAN, home, era);
    const kind = this.#draws.uniform(STREAM, CLINICIAN, 0, isChild ? 0 : 1);
    const made = this.#withSpecialty(local, this.#practice(local, home, era), ownSpecialty(isChild, kind), u);
    this.#primary.set(key, made);
    return made;
  }

  siteFor({ encounterClass, specialty, time, isVeteran }: CareNeed): CareSite {
    if (specialty === 'PHARMACY') return this.#of('pharmacy', specialty, time);
    const place = BY_CLASS[encounterClass];
    const asked = PRIMARY_SPECIALTIES.has(specialty) ? undefined : specialty;
    if (isVeteran && encounterClass !== 'urgentcare' && encounterClass !== 'snf' && encounterClass !== 'hospice') {
      return this.#of('veterans', asked ?? place?.[1] ?? 'INTERNAL MEDICINE', time);
    }
    // In an emergency whoever is on duty sees everybody.
    if (encounterClass === 'emergency' && place) return this.#of(place[0], place[1], time);
    if (place) return this.#of(place[0], asked ?? place[1], time);
    return asked === undefined ? this.primaryAt(time) : this.#of('specialists', asked, time);
  }

  /** The facility of a kind that the person goes to; who is on duty there changes from day to day, but not one's own specialist. */
  #of(kind: FacilityKind, specialty: string, t: SimTime): CareSite {
    const home = this.#homeAt(t);
    const local = this.#near(kind, home);
    const index = this.#choose(local, home, home * SPECIALTY_ROOM + specialtyNumber(specialty));
    const turn = kind === 'specialists' ? 0 : Math.floor(t / DAY);
    return this.#withSpecialty(
      local,
      index,
      specialty,
      this.#draws.uniform(STREAM, CLINICIAN ^ local.facilities.hash, turn, 0),
    );
  }

  #withSpecialty(local: LocalFacilities, index: number, specialty: string, u: number): CareSite {
    const { roster, slotsOf, ofEach } = local.facilities;
    if (!roster) {
      return this.#sites.site(local, index, specialtyNumber(specialty) * ofEach + Math.floor(u * ofEach));
    }
    const able = slotsOf.get(specialty);
    const slot = able ? able[Math.floor(u * able.length)] : Math.floor(u * roster.length);
    return this.#sites.site(local, index, slot as number);
  }

  #near(kind: FacilityKind, home: number): LocalFacilities {
    const { state, city } = this.#home(home);
    return this.#sites.near(state, city, kind);
  }

  /** The home after so many moves. */
  #home(moves: number): CareHome {
    const known = this.#homes[moves];
    if (known) return known;
    const home = this.#patient.homeAfter(moves);
    this.#homes[moves] = home;
    return home;
  }

  /** The nearest of a few facilities, which `choice` and the person decide. */
  #choose(local: LocalFacilities, home: number, choice: number): number {
    const { hash } = local.facilities;
    const key = hash * CHOICES + choice;
    const known = this.#chosen.get(key);
    if (known !== undefined) return known;
    const { count } = local;
    const stream = FACILITY ^ hash;
    let nearest = 0;
    let distance = Number.POSITIVE_INFINITY;
    for (let i = 0; i < Math.min(count, CONSIDERED); i++) {
      const index = count <= CONSIDERED ? i : Math.floor(this.#draws.uniform(STREAM, stream, choice, i) * count);
      const apart = squaredDistance(this.#sites.facility(local, index).address, this.#home(home));
      if (apart < distance) {
        nearest = index;
        distance = apart;
      }
    }
    this.#chosen.set(key, nearest);
    return nearest;
  }

  /** The nearest of the practices in question that take the person; of those in question, if none does. */
  #practice(local: LocalFacilities, home: number, era: number): number {
    // Where there is one, people go there, whoever pays.
    if (local.count === 1) return 0;
    const coverageOf = () => this.#patient.coverageAt(this.#began(home, era));
    const stream = FACILITY ^ local.facilities.hash;
    let nearest: number | undefined;
    let distance = Number.POSITIVE_INFINITY;
    let taken = 0;
    for (let i = 0; i < TRIED && taken < CONSIDERED; i++) {
      const index = Math.floor(this.#draws.uniform(STREAM, stream, home, i) * local.count);
      if (!this.#sites.accepts(local, index, coverageOf)) continue;
      taken++;
      const apart = squaredDistance(this.#sites.facility(local, index).address, this.#home(home));
      if (apart < distance) {
        nearest = index;
        distance = apart;
      }
    }
    return nearest ?? this.#choose(local, home, home);
  }

  /** When the years with one clinician began: at birth, at a move, or when the person changed. */
  #began(home: number, era: number): SimTime {
    const moved = this.#moves?.[home - 1] ?? this.#patient.birth;
    return era === 0 ? moved : Math.max(moved, this.#adulthood + (era - 1) * this.#stay);
  }

  /** How often the person had moved by `t`. */
  #homeAt(t: SimTime): number {
    this.#moves ??= this.#patient.moves();
    let count = 0;
    for (const move of this.#moves) if (move <= t) count++;
    return count;
  }

  get #adulthood(): SimTime {
    this.#adult ??= birthday(this.#patient.birth, ADULT);
    return this.#adult;
  }

  /** How often an adult had changed the clinician without moving. */
  #era(t: SimTime): number {
    if (this.#stay === 0) {
      const u = this.#draws.uniform(STREAM, STAY, 0, 0);
      this.#stay = (SHORTEST_STAY + u * (LONGEST_STAY - SHORTEST_STAY)) * YEAR;
    }
    return Math.floor((t - this.#adulthood) / this.#stay);
  }
}

function ownSpecialty(isChild: boolean, u: number): string {
  if (isChild) return u < PAEDIATRICIANS ? 'PEDIATRIC MEDICINE' : 'FAMILY PRACTICE';
  return u < INTERNISTS ? 'INTERNAL MEDICINE' : 'FAMILY PRACTICE';
}

/** Room for specialties beside moves in what numbers a choice; for choices beside kinds; for clinicians beside moves. */
const SPECIALTY_ROOM = 1_000;
const CHOICES = 1_000_000;
const MOST_ERAS = 100;
