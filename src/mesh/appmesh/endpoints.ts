import { byText } from '../../base/sort.ts';
import { code, list as listed } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import type { Discovery } from '../../model/pool.ts';
import type { Resource } from '../../resource/resource.ts';
import { type Field, field, given, list, place, spec, text } from '../fields.ts';
import type { Listener } from './listeners.ts';

/** How callers find the endpoints of a node's listener; null where that cannot be read. */
export function endpointsOf(node: Resource, { portText }: Listener): Discovery | null {
  const written = field(spec(node), 'serviceDiscovery');
  const dns = field(written, 'dns');
  const cloudMap = field(written, 'awsCloudMap');
  if (given(dns) === given(cloudMap)) return null;
  const named = given(dns) ? dnsName(dns) : instances(cloudMap);
  return named === null ? null : { text: `${named.text} port ${portText}`, at: named.at };
}

function dnsName(dns: Field): Discovery | null {
  const hostname = text(field(dns, 'hostname'));
  if (!hostname) return null;
  // Names of hosts are the same in any case and with a dot behind; the name of a variable is not.
  const name = hasPlaceholder(hostname) ? hostname : hostname.toLowerCase().replace(/\.$/, '');
  return { text: code(name), at: place(field(dns, 'hostname')) };
}

/**
 * The instances of a service that have every attribute that is named; the controller asks for no other.
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_AwsCloudMapServiceDiscovery.html,
 * aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/conversions/virtualnode_types_conversion.go
 */
function instances(cloudMap: Field): Discovery | null {
  const namespace = text(field(cloudMap, 'namespaceName'));
  const service = text(field(cloudMap, 'serviceName'));
  const attributes = list(field(cloudMap, 'attributes'));
  if (!namespace || !service || attributes === null) return null;
  const filter = (attributes ?? []).map((item) => {
    const [key, value] = [text(field(item, 'key')), text(field(item, 'value'))];
    return typeof key === 'string' && typeof value === 'string' ? `${code(key)} ${code(value)}` : null;
  });
  const asked = filter.filter((one) => one !== null).sort(byText);
  if (asked.length < filter.length) return null;
  const having = asked.length === 0 ? '' : ` with ${listed(asked, 'and', asked.length)}`;
  return { text: `the Cloud Map service ${code(service)} of ${code(namespace)}${having}`, at: place(cloudMap) };
}
