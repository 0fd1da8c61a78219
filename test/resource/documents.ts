import { parseAllDocuments } from 'yaml';
import type { Fault } from '../../src/document/fault.ts';
import type { KubeDocument } from '../../src/document/kube-document.ts';
import { dotted } from '../../src/document/ref.ts';
import { recognise } from '../../src/resource/recognise.ts';
import type { Resource } from '../../src/resource/resource.ts';

/** A document of plain data, as reading a file leaves it. */
export function documentOf(value: unknown, id = 'a.yaml#1', complete = true): KubeDocument {
  return { id, source: null, value, complete, faults: [], directives: [], locate: () => null, alias: () => null };
}

/** The documents of a YAML text. */
export function documents(text: string, path = 'a.yaml'): readonly KubeDocument[] {
  return parseAllDocuments(text)
    .map((parsed): unknown => parsed.toJS())
    .filter((value) => value !== null)
    .map((value, index) => documentOf(value, `${path}#${index + 1}`));
}

/** The objects of a YAML text. */
export function resources(text: string, path = 'a.yaml'): readonly Resource[] {
  return documents(text, path).flatMap((document) => recognise(document).resources);
}

/** What is wrong with the objects of a YAML text, one line each: rule, place, what is found. */
export function complaints(text: string): readonly string[] {
  return faults(text).map(line);
}

export function faults(text: string): readonly Fault[] {
  return documents(text).flatMap((document) => recognise(document).faults);
}

export function line(fault: Fault): string {
  return `${fault.id} ${dotted(fault.at.path)}: ${fault.found}`;
}
