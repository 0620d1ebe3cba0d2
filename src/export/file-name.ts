/**
 * A name as part of a file name that every file system takes: letters without their marks, digits and hyphens. Other characters
 * go, blanks become hyphens; at most 40 characters.
 */
export function fileNamePart(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\s+/g, '-')
    .replace(/[^A-Za-z0-9-]/g, '')
    .slice(0, 40);
}

/** `<Family>_<Given>_<id>`; a part of which nothing is left is dropped. */
export function patientFileName(family: string, given: string, id: string): string {
  return [fileNamePart(family), fileNamePart(given), id].filter((part) => part !== '').join('_');
}
