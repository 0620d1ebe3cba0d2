import type { Code } from '../../core/code.ts';
import type { EntryBase } from './entry.ts';

export interface ImagingInstance {
  readonly uid: string;
  readonly title: string;
  readonly sopClass: Code;
}

export interface ImagingSeries {
  readonly uid: string;
  readonly bodySite: Code;
  readonly modality: Code;
  readonly instances: readonly ImagingInstance[];
}

/** Pictures taken. `codes` are the procedure's; the procedure itself is an entry of its own. */
export interface ImagingStudyEntry extends EntryBase {
  readonly kind: 'imagingStudy';
  readonly uid: string;
  readonly series: readonly ImagingSeries[];
}
