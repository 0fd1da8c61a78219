/** A fact that this run cannot know, with the reason in words. Two unknowns of one reason are the same fact. */
export interface Unknown {
  readonly unknown: string;
}

/** A fact, or why this run cannot know it. */
export type Known<T> = T | Unknown;

/** True iff the value is an {@link Unknown}. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value;
}
