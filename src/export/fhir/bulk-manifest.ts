import { formatDate, type SimTime } from '../../core/time.ts';

/** Where files are said to be when nobody says where; `.example` is reserved (RFC 2606), so it is nobody's server. */
export const IMPORT_BASE_PLACEHOLDER = 'https://anamnesis.example/ndjson';

const CONTENT_TYPE = 'application/fhir+ndjson';

/** What the files hold. */
export interface BulkContent {
  /** Resources by type, in the order of loading. */
  readonly counts: Readonly<Record<string, number>>;
  /** Where a server finds the files. */
  readonly base: string;
}

/** The manifest of Bulk Data Access 2.0 (export.html#response---complete-status); `end` is up to when the records tell. */
export function bulkManifest({ counts, base }: BulkContent, end: SimTime): string {
  const output = Object.entries(counts).map(([type, count]) => ({ type, url: `${base}/${type}.ndjson`, count }));
  const manifest = {
    transactionTime: `${formatDate(end)}T00:00:00Z`,
    request: `${base}/$export`,
    requiresAccessToken: false,
    output,
    error: [],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** How the storage behind an address is called in `storageDetail`. */
const STORAGE: Readonly<Record<string, string>> = { s3: 'aws-s3', gs: 'gcp-bucket', abfss: 'azure-blob' };

/** The parameters of `$import` by which a server fetches the files (SMART Bulk Data Import, pre-release 2). */
export function importParameters({ counts, base }: BulkContent): string {
  const storage = STORAGE[base.slice(0, base.indexOf(':'))] ?? 'https';
  const inputs = Object.keys(counts).map((type) => ({
    name: 'input',
    part: [
      { name: 'type', valueCode: type },
      { name: 'url', valueUri: `${base}/${type}.ndjson` },
    ],
  }));
  const parameters = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'inputFormat', valueCode: CONTENT_TYPE },
      { name: 'inputSource', valueUri: base },
      { name: 'storageDetail', part: [{ name: 'type', valueCode: storage }] },
      ...inputs,
    ],
  };
  return `${JSON.stringify(parameters, null, 2)}\n`;
}
