import type { Resource } from './resource.ts';
import type { Filing } from './world.ts';

/** Resources by what they are filed under, kept up to date one by one. */
export class File {
  private readonly by: Filing;
  private readonly words = new Map<string, Set<Resource>>();

  constructor(by: Filing, resources: Iterable<Resource>) {
    this.by = by;
    for (const resource of resources) this.add(resource);
  }

  add(resource: Resource): void {
    for (const word of this.by(resource)) {
      const filed = this.words.get(word);
      if (filed === undefined) this.words.set(word, new Set([resource]));
      else filed.add(resource);
    }
  }

  remove(resource: Resource): void {
    for (const word of this.by(resource)) {
      const filed = this.words.get(word);
      filed?.delete(resource);
      if (filed?.size === 0) this.words.delete(word);
    }
  }

  get(word: string): Iterable<Resource> {
    return this.words.get(word) ?? [];
  }

  keys(): Iterable<string> {
    return this.words.keys();
  }
}
