import { code } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import type { Accepts } from '../../model/call.ts';
import { byDefault, declared, type Setting } from '../../model/setting.ts';
import { at, type Resource } from '../../resource/resource.ts';
import { field, given, items, place, spec, text } from '../fields.ts';
import { classFiling } from './class.ts';
import { hostId } from './match.ts';

/**
 * Annotations by which controllers get their certificates elsewhere than from `tls`, of
 * kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md (`certificate-arn`, `listen-ports`),
 * https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs and traefik docs/content/routing/providers/kubernetes-ingress.md
 */
const certificates: readonly (readonly [name: string, value: RegExp])[] = [
  ['alb.ingress.kubernetes.io/certificate-arn', /./],
  ['alb.ingress.kubernetes.io/listen-ports', /HTTPS/],
  ['alb.ingress.kubernetes.io/group.name', /./],
  ['networking.gke.io/managed-certificates', /./],
  ['ingress.gcp.kubernetes.io/pre-shared-cert', /./],
  ['appgw.ingress.kubernetes.io/appgw-ssl-certificate', /./],
  ['traefik.ingress.kubernetes.io/router.tls', /^true$/],
  ['traefik.ingress.kubernetes.io/router.entrypoints', /websecure/],
];

/** ingress-nginx sends plaintext on to TLS unless told not to: kubernetes/ingress-nginx@dbb11b92 docs/user-guide/tls.md */
const redirect = 'nginx.ingress.kubernetes.io/ssl-redirect';

/**
 * What the controller accepts for one host: TLS where some Ingress of the class has a certificate for it.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
 */
export function hostAccepts(ingresses: readonly Resource[], host: string): Setting<Accepts> {
  for (const ingress of ingresses) {
    const tls = field(spec(ingress), 'tls');
    if (typeof tls.value === 'string') return declared<Accepts>({ unknown: 'the `tls` of an Ingress' }, place(tls));
    for (const item of items(tls)) {
      const hosts = items(field(item, 'hosts')).map(text);
      if (!given(field(item, 'hosts')) || hosts.some((each) => covers(each, host))) {
        const kept = ingress.annotations.get(redirect) === 'false';
        if (!kept) return declared<Accepts>('tls', place(item));
        const remedy = `remove the annotation ${code(redirect)}, without which plaintext is sent on to TLS`;
        return { ...declared<Accepts>('both', annotation(ingress, redirect)), remedy };
      }
    }
    const elsewhere = certificates.find(([name, value]) => {
      const written = ingress.annotations.get(name);
      return written !== undefined && (hasPlaceholder(written) || value.test(written));
    });
    if (elsewhere !== undefined) {
      const unknown = 'which hosts the certificate of the load balancer is for';
      return declared<Accepts>({ unknown }, annotation(ingress, elsewhere[0]));
    }
  }
  return byDefault<Accepts>(
    'plaintext',
    'no `tls` of an Ingress names the host',
    'add the host to `spec.tls`, with the `secretName` of its certificate',
  );
}

/** What an Ingress has certificates for, by host; `any`: nobody can say, or for every host; `some`: for whichever. */
export const byTls = classFiling(tlsWords);

const any = 'any';
export const some = 'some';

function* tlsWords(ingress: Resource): Iterable<string> {
  const tls = field(spec(ingress), 'tls');
  const isElsewhere = certificates.some(([name]) => ingress.annotations.has(name));
  if (typeof tls.value === 'string' || isElsewhere) yield any;
  for (const item of items(tls)) {
    yield some;
    const hosts = field(item, 'hosts');
    if (!given(hosts)) yield any;
    for (const host of items(hosts).map(text)) {
      yield typeof host !== 'string' || hasPlaceholder(host) ? any : host.toLowerCase();
    }
  }
}

/** A superset of the Ingresses that have a certificate for the host. */
export function securing(host: string, filed: (word: string) => Iterable<Resource>): ReadonlySet<Resource> {
  const words = hasPlaceholder(host) ? [any, some] : [any, host, `*${host.slice(host.indexOf('.'))}`];
  return new Set(words.flatMap((word) => [...filed(word)]));
}

/**
 * A superset of the ids of hosts that the certificates of an Ingress are for. `all`: every id of the class; `open`: those of
 * which a placeholder decides what they are.
 */
export function* securedHosts(
  ingress: Resource,
  { all, open }: { readonly all: () => Iterable<string>; readonly open: () => Iterable<string> },
): Iterable<string> {
  const words = new Set(tlsWords(ingress));
  if (words.size === 0) return;
  const [isForAll, hasWildcard] = [words.has(any), [...words].some((word) => word.startsWith('*'))];
  if (!isForAll && !hasWildcard) {
    yield* [...words].filter((word) => word !== some).map(hostId);
    yield* open();
    return;
  }
  for (const id of all()) {
    const host = id.startsWith('host ') ? id.slice('host '.length) : '';
    const isMeant = hasPlaceholder(host) || words.has(host) || words.has(`*${host.slice(host.indexOf('.'))}`);
    if (isForAll || isMeant) yield id;
  }
}

function annotation(ingress: Resource, name: string) {
  return at(ingress, ['metadata', 'annotations', name]);
}

/** A certificate for `*.example.com` is one for each name directly below; a placeholder may be any name. */
function covers(pattern: string | null | undefined, host: string): boolean {
  if (typeof pattern !== 'string') return true;
  if (hasPlaceholder(pattern) || hasPlaceholder(host)) return true;
  const wanted = pattern.toLowerCase();
  return wanted === host || (wanted.startsWith('*.') && host.slice(host.indexOf('.')) === wanted.slice(1));
}
