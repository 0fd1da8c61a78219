import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, Scalar } from 'yaml';
import type { Path } from '../../src/document/ref.ts';
import { keyText, resolve, resolveTagged, type ScalarValue } from '../../src/document/scalar.ts';

/** A document as another parser reads it: its value, and the offsets of each key and scalar by path. */
export interface Read {
  readonly value: unknown;
  readonly places: readonly {
    readonly path: Path;
    readonly part: 'key' | 'value';
    readonly start: number;
    readonly end: number;
  }[];
}

/** Reads with the `yaml` package; null iff it finds a fault or a thing that this comparison leaves out. */
export function readWithYaml(text: string): readonly Read[] | null {
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    strict: true,
    logLevel: 'silent',
    resolveKnownTags: false,
  });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return null;
  const reads: Read[] = [];
  for (const { contents } of documents) {
    const places: Read['places'][number][] = [];
    let odd = false;

    const scalar = (node: Scalar): ScalarValue => {
      const content = String(node.source ?? node.value ?? '');
      if (node.tag !== undefined) return resolveTagged(node.tag.replace('tag:yaml.org,2002:', '!!'), content) ?? '';
      return node.type === Scalar.PLAIN || node.type === undefined ? resolve(content) : content;
    };
    const place = (node: Node | null, path: Path, part: 'key' | 'value') => {
      const [start, end] = node?.range ?? [0, 0];
      const trimmed = text.slice(start, end).trimEnd().length;
      if (isScalar(node) && trimmed > 0) places.push({ path, part, start, end: start + trimmed });
    };
    const visit = (node: unknown, path: Path): unknown => {
      if (isScalar(node)) {
        place(node, path, 'value');
        return scalar(node);
      }
      if (isSeq(node)) return node.items.map((item, index) => visit(item, [...path, index]));
      if (isMap(node)) {
        const value: Record<string, unknown> = {};
        for (const { key, value: of } of node.items) {
          const name = isScalar(key) ? keyText(String(key.source ?? key.value), scalar(key)) : undefined;
          if (name === undefined || name === '<<' || Object.hasOwn(value, name)) odd = true;
          place(key as Node | null, [...path, name ?? ''], 'key');
          Object.defineProperty(value, name ?? '', {
            value: visit(of, [...path, name ?? '']),
            enumerable: true,
            configurable: true,
          });
        }
        return value;
      }
      if (isAlias(node)) odd = true;
      return null;
    };
    const value = visit(contents, []);
    if (odd) return null;
    if (value !== null) reads.push({ value, places });
  }
  return reads;
}
