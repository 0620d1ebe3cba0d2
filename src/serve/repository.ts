import { randomUUID } from 'node:crypto';
import {
  badRequest,
  gone,
  notFound,
  OperationOutcomeError,
  Operator,
  preconditionFailed,
  type SearchRequest,
  type WithId,
} from '@medplum/core';
import {
  type CreateResourceOptions,
  FhirRepository,
  MemoryRepository,
  type UpdateResourceOptions,
} from '@medplum/fhir-router';
import type { Bundle, Resource as MedplumResource, Reference } from '@medplum/fhirtypes';
import type { Resource, StoredResource } from './resource.ts';
import { search } from './search/search.ts';
import type { Searchable } from './search/select.ts';
import type { Version } from './store.ts';

type PatchOperations = Parameters<MemoryRepository['patchResource']>[2];

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * The store as the router wants it. It stands in place of the router's own MemoryRepository, which evaluates a search on every resource
 * by the expression of all types at once (two milliseconds each), writes a new version for what is equal, and cannot take back half a
 * transaction. What it gives back is what is kept: readers must not change it.
 */
export class Repository extends FhirRepository<undefined> {
  readonly #from: Searchable;

  constructor(from: Searchable) {
    super();
    this.#from = from;
  }

  override setMode(): void {
    // There are no replicas to read from.
  }

  override generateId(): string {
    return randomUUID();
  }

  override async createResource<T extends MedplumResource>(
    resource: T,
    options?: CreateResourceOptions,
  ): Promise<WithId<T>> {
    const id = options?.assignedId === true && resource.id !== undefined ? resource.id : this.generateId();
    return this.#put(resource, id);
  }

  override async updateResource<T extends MedplumResource>(
    resource: T,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    const { id, resourceType } = resource;
    if (id === undefined) throw new OperationOutcomeError(badRequest('the resource has no id'));
    if (options?.ifMatch !== undefined) this.#expectVersion(resourceType, id, options.ifMatch);
    return this.#put(resource, id);
  }

  override async deleteResource(resourceType: string, id: string): Promise<void> {
    // Deleting what is not there is what was asked for.
    this.#from.store.delete(resourceType, id);
  }

  override async patchResource<T extends MedplumResource>(
    resourceType: T['resourceType'],
    id: string,
    patch: PatchOperations,
  ): Promise<WithId<T>> {
    const current = await this.readResource<T>(resourceType, id);
    // The library's own repository knows JSON Patch.
    const scratch = new MemoryRepository();
    await scratch.createResource(current);
    const patched = await scratch.patchResource<T>(resourceType, id, patch);
    if (patched.resourceType !== resourceType || patched.id !== id) {
      throw new OperationOutcomeError(badRequest('a patch cannot change what a resource is called'));
    }
    return this.updateResource<T>(patched);
  }

  override async readResource<T extends MedplumResource>(resourceType: string, id: string): Promise<WithId<T>> {
    const resource = this.#from.store.get(resourceType, id);
    if (resource) return typed<T>(resource);
    throw new OperationOutcomeError(this.#from.store.versions(resourceType, id).length > 0 ? gone : notFound);
  }

  override async readReference<T extends MedplumResource>(reference: Reference<T>): Promise<WithId<T>> {
    const [resourceType, id, ...rest] = reference.reference?.split('/') ?? [];
    if (resourceType === undefined || id === undefined || rest.length > 0) {
      throw new OperationOutcomeError(badRequest(`"${reference.reference}" does not read Type/id`));
    }
    return this.readResource<T>(resourceType, id);
  }

  override async readReferences<T extends MedplumResource>(
    references: readonly Reference<T>[],
  ): Promise<(T | Error)[]> {
    const settled = await Promise.allSettled(references.map((reference) => this.readReference(reference)));
    return settled.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error)));
  }

  override async readHistory<T extends MedplumResource>(resourceType: string, id: string): Promise<Bundle<WithId<T>>> {
    const versions = this.#from.store.versions(resourceType, id);
    if (versions.length === 0) throw new OperationOutcomeError(notFound);
    const entry = versions.map((version, index) => historyEntry(resourceType, id, version, index === 0));
    return { resourceType: 'Bundle', type: 'history', total: entry.length, entry: entry.reverse() } as Bundle<
      WithId<T>
    >;
  }

  override async readVersion<T extends MedplumResource>(
    resourceType: string,
    id: string,
    versionId: string,
  ): Promise<WithId<T>> {
    const version = this.#from.store.versions(resourceType, id).find((each) => each.versionId === versionId);
    if (!version) throw new OperationOutcomeError(notFound);
    if (!version.resource) throw new OperationOutcomeError(gone);
    return typed<T>(version.resource);
  }

  /** Matches alone: pages and what is included are made where the address of the server is known. */
  override async search<T extends MedplumResource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const { total, matches } = search(this.#from, request as SearchRequest);
    const entry = matches.map((resource) => ({ resource: typed<T>(resource) }));
    return { resourceType: 'Bundle', type: 'searchset', total, entry };
  }

  override async searchByReference<T extends MedplumResource>(
    request: SearchRequest<T>,
    field: string,
    references: string[],
  ): Promise<Record<string, WithId<T>[]>> {
    const found: Record<string, WithId<T>[]> = {};
    for (const value of references) {
      const filters = [...(request.filters ?? []), { code: field, operator: Operator.EQUALS, value }];
      found[value] = await this.searchResources({ ...request, filters });
    }
    return found;
  }

  override withTransaction<TResult>(callback: (client: undefined) => Promise<TResult>): Promise<TResult> {
    return this.#from.store.transaction(() => callback(undefined));
  }

  #put<T extends MedplumResource>(resource: T, id: string): WithId<T> {
    const { resourceType } = resource;
    if (!this.#from.parameters.types.has(resourceType)) {
      throw new OperationOutcomeError(badRequest(`FHIR R4 has no type "${resourceType}"`));
    }
    if (!ID.test(id)) throw new OperationOutcomeError(badRequest(`"${id}" is no id: letters, digits, - and . only`));
    return typed<T>(this.#from.store.put({ ...untyped(resource), id }));
  }

  #expectVersion(resourceType: string, id: string, versionId: string): void {
    if (this.#from.store.get(resourceType, id)?.meta.versionId !== versionId) {
      throw new OperationOutcomeError(preconditionFailed);
    }
  }
}

function historyEntry(
  type: string,
  id: string,
  { versionId, lastUpdated, resource }: Version,
  isFirst: boolean,
): object {
  const [method, status] = resource ? (isFirst ? ['PUT', '201'] : ['PUT', '200']) : ['DELETE', '200'];
  return {
    ...(resource ? { resource } : {}),
    request: { method, url: `${type}/${id}` },
    response: { status, etag: `W/"${versionId}"`, lastModified: lastUpdated },
  };
}

/** The library has a type for each kind of resource; what is kept here has none. */
function typed<T extends MedplumResource>(resource: StoredResource): WithId<T> {
  return resource as unknown as WithId<T>;
}

function untyped(resource: MedplumResource): Resource {
  return resource as unknown as Resource;
}
