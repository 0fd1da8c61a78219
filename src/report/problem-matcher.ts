import { expression } from './line-format.ts';

/**
 * The problem matcher of GitHub Actions for oneline.
 *
 * Two owners, because the runner knows `error`, `warning` and `notice` and drops a line with another severity
 * (github.com/actions/runner, src/Runner.Worker/Handlers/OutputManager.cs and IssueMatcher.cs).
 */
export function githubMatcher() {
  const loud = expression('error|warning');
  const quiet = expression('info');
  return {
    problemMatcher: [
      {
        owner: 'routeproof',
        pattern: [{ regexp: loud.regexp, ...loud.groups }],
      },
      {
        owner: 'routeproof-info',
        severity: 'notice',
        pattern: [{ regexp: quiet.regexp, ...withoutSeverity(quiet.groups) }],
      },
    ],
  };
}

/** The problem matcher of VS Code for oneline (microsoft/vscode, src/vs/workbench/contrib/tasks/common/problemMatcher.ts). */
export function vscodeMatcher() {
  const { regexp, groups } = expression();
  return {
    owner: 'routeproof',
    source: 'routeproof',
    fileLocation: 'autoDetect',
    pattern: { regexp, ...groups },
  };
}

function withoutSeverity<T extends { readonly severity: number }>({ severity: _, ...groups }: T): Omit<T, 'severity'> {
  return groups;
}
