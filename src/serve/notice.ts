/** What the server is good for, in one sentence that stands wherever somebody may look. */
export const NOTICE =
  'For trying things out with synthetic data, not for production: all is kept in memory, nothing is validated, nobody is asked who they are.';
