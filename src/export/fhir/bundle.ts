import { ByteBuffer } from './byte-buffer.ts';
import { BASE_URL } from './systems.ts';

/**
 * A transaction bundle that puts every resource under the id it has: loading it again changes nothing.
 *
 * References are plain `Type/id`, and `fullUrl` is `<base>/Type/id`: a relative reference is resolved against the base of the
 * fullUrl of the entry it stands in (FHIR R4, bundle.html#references), which makes the bundle closed for a validator, while a server
 * takes id and reference as they are. A `urn:uuid:` fullUrl would contradict both the PUT and the references.
 */
export class BundleWriter {
  readonly #out = new ByteBuffer();
  #entries = 0;

  get entries(): number {
    return this.#entries;
  }

  begin(): void {
    this.#out.clear();
    this.#entries = 0;
    this.#out.text('{"resourceType":"Bundle","type":"transaction"');
  }

  /** Adds a resource, given as JSON. */
  add(type: string, id: string, resource: string): void {
    const before = this.#entries++ === 0 ? ',"entry":[\n' : ',\n';
    const path = `${type}/${id}`;
    this.#out.text(
      `${before}{"fullUrl":"${BASE_URL}/${path}","resource":${resource},"request":{"method":"PUT","url":"${path}"}}`,
    );
  }

  /** Completes the bundle; its bytes are valid until the next `begin`. */
  end(): Uint8Array {
    this.#out.text(this.#entries === 0 ? '}\n' : '\n]}\n');
    return this.#out.view();
  }
}
