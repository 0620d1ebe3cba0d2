import type { OutputFile } from '../sink.ts';
import { siblingId } from './sibling-id.ts';

/** A Group of all patients in one line, written while they come. Its id follows from that of the first one. */
export class PatientGroup {
  readonly #file: () => OutputFile;
  #members = 0;

  /** `file` begins the file; called for the first member. */
  constructor(file: () => OutputFile) {
    this.#file = file;
  }

  add(patientId: string): void {
    const head = this.#members++ === 0 ? begin(siblingId(patientId, GROUP)) : ',';
    this.#file().text(`${head}{"entity":{"reference":"Patient/${patientId}"}}`);
  }

  /** Completes the line; gives how many groups there are. */
  end(): number {
    if (this.#members === 0) return 0;
    this.#file().text(`],"quantity":${this.#members}}\n`);
    return 1;
  }
}

/** Tells the id of a group from those of other resources of the patient. */
const GROUP = 3;

function begin(id: string): string {
  return `{"resourceType":"Group","id":"${id}","active":true,"type":"person","actual":true,"name":"All patients","member":[`;
}
