/** The public API: lint texts in a program, as the command does. */

export { rules } from '../rules/index.ts';
export { type CommandLine, settingsOf } from './config/levels.ts';
export { type LoadedConfig, loadConfig, noConfig } from './config/load.ts';
export type { Config, Preset, Settings } from './config/settings.ts';
export type { KubeDocument } from './document/kube-document.ts';
export { parse } from './document/parse.ts';
export { SourceText } from './document/source-text.ts';
export type { Job } from './engine/job.ts';
export { type Linted, lint } from './engine/lint.ts';
export type { Finding, Severity } from './finding/finding.ts';
export type { Run } from './finding/run.ts';
export { adapters } from './mesh/adapters.ts';
export type { RoutingModel } from './model/model.ts';
