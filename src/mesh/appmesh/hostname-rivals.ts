import { emptyPart } from '../../model/model.ts';
import type { RivalSteps } from '../adapter.ts';
import { gatewayOf, routesOf } from './attachment.ts';
import { buildHostname } from './gateway.ts';
import { byHostname, hostnameIdOf, requestsOf } from './gateway-route.ts';
import { hostnameIn, resourceOf } from './keys.ts';
import { kinds } from './names.ts';

/** The routes of a gateway that compete for one hostname. */
export const hostnameRivals: RivalSteps = {
  kind: kinds.gatewayRoute,
  of(key, world) {
    const id = hostnameIn(key);
    if (id === null) return null;
    const gateway = resourceOf(key, world);
    return gateway === null ? [] : [...routesOf(world, gateway, byHostname, id)];
  },
  tries(key, resource, world) {
    if (hostnameIdOf(resource) !== hostnameIn(key)) return false;
    const gateway = resourceOf(key, world);
    return gateway !== null && gatewayOf(world, resource) === gateway;
  },
  requests: requestsOf,
  build(key, world, some) {
    const [id, gateway] = [hostnameIn(key), resourceOf(key, world)];
    return id === null || gateway === null ? emptyPart : buildHostname(world, gateway, id, some);
  },
};
