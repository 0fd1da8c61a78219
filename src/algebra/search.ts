import { code } from '../base/wording.ts';
import { assemble } from './assemble.ts';
import { Axis, type Certainty } from './axis.ts';
import { type Cube, cubeOf } from './cube.ts';
import type { Box } from './pattern.ts';
import type { Request } from './request.ts';
import type { Semantics } from './semantics.ts';
import { type Budget, isSpent, solve } from './solve.ts';
import type { Dimension } from './universe.ts';

/** What is asked for: a request that certainly, or only possibly, is left; with `any` an unusual one will do. */
export interface Question {
  readonly certainty: Certainty;
  readonly any: boolean;
}

/** Looks for requests of a cube that are in none of the boxes that it was told of. */
export class Search {
  readonly cube: Cube;
  private readonly semantics: Semantics;
  private readonly axes: Axis[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly boxes: { readonly box: Box; readonly literals: readonly Literal[]; readonly isOpaque: boolean }[] =
    [];
  private readonly known = new Set<Box>();

  constructor(cube: Cube, semantics: Semantics) {
    this.cube = cube;
    this.semantics = semantics;
    for (const { on, key, fields } of cube.limits.values()) this.add(on, key, fields);
  }

  private add(on: Dimension, key: string, fields: ConstructorParameters<typeof Axis>[1]): number {
    const number = this.axes.push(new Axis(on, fields, this.semantics)) - 1;
    this.numbers.set(key, number);
    return number;
  }

  /** Leaves out the requests of the box from here on. */
  exclude(box: Box): void {
    if (this.known.has(box)) return;
    this.known.add(box);
    const { limits, opaque } = cubeOf(box);
    const literals: Literal[] = [];
    for (const { on, key, fields } of limits.values()) {
      const axis = this.numbers.get(key) ?? this.add(on, key, []);
      literals.push({ axis, condition: (this.axes[axis] as Axis).ask(fields) });
    }
    this.boxes.push({ box, literals, isOpaque: opaque.length > 0 });
  }

  isExcluded(box: Box): boolean {
    return this.known.has(box);
  }

  /** A request; or that there is none; or that the budget is spent. With `only`, of all boxes these alone are left out. */
  find({ certainty, any }: Question, budget: Budget, only: ReadonlySet<Box> | null = null): Request | 'spent' | null {
    // What nobody can decide from the text makes no certain witness.
    if (certainty === 'certain' && this.cube.opaque.length > 0) return null;
    if (isSpent(budget)) return 'spent';
    budget.effort -= this.boxes.length;
    const asked = this.boxes.filter(
      ({ box, isOpaque }) => (only?.has(box) ?? true) && (certainty === 'certain' || !isOpaque),
    );
    const choices = this.axes.map((axis) => axis.choices(certainty, any));
    const clauses = asked.map(({ literals }) =>
      literals.map(({ axis, condition }) => ({
        axis,
        inside: (this.axes[axis] as Axis).inside(condition, certainty, any),
      })),
    );
    const found = solve(
      choices.map(({ length }) => length),
      clauses,
      budget,
    );
    if (found === null || found === 'spent') return found;
    return assemble(this.axes.map(({ on }, i) => ({ on, values: choices[i]?.[found[i] ?? 0]?.values ?? [] })));
  }

  /** What this run cannot read in the cube and in the boxes, in words; null iff it reads everything. */
  doubt(): string | null {
    const [opaque] = [
      ...this.cube.opaque,
      ...this.boxes.flatMap(({ box, isOpaque }) => (isOpaque ? cubeOf(box).opaque : [])),
    ];
    if (opaque !== undefined) return `the condition ${code(opaque)}`;
    for (const axis of this.axes) {
      const doubt = axis.doubt();
      if (doubt !== null) return doubt;
    }
    return null;
  }
}

interface Literal {
  readonly axis: number;
  readonly condition: number;
}
