import { AppError, ExitCode } from './app-error.ts';

/** A place in a file. Lines and columns count from 1, offsets from 0; columns and offsets count bytes, of the unpacked text. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** What a file says cannot be read. */
export class ReadFault extends AppError {
  readonly file: string;
  /** Where; undefined when it is about the whole file. */
  readonly place: Place | undefined;
  /** What is wrong, without file and place. */
  readonly what: string;

  constructor(file: string, place: Place | undefined, what: string, hint?: string) {
    const where = place === undefined ? '' : `:${place.line}:${place.column}`;
    super(ExitCode.usage, `${file}${where}: ${what}`, hint === undefined ? {} : { hint });
    this.name = 'ReadFault';
    this.file = file;
    this.place = place;
    this.what = what;
  }
}
