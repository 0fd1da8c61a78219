/** What is planned and not in this version, and what to do meanwhile. */
type Promised = Readonly<Record<string, string>>;

export const promisedCommands: Promised = {
  init: 'write routeproof.yaml by hand; its schema is .schema/config-v1.json',
  lsp: 'use the problem matcher of the README in editors',
  report: 'use --format json',
  test: 'routeproof trace --requests FILE --format json answers many requests at once',
};

export const promisedOptions: Promised = {
  baseline: 'list what is accepted under ignore in routeproof.yaml',
  dialect: 'the kinds in the files decide',
  fix: 'each finding says what to write',
  'fix-dry-run': 'each finding says what to write',
  helm: 'helm template CHART | routeproof -',
  kustomize: 'kubectl kustomize DIR | routeproof -',
  reason: 'write # routeproof-ignore ID: reason on the line',
  requests: 'it belongs to routeproof trace',
  suppress: 'write # routeproof-ignore ID: reason on the line',
  'unsafe-fixes': 'each finding says what to write',
  'update-baseline': 'list what is accepted under ignore in routeproof.yaml',
  values: 'helm template CHART --values F | routeproof -',
};

export const promisedFormats: Promised = {
  github: 'use oneline with the problem matcher of the README',
  gitlab: 'use json',
  junit: 'use json',
  markdown: 'use text',
  rdjson: 'use json, or oneline with -efm="%f:%l:%c: %m"',
  sarif: 'use json',
};

/** What to do instead of a name that this version does not have yet; undefined for any other name. */
export function instead(of: Promised, name: string): string | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
