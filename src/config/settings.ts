import type { Profile } from '../algebra/semantics.ts';
import type { Draft, Severity } from '../finding/finding.ts';
import type { OwnerEntry } from '../question/owner.ts';
import type { ObjectKey } from '../resource/resource.ts';
import type { Rule } from '../rule/rule.ts';

export const presets = ['recommended', 'strict', 'all'] as const;
export type Preset = (typeof presets)[number];

export type Level = Severity | 'off';

/** What a user set for a rule or a group of rules. */
export interface RuleChoice {
  readonly level?: Level;
  /** Nobody may suppress it. */
  readonly locked?: boolean;
  readonly options?: Readonly<Record<string, unknown>>;
}

export type RuleChoices = Readonly<Record<string, RuleChoice>>;

/** Choices for some files, namespaces or kinds. All named conditions must hold; globs are minimatch's. */
export interface Override {
  readonly paths?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly kinds?: readonly string[];
  readonly rules: RuleChoices;
}

/** One suppression in the config. All named conditions must hold. */
export interface Ignore {
  readonly rule: string;
  readonly reason: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** An object, or all objects of a pattern, that live outside the files. */
export interface External {
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The objects are here, and what stands before them takes TLS from their callers. */
  readonly tlsEndsBefore?: boolean;
}

export interface ConfiguredWorld {
  readonly name: string;
  readonly paths: readonly string[];
}

/** `audit`: counted; `warn`: told as well; `enforce`: what proves the change wrong refuses it. */
export const webhookModes = ['audit', 'warn', 'enforce'] as const;
export type WebhookMode = (typeof webhookModes)[number];

/** A mode for some rules and namespaces. All named conditions must hold; namespaces are minimatch's globs. */
export interface WebhookOverride {
  /** Ids and groups. */
  readonly rules?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly mode: WebhookMode;
}

/** How the admission webhook answers. */
export interface WebhookConfig {
  readonly mode?: WebhookMode;
  /** The later entry wins. */
  readonly overrides?: readonly WebhookOverride[];
  /** What an answer says of an object in another namespace: its name, or nothing. */
  readonly disclose?: 'name' | 'none';
}

/** `routeproof.yaml` as data: what its author wrote, nothing filled in. */
export interface Config {
  readonly preset?: Preset;
  readonly rules?: RuleChoices;
  readonly overrides?: readonly Override[];
  readonly ignore?: readonly Ignore[];
  readonly worlds?: readonly ConfiguredWorld[];
  readonly external?: readonly External[];
  readonly owners?: readonly OwnerEntry[];
  readonly envoy?: Profile;
  readonly webhook?: WebhookConfig;
}

/** Where a finding stands, as far as overrides and ignores ask. */
export interface Whereabouts {
  readonly path: string | null;
  readonly resource: ObjectKey | null;
}

/** What one run goes by. */
export interface Settings {
  readonly preset: Preset;
  readonly ignore: readonly Ignore[];
  readonly worlds: readonly ConfiguredWorld[];
  readonly external: readonly External[];
  readonly owners: readonly OwnerEntry[];
  /** The version of Envoy by which requests are matched. */
  readonly envoy: Profile;
  readonly webhook: WebhookConfig;
  /** Name of the unnamed namespace; empty: it stays unnamed. */
  readonly namespace: string;
  readonly partial: boolean;
  /** True iff some override or choice can turn the rule on. */
  runs(rule: Rule): boolean;
  options(rule: Rule): unknown;
  locked(rule: Rule): boolean;
  /** The level of one finding. A level that the user set is not lowered by the draft. */
  severity(rule: Rule, draft: Pick<Draft, 'severity' | 'certainty'>, where: Whereabouts): Level;
}
