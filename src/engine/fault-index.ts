import type { Fault } from '../document/fault.ts';
import { type Path, pointer } from '../document/ref.ts';

/** Where the faults of one document lie, filed so that a question costs as much as a path is long. */
export class FaultIndex {
  readonly #at = new Set<string>();
  readonly #atOrAbove = new Set<string>();
  /** The parents of deep ones: what lies beside them has the same. */
  readonly #around = new Set<string>();

  constructor(faults: readonly Fault[]) {
    for (const { at } of faults) {
      const steps = pointers(at.path);
      this.#at.add(steps.at(-1) ?? '');
      for (const step of steps) this.#atOrAbove.add(step);
      if (at.path.length > 2) this.#around.add(steps.at(-2) ?? '');
    }
  }

  /** One lies at the path or above it, but for the root. */
  hasAbove(path: Path): boolean {
    return pointers(path).some((step) => step !== '' && this.#at.has(step));
  }

  /** One lies at the path or below it. */
  hasBelow(path: Path): boolean {
    return this.#atOrAbove.has(pointer(path));
  }

  /** One lies beside the path, deep enough that this tells something. */
  hasBeside(path: Path): boolean {
    return path.length > 2 && this.#around.has(pointer(path.slice(0, -1)));
  }
}

/** The path and its ancestors, the root first. */
function pointers(path: Path): readonly string[] {
  const steps = [''];
  for (const step of path) steps.push(`${steps.at(-1)}${pointer([step])}`);
  return steps;
}
