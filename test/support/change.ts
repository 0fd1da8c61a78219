import { rules } from '../../rules/index.ts';
import { settingsOf } from '../../src/config/levels.ts';
import { loadConfig } from '../../src/config/load.ts';
import { SourceText } from '../../src/document/source-text.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { adapters } from '../../src/mesh/adapters.ts';

/** Routes of a team, for one host. */
export const ingress = (
  namespace: string,
  path: string,
  backend = namespace,
  type = 'Prefix',
) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: routes, namespace: ${namespace} }
spec:
  rules:
    - host: shop.test
      http:
        paths:
          - { path: ${path}, pathType: ${type}, backend: { service: { name: ${backend}, port: { number: 80 } } } }
`;

/** What a rule says of a change from one text to another; throws where a rule crashes. */
export async function toldOfChange(
  rule: string,
  before: string,
  after: string,
  config = '',
): Promise<readonly Finding[]> {
  const loaded = await loadConfig(new SourceText('routeproof.yaml', config === '' ? '{}' : config), rules);
  const job = (text: string) => ({
    texts: [new SourceText('routes.yaml', text)],
    skipped: [],
    config: loaded,
    settings: settingsOf({ preset: 'all', ...loaded.config }),
    rules,
    adapters,
    today: '2026-06-01',
  });
  const { version } = lint(job(before));
  const { findings } = lint({ ...job(after), before: version }).run;
  const crash = findings.find((finding) => finding.rule === 'internal-error');
  if (crash !== undefined) throw new Error(crash.what);
  return findings.filter((finding) => finding.rule === rule);
}

export const files = (...texts: readonly string[]) => texts.join('---\n');

/** What a reader of a finding goes by. */
export function plainly({ severity, what, why, fix, at, related, witness }: Finding) {
  return {
    severity,
    what,
    why,
    fix,
    line: at.span?.line,
    related: related.map(({ note, span }) => `${span?.line} ${note}`),
    witness: `${witness?.host}${witness?.path}`,
  };
}
