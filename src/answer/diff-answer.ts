import type { Request } from '../algebra/request.ts';
import type { SourceRef } from '../document/ref.ts';
import type { Located } from '../finding/finding.ts';
import type { Undecided } from '../finding/run.ts';
import type { Diff, Difference, Door } from '../question/diff.ts';
import type { Kind } from '../question/difference.ts';
import { type Branch, type Fate, percent } from '../question/fate.ts';
import type { Theft } from '../question/theft.ts';
import { trace } from '../question/trace.ts';
import { type TraceAnswer, traceAnswer } from './trace-answer.ts';

/** One side of a difference. */
export interface SideAnswer {
  /** What differs, one line for each end. */
  readonly told: readonly string[];
  /** Routes on the way with their places: `cart (routes.yaml:12)`. */
  readonly by: readonly string[];
  /** Null iff there is no such entrance on this side. */
  readonly trace: TraceAnswer | null;
}

/** What a difference means for whoever sends such requests. */
export type Effect = 'lost' | 'gained' | 'elsewhere' | 'unprotected' | 'other';

export interface DifferenceAnswer {
  readonly kind: Kind;
  readonly effect: Effect;
  /** The entrance, by its name on the side that has it. */
  readonly at: string;
  readonly witness: Request;
  /** Owners between whose routes requests move; null iff they stay with one. */
  readonly stolen: Pick<Theft, 'from' | 'by'> | null;
  readonly old: SideAnswer;
  readonly new: SideAnswer;
}

export interface DiffAnswer {
  readonly differences: readonly DifferenceAnswer[];
  readonly undecided: readonly Undecided[];
}

export type Locate = (site: SourceRef) => Located;

/** What turns a diff into an answer: where things stand on either side, and which difference is a theft. */
export interface Views {
  readonly before: Locate;
  readonly after: Locate;
  stolen(difference: Difference): Theft | null;
}

/** Makes the places of a diff concrete. */
export function diffAnswer({ differences, undecided }: Diff, views: Views): DiffAnswer {
  const order: readonly Effect[] = ['lost', 'elsewhere', 'unprotected', 'gained', 'other'];
  const answers = differences.map((one) => answerOf(one, views));
  return {
    differences: [...answers].sort((left, right) => order.indexOf(left.effect) - order.indexOf(right.effect)),
    undecided,
  };
}

function answerOf(difference: Difference, { before, after, stolen }: Views): DifferenceAnswer {
  const { kind, pair, witness } = difference;
  const theft = stolen(difference);
  return {
    kind,
    effect: effectOf(difference),
    at: (pair.before ?? pair.after)?.label ?? '',
    witness,
    stolen: theft === null ? null : { from: theft.from, by: theft.by },
    old: side(kind, difference.before, pair.before, witness, before),
    new: side(kind, difference.after, pair.after, witness, after),
  };
}

function side(kind: Kind, fate: Fate, door: Door | null, witness: Request, locate: Locate): SideAnswer {
  const answer =
    door === null
      ? null
      : {
          ...traceAnswer(trace(door.model, door.entrance.place.key, witness, door.entrance.calls), locate),
          request: witness,
        };
  return {
    told: fate.branches.map((branch) => told(kind, branch)),
    by: fate.routes.map(({ name, at }) => {
      const { span } = locate(at.self);
      return span === null ? name : `${name} (${span.path}:${span.line})`;
    }),
    trace: answer,
  };
}

const answers = (fate: Fate): boolean => fate.branches.every(({ ending }) => ending.is === 'answer');

function effectOf({ kind, before, after }: Difference): Effect {
  if (kind === 'destination') return answers(after) ? 'lost' : answers(before) ? 'gained' : 'elsewhere';
  return kind === 'mtls' && protects(before) && !protects(after) ? 'unprotected' : 'other';
}

/** True iff every way of the requests is authenticated on both sides and closed to plaintext. */
function protects({ branches }: Fate): boolean {
  return branches.every(({ protection: { takes, mutual } }) => mutual === true && takes !== 'plaintext');
}

function told(kind: Kind, branch: Branch): string {
  const { share, ending, path, host, timeout, retries, protection } = branch;
  const to = `${share === 1 ? '' : `${percent(share)} % `}${ending.text}`;
  switch (kind) {
    case 'rewrite':
      return `${to}, as ${host}${path}`;
    case 'timeout':
      return `${to}, timeout ${typeof timeout === 'string' ? `not known (${timeout})` : timeout === 0 ? 'none' : milliseconds(timeout)}`;
    case 'retries':
      return `${to}, retries ${retries === '' ? 'none' : retries}`;
    case 'mtls':
      return `${to}, entrance takes ${protection.takes}, mTLS ${protection.mutual === null ? 'not known' : protection.mutual ? 'yes' : 'no'}`;
    default:
      return to;
  }
}

const milliseconds = (value: number): string => (value % 1000 === 0 ? `${value / 1000} s` : `${value} ms`);
