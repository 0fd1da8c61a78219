import { type Break, quote } from './break.ts';
import { maxAliasedNodes, type Oddity } from './compose.ts';
import type { Fault } from './fault.ts';
import type { Strictness } from './json.ts';
import { pathAt } from './locate.ts';
import type { Range } from './node.ts';
import type { Path } from './ref.ts';
import type { Span } from './source-text.ts';
import { type Misfit, maxNesting, type Tree } from './tree.ts';

type Words = Pick<Fault, 'found' | 'expected' | 'instead' | 'because'>;

/** The document that faults are of. */
export interface About {
  readonly document: string;
  /** The text of the document. */
  readonly text: string;
  readonly tree: Tree | null;
  span(range: Range): Span;
}

/** A break as a fault of what it stands in: of what is lost there, if the rest of that is readable. */
export function breakFault(found: Break, about: About): Fault {
  const { start, end, expected, instead, because, lost } = found;
  const path = about.tree?.root ? pathAt(about.text, about.tree.root, found.about ?? start) : [];
  return invalid(about, { start, end }, lost === undefined ? path : [...path, lost], 'value', {
    found: found.found,
    expected,
    instead,
    ...(because !== undefined && { because }),
  });
}

/** Of the whole document: everything in it was read, so this explains nothing else. */
export function jsonFault({ start, end, words }: Strictness, about: About): Fault {
  return invalid(about, { start, end }, [], 'value', words);
}

export function misfitFault({ start, end, what }: Misfit, about: About): Fault {
  const path = about.tree?.root ? pathAt(about.text, about.tree.root, start) : [];
  const written = start === end ? '' : quote(about.text.slice(start, end));
  return invalid(about, { start, end }, path, 'value', misfitWords(what, written));
}

function misfitWords(what: Misfit['what'], written: string): Words {
  switch (what) {
    case 'tag':
      return {
        found: `${written}, which is not what its tag says`,
        expected: [],
        instead: 'remove the tag, or correct the value',
      };
    case 'key':
      return {
        found: written === '' ? 'a value without a key' : `${written} as a key`,
        expected: ['a key that is text, a number or a boolean'],
        instead: 'write the key as text, in quotes if need be',
      };
    case 'number':
      return {
        found: `the number ${written}`,
        expected: ['a finite number'],
        instead: 'put the value in quotes if it is text',
        because: 'Kubernetes keeps objects as JSON, which has no such number',
      };
    case 'anchor':
      return {
        found: `the anchor ${written}`,
        expected: ['letters, digits, `-` and `_`'],
        instead: 'give the anchor another name, or put the value in quotes',
        because: 'Kubernetes reads no other characters in the name of an anchor',
      };
    case 'tab':
      return {
        found: 'a tab on a line without content',
        expected: ['spaces, or an empty line'],
        instead: 'remove the tab',
        because: 'Kubernetes takes it for indentation and refuses the file',
      };
    case 'marker':
      return {
        found: 'a `---` that does not begin the line',
        expected: ['`---` at the beginning of the line'],
        instead: 'remove the spaces before it',
        because: 'Kubernetes takes it for text',
      };
  }
}

export function oddityFault(oddity: Oddity, about: About): Fault {
  const { path, part, first } = oddity;
  const fault = invalid(about, oddity, path, part, wording(oddity));
  if (first === undefined) return fault;
  return {
    ...fault,
    related: [
      {
        at: about.span(first),
        note: `${quote(oddity.name)} stands here first`,
      },
    ],
  };
}

function invalid({ document, span }: About, range: Range, path: Path, part: 'key' | 'value', words: Words): Fault {
  return {
    id: 'invalid-yaml',
    at: { document, path, part },
    span: span({ start: range.start, end: Math.max(range.end, range.start + 1) }),
    ...words,
  };
}

function wording({ is, name }: Oddity): Words {
  switch (is) {
    case 'duplicate-key':
      return {
        found: `the key ${quote(name)} a second time`,
        expected: ['each key once'],
        instead: 'remove one of the two, or merge them',
        because: 'Kubernetes refuses the object, or drops what the first one says without a word',
      };
    case 'unknown-alias':
      return {
        found: `the alias ${quote(`*${name}`)}, for which no anchor ${quote(`&${name}`)} stands before it`,
        expected: [],
        instead: `put it in quotes if it is text: ${quote(`'*${name}'`)}`,
        because: 'a value that begins with `*` stands for the value marked with `&`',
      };
    case 'alias-in-itself':
      return {
        found: `the alias ${quote(`*${name}`)} within the value that it stands for`,
        expected: [],
        instead: 'write out what is meant',
      };
    case 'too-many-aliases':
      return {
        found: `aliases that stand for more than ${maxAliasedNodes.toLocaleString('en')} values`,
        expected: [],
        instead: 'write out what is meant, or split the file',
      };
    case 'nesting':
      return {
        found: `more than ${maxNesting} levels of nesting`,
        expected: [`at most ${maxNesting} levels`],
        instead: 'write it with fewer levels',
      };
    case 'merge':
      return {
        found: 'a merge (`<<`) of something that is no mapping',
        expected: ['a mapping', 'an alias of a mapping', 'a list of those'],
        instead: 'write a mapping behind `<<`',
      };
  }
}
