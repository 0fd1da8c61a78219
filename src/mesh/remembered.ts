import type { Route } from '../model/route.ts';
import type { Resource } from '../resource/resource.ts';

/**
 * What was made of resources, as long as a model holds the route in it: what is made again and says the same is then the
 * same object, and nothing is kept for its own sake.
 */
export class Remembered<Made extends { readonly route: Route }> {
  private readonly routes = new WeakMap<Resource, Map<string, WeakRef<Route>>>();
  private readonly made = new WeakMap<Route, Made>();

  get(resource: Resource, id: string): Made | undefined {
    const route = this.routes.get(resource)?.get(id)?.deref();
    return route && this.made.get(route);
  }

  set(resource: Resource, id: string, made: Made): void {
    const known = this.routes.get(resource) ?? new Map<string, WeakRef<Route>>();
    known.set(id, new WeakRef(made.route));
    this.routes.set(resource, known);
    this.made.set(made.route, made);
  }
}
