import { type Allowance, compose, maxAliasedNodes } from './compose.ts';
import { directives, word } from './directive.ts';
import { type About, breakFault, jsonFault, misfitFault, oddityFault } from './faults.ts';
import { isJson, type Json, readJson } from './json.ts';
import type { KubeDocument, Template } from './kube-document.ts';
import { aliasTo, locateIn } from './locate.ts';
import type { Node, Range } from './node.ts';
import { type PlainDocument, readPlain, traitsOf } from './plain.ts';
import { type Reading, read } from './reading.ts';
import { maxReading } from './recover.ts';
import type { SourceText } from './source-text.ts';
import { isBlank, split } from './split.ts';
import { surprisesOf } from './surprise.ts';
import { identityIn, scalarsOf } from './template.ts';
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
  const traits = traitsOf(source.text);
  const mentionsAny = source.text.includes(word);
  for (const chunk of split(source.text)) {
    const written = source.text.slice(chunk.start, chunk.end);
    const json = isJson(source.path, written) ? readJson(written) : { text: written, faults: [] };
    const id = `${source.path}#${documents.length + templates.length + 1}`;
    const plain = json.faults.length === 0 ? readPlain(source.text, chunk, traits) : null;
    if (plain !== null) {
      documents.push(plainDocument(source, { ...chunk, from }, id, plain, mentionsAny));
      from = chunk.end;
      continue;
    }
    if (isBlank(source.text, chunk)) continue;
    const reading = read(json.text, allowance);
    if (reading.is === 'template') {
      templates.push({
        path: source.path,
        line: source.lineAt(chunk.start + reading.offset),
        kind: reading.kind,
        becomes: identityIn(written),
      });
    } else {
      const document = documentOf(source, { ...chunk, from, json }, id, reading, allowance);
      if (document === null) continue;
      documents.push(document);
    }
    from = chunk.end;
  }
  return { documents, templates };
}

function plainDocument(
  source: SourceText,
  { start, end, from }: Range & { readonly from: number },
  id: string,
  { value, root }: PlainDocument,
  mentionsAny: boolean,
): KubeDocument {
  const comments =
    mentionsAny && mentions(source, from, end)
      ? directives(source, { start: from, end }, placed(root(), start), id)
      : none;
  return {
    id,
    source,
    value,
    complete: true,
    faults: comments.faults,
    directives: comments.directives,
    locate: (path, part) => {
      const range = locateIn(source.text.slice(start, end), root(), path, part);
      return source.span(start + range.start, start + range.end);
    },
    alias: () => null,
  };
}

function documentOf(
  source: SourceText,
  { start, end, from, json }: Range & { readonly from: number; readonly json: Json },
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
  // What YAML cannot read either is told once.
  const broken = new Set(breaks.map((found) => span(found).line));
  const isApart = (found: Range) => !broken.has(span(found).line);
  const about: About = {
    document: id,
    text: source.text.slice(start, end),
    tree,
    span,
  };
  const comments = mentions(source, from, end)
    ? directives(source, { start: from, end }, placed(root, start), id)
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
      ...json.faults.filter(isApart).map((found) => jsonFault(found, about)),
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
    alias: (path) => {
      const found = tree?.root ? aliasTo(source.text.slice(start, end), tree.root, path) : undefined;
      return found === undefined ? null : span(found);
    },
  };
}

function mentions({ text }: SourceText, start: number, end: number): boolean {
  return text.slice(start, end).includes(word);
}

const none = { directives: [], faults: [] };

/** The scalars of a document by their offsets in the whole text. */
function placed(root: Node | null, by: number): readonly Range[] {
  if (root === null) return [];
  return scalarsOf(root).map(({ start, end }) => ({
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
