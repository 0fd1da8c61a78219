import { type Allowance, compose, maxAliasedNodes } from './compose.ts';
import { directives, word } from './directive.ts';
import { type About, breakFault, misfitFault, oddityFault } from './faults.ts';
import type { KubeDocument, Template } from './kube-document.ts';
import { locateIn } from './locate.ts';
import type { Range } from './node.ts';
import { type Reading, read } from './reading.ts';
import { maxReading } from './recover.ts';
import type { SourceText } from './source-text.ts';
import { isBlank, split } from './split.ts';
import { surprisesOf } from './surprise.ts';
import { scalarsOf } from './template.ts';
import type { Tree } from './tree.ts';

/** What a text holds. */
export interface Parsed {
  /** Documents in which nothing is written are left out. */
  readonly documents: readonly KubeDocument[];
  /** Documents that have to be rendered first. */
  readonly templates: readonly Template[];
}

/** Reads YAML or JSON. Never throws: what cannot be read is a fault of its document, and spoils no other one. */
export function parse(source: SourceText): Parsed {
  const documents: KubeDocument[] = [];
  const templates: Template[] = [];
  const allowance = { aliased: maxAliasedNodes, repairs: maxReading };
  /** Comments in a document without content belong to the next one. */
  let from = 0;
  for (const chunk of split(source.text)) {
    if (isBlank(source.text, chunk)) continue;
    const reading = read(source.text.slice(chunk.start, chunk.end), allowance);
    const id = `${source.path}#${documents.length + templates.length + 1}`;
    if (reading.is === 'template') {
      templates.push({
        path: source.path,
        line: source.lineAt(chunk.start + reading.offset),
        kind: reading.kind,
        becomes: /^kind:[ \t]*([A-Za-z]+)[ \t]*\r?$/m.exec(source.text.slice(chunk.start, chunk.end))?.[1] ?? null,
      });
    } else {
      const document = documentOf(source, { ...chunk, from }, id, reading, allowance);
      if (document === null) continue;
      documents.push(document);
    }
    from = chunk.end;
  }
  return { documents, templates };
}

function documentOf(
  source: SourceText,
  { start, end, from }: Range & { readonly from: number },
  id: string,
  { tree, breaks }: Extract<Reading, { is: 'document' }>,
  allowance: Allowance,
): KubeDocument | null {
  const root = tree?.root ?? null;
  if (breaks.length === 0 && (root === null || (root.is === 'scalar' && root.value === null))) return null;
  const { value, oddities: noticed } = compose(root, allowance);
  // What follows a break may have got into a mapping where it does not belong, and what is too deep is a break as well.
  const oddities = noticed.filter(({ is, start: at }) =>
    is === 'duplicate-key' ? breaks.every((found) => at < found.start) : is !== 'nesting' || breaks.length === 0,
  );
  const span = (range: Range) => source.span(start + range.start, start + range.end);
  const about: About = {
    document: id,
    text: source.text.slice(start, end),
    tree,
    span,
  };
  const comments = mentions(source, from, end)
    ? directives(source, { start: from, end }, placed(tree, start), id)
    : none;
  return {
    id,
    source,
    value,
    complete:
      breaks.length === 0 &&
      (tree?.misfits ?? []).every(({ what }) => what !== 'tag' && what !== 'key') &&
      oddities.every(({ is }) => is === 'duplicate-key'),
    faults: [
      ...breaks.map((found) => breakFault(found, about)),
      ...(tree?.misfits ?? []).map((misfit) => misfitFault(misfit, about)),
      ...oddities.map((oddity) => oddityFault(oddity, about)),
      ...comments.faults,
    ],
    directives: comments.directives,
    ...(root !== null &&
      tree !== null &&
      tree.odd.length > 0 && { surprises: surprisesOf(about.text, root, tree.odd) }),
    locate: locator(source, { start, end }, tree),
  };
}

function mentions({ text }: SourceText, start: number, end: number): boolean {
  return text.slice(start, end).includes(word);
}

const none = { directives: [], faults: [] };

/** The scalars of a document by their offsets in the whole text. */
function placed(tree: Tree | null, by: number): readonly Range[] {
  if (tree === null || tree.root === null) return [];
  return scalarsOf(tree.root).map(({ start, end }) => ({
    start: start + by,
    end: end + by,
  }));
}

/** Looks places up in the tree that was read: reading a document again to place one finding takes longer than all the rest. */
function locator(source: SourceText, { start, end }: Range, tree: Tree | null): KubeDocument['locate'] {
  return (path, part) => {
    const text = source.text.slice(start, end);
    const range = tree === null || tree.root === null ? firstLine(text) : locateIn(text, tree.root, path, part);
    return source.span(start + range.start, start + range.end);
  };
}

/** What shows a document of which nothing could be read. */
function firstLine(text: string): Range {
  const content = /[^\s-][^\r\n]*/.exec(text);
  return content === null
    ? { start: 0, end: 0 }
    : {
        start: content.index,
        end: content.index + content[0].trimEnd().length,
      };
}
