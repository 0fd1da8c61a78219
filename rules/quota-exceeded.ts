import { code, defineRule, plural, type QuotaUse, yaml } from '../src/rule/kit.ts';

/** A quota is exceeded iff what is in the world alone is more than the service allows, or than the config says it does. */
export const quotaExceeded = defineRule({
  id: 'quota-exceeded',
  group: 'schema',
  since: '0.1.0',
  severity: 'info',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  options: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        limits: {
          type: 'object',
          additionalProperties: { type: 'integer', minimum: 0 },
          description:
            'The quotas of the account, by the names that findings tell; the defaults of the service for all others.',
        },
      },
    },
    defaults: { limits: {} as Readonly<Record<string, number>> },
  },
  docs: {
    summary: 'more of something than the service allows unless it is asked',
    harm: '`kubectl apply` accepts all of them, and the mesh refuses the one that is too many when it is created there.',
    sources: [
      'https://docs.aws.amazon.com/general/latest/gr/appmesh.html#limits_appmesh',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/service-quotas.html',
    ],
    bad: yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: edge
        labels: { mesh: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: public, namespace: edge }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: partners, namespace: edge }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: staff, namespace: edge }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: batch, namespace: edge }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
    `,
    good: yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: edge
        labels: { mesh: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: public, namespace: edge }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
    `,
  },

  *check({ model }, { options }) {
    const groups = new Map<string, QuotaUse[]>();
    for (const use of model.quotas) {
      const key = JSON.stringify([use.quota, use.holder]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [use]);
      else group.push(use);
    }
    for (const uses of groups.values()) {
      const [first] = uses;
      if (first === undefined) continue;
      const { quota, holder, noun, adjustable } = first;
      const own = Object.hasOwn(options.limits, quota) ? options.limits[quota] : undefined;
      const most = own ?? first.most;
      const count = uses.reduce((sum, use) => sum + use.count, 0);
      if (count <= most) continue;
      yield {
        at: first.holderAt,
        what: `${code(holder)} has ${plural(count, noun)}, expected at most ${most}`,
        why:
          own === undefined ? `the service allows ${most} by default` : `${code('limits')} of this rule allows ${most}`,
        fix: adjustable
          ? `split them up, or set ${code(quota)} under ${code('limits')} to the quota that the account has`
          : 'split them up: this quota cannot be raised',
        related: uses.slice(0, mostShown).map((use) => ({ at: use.at, note: `${plural(use.count, noun)} here` })),
        about: [quota, holder],
      };
    }
  },
});

/** More places than these tell nobody more. */
const mostShown = 20;
