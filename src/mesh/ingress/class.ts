import { firstOf } from '../../resource/filing-index.ts';
import { kindId, type Resource } from '../../resource/resource.ts';
import type { Filing, World } from '../../resource/world.ts';
import { field, spec, text } from '../fields.ts';

const group = 'networking.k8s.io';

export const kinds = {
  ingress: kindId(group, 'Ingress'),
  ingressClass: kindId(group, 'IngressClass'),
  service: kindId('', 'Service'),
} as const;

/** The annotation is older than the field, and controllers honour it; the empty string where neither names a class. */
function writtenClass(ingress: Resource): string {
  const written =
    ingress.annotations.get('kubernetes.io/ingress.class') ?? text(field(spec(ingress), 'ingressClassName'));
  return written ? written : '';
}

/**
 * The class of an Ingress that names none: the API server writes the default class if there is exactly one.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class
 */
function defaultClass(world: World): string {
  const [only, ...others] = world.of(kinds.ingressClass).filter(isDefault);
  return only === undefined || others.length > 0 ? '' : only.key.name;
}

function isDefault({ annotations }: Resource): boolean {
  return annotations.get('ingressclass.kubernetes.io/is-default-class') === 'true';
}

/**
 * Name of the class whose controller serves an Ingress; the empty string if it has none.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
 */
export function classOf(world: World, ingress: Resource): string {
  return writtenClass(ingress) || defaultClass(world);
}

/** Ingresses by their written class and the words that are read off them. */
export function classFiling(words: (ingress: Resource) => Iterable<string>): Filing {
  return function* (ingress) {
    const name = writtenClass(ingress);
    for (const word of words(ingress)) yield `${name}\n${word}`;
  };
}

/** Every Ingress by its class, under no word. */
export const byClass = classFiling(() => ['']);

/** The Ingresses of a class, of those that the filing has under the word. */
export function* filedIn(world: World, name: string, by: Filing, word: string): Iterable<Resource> {
  for (const written of writtenAs(world, name)) yield* world.filed(kinds.ingress, by, `${written}\n${word}`);
}

/** Of those the first by namespace and name. */
export function firstIn(world: World, name: string, by: Filing, word: string): Resource | undefined {
  return firstOf(
    writtenAs(world, name).flatMap((written) => world.firstFiled(kinds.ingress, by, `${written}\n${word}`) ?? []),
  );
}

/** The words under which a class has Ingresses in the filing, each once. */
export function wordsIn(world: World, name: string, by: Filing): ReadonlySet<string> {
  const own = writtenAs(world, name);
  const words = new Set<string>();
  for (const filing of world.filings(kinds.ingress, by)) {
    const end = filing.indexOf('\n');
    if (own.includes(filing.slice(0, end))) words.add(filing.slice(end + 1));
  }
  return words;
}

/** What the Ingresses of a class write for it; nothing where nobody is of it. */
function writtenAs(world: World, name: string): readonly string[] {
  const named = name === '' ? [] : [name];
  return defaultClass(world) === name ? [...named, ''] : named;
}

/** The classes of which there are Ingresses. */
export function classes(world: World): Iterable<string> {
  const names = new Set<string>();
  for (const filing of world.filings(kinds.ingress, byClass)) {
    const written = filing.slice(0, filing.indexOf('\n'));
    names.add(written || defaultClass(world));
  }
  return names;
}
