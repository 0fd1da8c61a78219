import { code } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import type { Absence, Certificate, Demand } from '../../model/certificate.ts';
import { at } from '../../resource/resource.ts';
import { chosen, type Workload } from '../../resource/workload.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, given, items, place, setting, spec, text } from '../fields.ts';
import { kinds } from './names.ts';
import { isInjected } from './proxy.ts';

const sdsAnnotation = 'appmesh.k8s.aws/sds';
const mountAnnotations = ['appmesh.k8s.aws/secretMounts', 'appmesh.k8s.aws/volumeMounts'];

/** The certificate that an end shows: from ACM, a file of the proxy or its secret discovery service. */
export function certificateOf(world: World, certificate: Field): Certificate | null {
  if (!['acm', 'file', 'sds'].some((source) => given(setting(certificate, source)))) return null;
  const id = spiffeId(field(certificate, 'sds'));
  return {
    at: place(certificate),
    id,
    absent: id !== null && isTrustDomain(id) ? misnamed(certificate, id) : absence(world, certificate),
  };
}

/**
 * What a validation asks of the other end. A client that lists no names looks for the one of the service discovery, a
 * listener takes any: awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/tls.md ("Subject alternative names").
 */
export function demandOf(world: World, validation: Field, unlisted: Demand['unlisted']): Demand | null {
  const trust = field(validation, 'trust');
  if (!given(trust)) return null;
  const listed = field(validation, 'subjectAlternativeNames');
  const exact = field(listed, 'match', 'exact');
  const names = items(exact).map(text);
  const readable = names.filter((name) => typeof name === 'string');
  const id = spiffeId(field(trust, 'sds'));
  return {
    at: place(validation),
    names: given(listed) ? { of: readable.length === names.length ? readable : [], at: place(exact) } : null,
    unlisted,
    trust: id !== null && isTrustDomain(id) ? { domain: id, at: place(trust) } : null,
    absent: absence(world, trust),
  };
}

/**
 * The name of a secret that is a SPIFFE ID: SPIRE, the only secret discovery service that the controller supports, serves
 * the certificate of a workload under its ID and the authorities of a trust domain under that of the domain.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 docs/guide/troubleshooting.md ("Currently, SPIRE is the only supported
 * SDS provider"), spiffe/spire@ef8527ec pkg/agent/endpoints/sdsv3/handler.go `buildResponse`
 */
function spiffeId(sds: Field): string | null {
  const name = text(field(sds, 'secretName'));
  return typeof name === 'string' && name.startsWith('spiffe://') ? name : null;
}

function isTrustDomain(id: string): boolean {
  return !hasPlaceholder(id) && /^spiffe:\/\/[^/]+\/?$/.test(id);
}

/** https://github.com/spiffe/spiffe/blob/665a28f/standards/X509-SVID.md#2-spiffe-id ("MUST have a non-root path component") */
function misnamed(certificate: Field, id: string): Absence {
  const because = `${code(id)} names a trust domain, and a certificate belongs to a workload in it`;
  return {
    at: place(field(certificate, 'sds', 'secretName')),
    because,
    remedy: `add the path of the workload, as in ${code(`${id.replace(/\/$/, '')}/${certificate.resource.key.name}`)}`,
  };
}

/** Why none of the pods that the object selects has what the field names; null iff one may have it. */
function absence(world: World, from: Field): Absence | null {
  const { resource } = from;
  const selector = field(spec(resource), 'podSelector');
  if (!given(selector)) return null;
  const { certain, open } = chosen(world, resource.key.namespace, selector.value);
  const reasons = certain.map((workload) => lacks(world, workload, from));
  const [first] = reasons;
  return open.length === 0 && first !== undefined && reasons.every((reason) => reason !== null) ? first : null;
}

/** aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/inject/envoy.go `mutate`, pkg/inject/virtualgateway_envoy.go `mutate` */
function lacks(world: World, workload: Workload, from: Field): Absence | null {
  const { annotations, resource, template } = workload;
  const whole = at(resource, [...template, 'metadata', 'annotations']);
  if (given(field(from, 'sds')) && annotations.get(sdsAnnotation) === 'disabled') {
    const where = at(resource, [...template, 'metadata', 'annotations', sdsAnnotation]);
    const because = `its pods turn secret discovery off with ${code(`${sdsAnnotation}: disabled`)}`;
    return { at: where, because, remedy: `remove the annotation ${code(sdsAnnotation)}` };
  }
  const path = text(field(from, 'file', 'certificateChain'));
  // A container of their own may have its files from anywhere; the injected one has what the annotations mount.
  if (typeof path !== 'string' || hasPlaceholder(path) || from.resource.kind !== kinds.virtualNode) return null;
  if (!isInjected(world, workload)) return null;
  const mounts = mountAnnotations.map((name) => annotations.get(name) ?? '').join(',');
  if (hasPlaceholder(mounts.replaceAll(/[^,:]*:/g, '')) || folders(mounts).some((folder) => path.startsWith(folder))) {
    return null;
  }
  const because = `no annotation of its pods mounts ${code(path)} into the proxy`;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const remedy = `add the annotation ${code(`${mountAnnotations[0]}: SECRET:${folder}`)} to the pods, or correct the path`;
  return { at: whole, because, remedy };
}

/** `secret:/certs/,other:/ca` mounts two folders. */
function folders(mounts: string): readonly string[] {
  return mounts.split(',').flatMap((mount) => {
    const folder = mount.split(':')[1]?.trim();
    return folder ? [folder.endsWith('/') ? folder : `${folder}/`] : [];
  });
}
