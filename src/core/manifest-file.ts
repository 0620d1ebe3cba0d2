/** The program's own account of a run, in the folder that the run made: JSON, but no FHIR. */
export const MANIFEST_FILE = 'manifest.json';
