/** What the tokens of a {@link Tape} are; in brackets the numbers that follow each, offsets unless said otherwise. */
export const END = 0;
/** [start] */
export const BLOCK_MAPPING = 1;
/** [start] */
export const FLOW_MAPPING = 2;
/** [start] */
export const BLOCK_SEQUENCE = 3;
/** [start] */
export const FLOW_SEQUENCE = 4;
/** A scalar that is not written. */
export const NOTHING = 5;
/** [start, end] */
export const PLAIN = 6;
/** [start, end], the quotes included; what stands between them is the value. */
export const QUOTED = 7;
/** [start, end], the quotes included. */
export const SINGLE_QUOTED = 8;
/** [start, end], the quotes included. */
export const DOUBLE_QUOTED = 9;
/** [start of the header, start and end of the content, columns that are no part of it, the sign in the header or 0] */
export const LITERAL = 10;
/** As {@link LITERAL}. */
export const FOLDED = 11;

/** The tokens of a document in order; a mapping holds its keys and values in turn, and an {@link END}. */
export type Tape = readonly number[];
