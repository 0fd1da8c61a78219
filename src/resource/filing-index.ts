import { by } from '../base/sort.ts';
import type { Resource } from './resource.ts';
import type { Filing } from './world.ts';

/** The resources under one word. */
interface Folder {
  readonly resources: Set<Resource>;
  /** Null: it has to be looked for. */
  first: Resource | null;
}

/** Resources by what they are filed under, kept up to date one by one. */
export class FilingIndex {
  private readonly by: Filing;
  private readonly folders = new Map<string, Folder>();

  constructor(by: Filing, resources: Iterable<Resource>) {
    this.by = by;
    for (const resource of resources) this.add(resource);
  }

  add(resource: Resource): void {
    for (const word of this.by(resource)) {
      const folder = this.folders.get(word);
      if (folder === undefined) this.folders.set(word, { resources: new Set([resource]), first: resource });
      else {
        folder.resources.add(resource);
        if (folder.first !== null && byName(resource, folder.first) < 0) folder.first = resource;
      }
    }
  }

  remove(resource: Resource): void {
    for (const word of this.by(resource)) {
      const folder = this.folders.get(word);
      if (folder === undefined) continue;
      folder.resources.delete(resource);
      if (folder.first === resource) folder.first = null;
      if (folder.resources.size === 0) this.folders.delete(word);
    }
  }

  get(word: string): Iterable<Resource> {
    return this.folders.get(word)?.resources ?? [];
  }

  /** The first by namespace and name. */
  first(word: string): Resource | undefined {
    const folder = this.folders.get(word);
    if (folder === undefined) return undefined;
    folder.first ??= firstOf(folder.resources) ?? null;
    return folder.first ?? undefined;
  }

  keys(): Iterable<string> {
    return this.folders.keys();
  }
}

const byName = by<Resource>(
  ({ key }) => key.namespace,
  ({ key }) => key.name,
);

/** The first of the resources by namespace and name. */
export function firstOf(resources: Iterable<Resource>): Resource | undefined {
  let first: Resource | undefined;
  for (const one of resources) if (first === undefined || byName(one, first) < 0) first = one;
  return first;
}
