/** A life that cannot go on because of a module: it is left out, told with module, state and person, and the run ends with findings. */
export class ModuleFault extends Error {
  readonly module: string;
  readonly file: string;
  readonly state: string;

  constructor(message: string, place: { module: string; file: string; state: string }, cause?: unknown) {
    super(message, { cause });
    this.name = 'ModuleFault';
    this.module = place.module;
    this.file = place.file;
    this.state = place.state;
  }
}
