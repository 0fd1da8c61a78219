const all: Derived<object, unknown>[] = [];

/**
 * What was found out about objects, kept as long as they live, and at most until {@link forgetDerived}. A plain WeakMap
 * will not do in a server: small collections of V8 let its values live whether their keys do or not (v8/v8
 * src/heap/scavenger-inl.h, VisitEphemeronHashTable), so all that was said of one request would grow old before it goes.
 */
export class Derived<K extends object, V> {
  private known = new WeakMap<K, V>();

  constructor() {
    all.push(this);
  }

  get(of: K): V | undefined {
    return this.known.get(of);
  }

  set(of: K, value: V): void {
    this.known.set(of, value);
  }

  forget(): void {
    this.known = new WeakMap();
  }
}

/** Whoever runs for long calls it between what he decides; what is asked again is found out again. */
export function forgetDerived(): void {
  for (const one of all) one.forget();
}
