/**
 * What a draw decides: the last counter word. Within one visit of a state every decision has a purpose of its own,
 * so that none shifts another. The numbers are part of the output contract: never renumber, only append.
 */
export const Purpose = {
  transition: 0,
  delay: 1,
  value: 2,
  probability: 3,
  careType: 4,
  telemedicine: 5,
  lot: 6,
  serial: 7,
  appointment: 8,
  /** How strongly a person responds to an effect. */
  response: 9,
  /** Added to the index of a reaction of an allergy. */
  reaction: 1_000,
  /** Added to the index of a child observation. */
  child: 2_000,
  /** Added to the index of a series of an imaging study; instances follow at `instances`. */
  series: 3_000,
  instances: 4_000,
  /** Added to the index of an event of a hazard. */
  event: 5_000,
  /** Added to how many appointments were missed before. */
  missed: 6_000,
  rebooked: 7_000,
} as const;
