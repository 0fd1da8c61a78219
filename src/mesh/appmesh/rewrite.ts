import { isNormalPath, normalPath } from '../../algebra/normal-path.ts';
import type { Rewrite } from '../../algebra/rewrite.ts';
import type { Unknown } from '../../base/known.ts';
import { code } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import { type Field, field, given, number, text } from '../fields.ts';

/**
 * What a gateway changes before the request goes on: the host becomes the name of the service, and the matched prefix
 * becomes `/`, both unless the route says otherwise; other matches keep their path. The port is the target's, where it
 * names one: with several listeners at the provider it must.
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/gateway-routes.md, doc_source/virtual_gateways.md
 */
export function rewriteOf(action: Field, prefix: string | null, service: string): Rewrite | null {
  const rewrite = field(action, 'rewrite');
  const path = pathRewrite(rewrite, prefix);
  const keepsHost = text(field(rewrite, 'hostname', 'defaultTargetHostname')) === 'DISABLED';
  const port = number(field(action, 'target', 'port'));
  const named = port !== undefined && port !== null;
  if (path === null && keepsHost && !named) return null;
  return {
    ...(path !== null && { path }),
    ...(!keepsHost && { host: service }),
    ...(named && { port }),
  };
}

/** What becomes of the matched prefix where the route says nothing of it; null iff it says something, or there is nothing to lose. */
export function impliedRewrite(
  action: Field,
  prefix: string | null,
): { readonly note: string; readonly remedy: string } | null {
  const rewrite = field(action, 'rewrite');
  if (prefix === null || prefix === '/' || given(field(rewrite, 'prefix')) || given(field(rewrite, 'path')))
    return null;
  return {
    note: `App Mesh replaces the matched prefix ${code(prefix)} by ${code('/')} where no rewrite of it is written`,
    remedy: `set ${code("rewrite.prefix.value: '/'")} if that is meant, or ${code('defaultPrefix: DISABLED')} to keep the path`,
  };
}

function pathRewrite(rewrite: Field, prefix: string | null): Exclude<Rewrite['path'], undefined> | null {
  const whole = text(field(rewrite, 'path', 'exact'));
  const byPrefix = field(rewrite, 'prefix');
  if (given(field(rewrite, 'path'))) {
    // With a prefix match the controller lets `rewrite.path` through, and nobody documents what follows.
    if (typeof whole !== 'string' || prefix !== null || given(byPrefix)) return undocumented;
    // The router behind the gateway normalises what arrives, too.
    return readable([whole], { whole: normalPath(whole) ?? whole });
  }
  const value = text(field(byPrefix, 'value'));
  if (prefix === null) return given(byPrefix) && value !== undefined ? undocumented : null;
  if (value === null) return undocumented;
  if (value === undefined && text(field(byPrefix, 'defaultPrefix')) === 'DISABLED') return null;
  const to = value ?? '/';
  if (to === prefix) return null;
  if (!isNormalPath(`${to}x`)) return { unknown: `what is left of ${code(to)} once the path is normalised` };
  return readable([prefix, to], { prefix, to });
}

const undocumented: Unknown = {
  unknown: 'what App Mesh makes of this rewrite',
};

function readable<T>(written: readonly string[], path: T): T | Unknown {
  const hidden = written.filter(hasPlaceholder);
  return hidden.length === 0
    ? path
    : { unknown: `the path after a rewrite with ${hidden.map((text) => code(text)).join(' and ')}` };
}
