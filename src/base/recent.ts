/** A map that forgets: it holds at least the latest entries up to a weight, and at most twice as many. */
export class Recent<K, V> {
  private readonly most: number;
  private readonly weigh: (value: V) => number;
  private young = new Map<K, V>();
  private old = new Map<K, V>();
  private weight = 0;

  constructor(most: number, weigh: (value: V) => number = () => 1) {
    this.most = most;
    this.weigh = weigh;
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  get(key: K): V | undefined {
    const known = this.young.get(key);
    if (known !== undefined) return known;
    const older = this.old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: K, value: V): void {
    this.delete(key);
    this.young.set(key, value);
    this.weight += this.weigh(value);
    if (this.weight < this.most) return;
    this.old = this.young;
    this.young = new Map();
    this.weight = 0;
  }

  delete(key: K): void {
    this.old.delete(key);
    const young = this.young.get(key);
    if (young === undefined) return;
    this.young.delete(key);
    this.weight -= this.weigh(young);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
    this.weight = 0;
  }
}
