import { everything } from '../../algebra/pattern.ts';
import { emptyPart, type ModelPart } from '../../model/model.ts';
import type { Place } from '../../model/place.ts';
import type { Action, Route } from '../../model/route.ts';
import type { RouteTable } from '../../model/table.ts';
import { objectId, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { field, given, nameRef, place as placeOf, spec } from '../fields.ts';
import { calledNames } from './discovery.ts';
import { notFound } from './gateway.ts';
import { noEnd } from './identity.ts';
import { type Link, link, links } from './links.ts';
import { meshAttachment } from './membership.ts';
import { awsName, placeKey, shortName } from './names.ts';
import { portAlias } from './ports.ts';
import { listenerTimeout, providerRetries, providerTimeout } from './resilience.ts';
import { type Found, found, references } from './resolve.ts';
import { forwardTo, labelOf, nodeListener, nodeTarget, placeTarget } from './target.ts';

/**
 * A VirtualService: a place that hands every request to its router, or serves it from its node. Without a provider it
 * answers nothing. https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_VirtualServiceSpec.html
 */
export function buildService(world: World, service: Resource): ModelPart {
  const provider = field(spec(service), 'provider');
  const byRouter = link(field(provider, 'virtualRouter'), 'virtualRouter', 'provider');
  const byNode = link(field(provider, 'virtualNode'), 'virtualNode', 'provider');
  const router = written(byRouter);
  const node = written(byNode);
  const place: Place = {
    key: placeKey(service.key),
    label: placeKey(service.key),
    at: nameRef(service),
    port: { unknown: 'a VirtualService has the ports of its provider' },
    outside: false,
    names: [awsName(service)],
    tables: node && !router ? [nodeTable(world, service, byNode)] : [],
    otherwise: otherwise(world, service, router ? byRouter : null, given(provider)),
    tls: noEnd('VirtualService'),
  };
  return {
    ...emptyPart,
    places: [place],
    references: links(service).flatMap((mention) => [...references(world, service, mention)]),
    attachments: [meshAttachment(world, service)],
    portEnds: router || node ? portAlias(world, service, router ? byRouter : byNode) : [],
    calledNames: calledNames(world, service),
  };
}

function written({ ref, arn }: Link): boolean {
  return ref !== null || arn !== null;
}

function otherwise(world: World, service: Resource, router: Link | null, provided: boolean): Action {
  // A provider that cannot be read is no reason to say that there is none.
  if (router === null) return provided ? { kind: 'unknown', unknown: 'the provider of the service' } : notFound;
  const leads = found(world, service, router);
  const destination = {
    to: placeTarget(leads, router),
    label: labelOf(leads, router),
    at: placeOf(field(spec(service), 'provider', 'virtualRouter')),
  };
  return forwardTo(destination, null);
}

/** Without a router every request goes to the node, by a route that nobody wrote. */
function nodeTable(world: World, service: Resource, provider: Link): RouteTable {
  const leads = found(world, service, provider);
  const route = implicitRoute(service, provider, leads);
  return {
    id: 'any request',
    label: 'any request',
    at: route.at.self,
    protocol: 'http',
    admits: everything,
    rank: [],
    entries: [{ route, requests: everything, rank: [], at: route.at.match }],
    otherwise: notFound,
  };
}

function implicitRoute(service: Resource, provider: Link, leads: Found): Route {
  const self = nameRef(service);
  const action = placeOf(field(spec(service), 'provider', 'virtualNode'));
  const listener = leads.is === 'found' ? nodeListener(leads.resource, undefined) : null;
  return {
    id: objectId(service.key),
    name: shortName(service.key),
    resource: service.key,
    labels: service.labels,
    at: { self, rule: placeOf(field(spec(service), 'provider')), match: action, action },
    action: forwardTo(
      {
        to: nodeTarget(leads, undefined),
        label: labelOf(leads, provider),
        at: action,
      },
      null,
    ),
    expressions: [],
    timeout:
      listener?.protocol === 'tcp' ? null : providerTimeout(listener === null ? null : listenerTimeout(listener)),
    retries: listener?.protocol === 'tcp' ? null : providerRetries(),
  };
}
