import { type Field, field, given, record } from '../fields.ts';

/** The fields that hold a route, each a protocol; https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_RouteSpec.html */
export const routeTypes = ['httpRoute', 'http2Route', 'grpcRoute', 'tcpRoute'] as const;

/** The one route that a GatewayRoute or an item of a VirtualRouter holds. */
export interface TypedRoute {
  readonly type: (typeof routeTypes)[number];
  readonly route: Field;
  readonly match: Field;
  readonly action: Field;
}

/**
 * The route that a mapping holds; null iff it holds none, several or something unreadable: "Specify one route type" and
 * "Specify one gateway route type". https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_GatewayRouteSpec.html
 */
export function typedRoute(holder: Field): TypedRoute | null {
  const [type, ...others] = routeTypes.filter((name) => given(field(holder, name)));
  if (type === undefined || others.length > 0) return null;
  const route = field(holder, type);
  if (!record(route)) return null;
  return {
    type,
    route,
    match: field(route, 'match'),
    action: field(route, 'action'),
  };
}
