import type { Request } from '../algebra/request.ts';
import { by } from '../base/sort.ts';
import type { Call } from '../model/call.ts';
import type { RoutingModel } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import { objectName } from '../resource/resource.ts';

/** Where a request enters a world: one place, and the calls that bring it there. */
export interface Entrance {
  /** As `--from` names it: `VirtualGateway/edge/gw:8080`. */
  readonly name: string;
  readonly place: Place;
  readonly calls: readonly Call[];
}

/** What `--from` says: `KIND/NAMESPACE/NAME[:PORT]`, `KIND/NAME` for objects without a namespace. */
export interface From {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | null;
}

/** Null iff the text is no such name. */
export function parseFrom(text: string): From | null {
  const parsed = /^([A-Za-z]+)\/(?:([^/:\s]+)\/)?([^/:\s]+)(?::(\d{1,5}))?$/.exec(text.trim());
  if (parsed === null) return null;
  const [, kind = '', namespace = '', name = '', port] = parsed;
  return { kind, namespace, name, port: port === undefined ? null : Number(port) };
}

/** Every place that callers from outside reach, sorted by name. */
export function gateways(model: RoutingModel): readonly Entrance[] {
  return model.places
    .filter(({ outside }) => outside)
    .map((place) => ({ name: nameOf(place), place, calls: callsThrough(model, place) }))
    .sort(by(({ name }) => name));
}

/** Every place that callers inside the mesh reach by a name, sorted by name. */
export function insideDoors(model: RoutingModel): readonly Entrance[] {
  const callers = new Map<string, Call[]>();
  for (const call of model.calls) {
    if (!('place' in call.to)) continue;
    const known = callers.get(call.to.place);
    if (known === undefined) callers.set(call.to.place, [call]);
    else known.push(call);
  }
  return model.places
    .filter(({ outside, names, key }) => !outside && names.length > 0 && callers.has(key))
    .map((place) => ({ name: nameOf(place), place, calls: callers.get(place.key) ?? [] }))
    .sort(by(({ name }) => name));
}

/** The entrances of a gateway that `from` names, all of its ports where it names none. */
export function ofGateway(model: RoutingModel, from: From): readonly Entrance[] {
  return gateways(model).filter(
    ({ name }) => name === textOf(from) || (from.port === null && name.startsWith(`${textOf(from)}:`)),
  );
}

/**
 * Where a caller inside the mesh comes in: `from` names an object of the mesh, a workload that it selects, or a namespace.
 * The host of the request chooses among what is called by a name. Null iff there is no such caller.
 */
export function ofCaller(model: RoutingModel, from: From, { host }: Request): readonly Entrance[] | null {
  const isCaller = callers(model, from);
  if (isCaller === null) return null;
  const calls = model.calls.filter(({ label }) => isCaller.has(label));
  return model.places
    .filter(({ names }) => names.includes(host))
    .map((place) => ({
      name: nameOf(place),
      place,
      calls: calls.filter(({ to }) => 'place' in to && to.place === place.key),
    }))
    .filter(({ calls: own }) => own.length > 0 || from.kind === 'Namespace')
    .sort(by(({ name }) => name));
}

/** The names by which the caller may call something. */
export function namesCalled(model: RoutingModel, from: From): readonly string[] {
  const isCaller = callers(model, from);
  if (isCaller === null) return [];
  const calls = model.calls.filter(({ label }) => isCaller.has(label));
  const called = new Set(calls.map(({ to }) => ('place' in to ? to.place : null)));
  return model.places.filter(({ key }) => from.kind === 'Namespace' || called.has(key)).flatMap(({ names }) => names);
}

/** Labels of the objects of the mesh that stand for the caller. */
function callers(model: RoutingModel, from: From): ReadonlySet<string> | null {
  const inside = from.kind === 'Namespace' ? from.name : null;
  const named = objectName(from);
  const found = model.selections.filter(({ by: object, label, selected }) =>
    inside === null
      ? label === named || selected.some(({ workload: { resource } }) => objectName(resource.key) === named)
      : object.namespace === inside,
  );
  return found.length === 0 && inside === null ? null : new Set(found.map(({ label }) => label));
}

/** Those that a request with this scheme and port is meant for, where one gateway has several listeners. */
export function fitting(entrances: readonly Entrance[], request: Request): readonly Entrance[] {
  const byPort = entrances.filter(({ place: { port } }) => port === request.port);
  if (byPort.length > 0) return byPort;
  const secured = request.scheme === 'https';
  const byScheme = entrances.filter(({ place: { tls } }) =>
    secured ? tls.accepts.value !== 'plaintext' : tls.accepts.value === 'plaintext' || tls.accepts.value === 'both',
  );
  return byScheme.length > 0 ? byScheme : entrances;
}

function callsThrough(model: RoutingModel, { key }: Place): readonly Call[] {
  return model.calls.filter(({ to }) => 'through' in to && to.through === key);
}

function nameOf({ label }: Place): string {
  return label.replace(' ', '/');
}

function textOf({ kind, namespace, name, port }: From): string {
  return `${kind}/${namespace === '' ? '' : `${namespace}/`}${name}${port === null ? '' : `:${port}`}`;
}
