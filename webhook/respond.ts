import { by } from '../src/base/sort.ts';
import { code, list, plural } from '../src/base/wording.ts';
import { ignoreAnnotation } from '../src/document/directive.ts';
import type { Finding } from '../src/finding/finding.ts';
import { maskFinding } from '../src/report/mask.ts';
import { neutralise } from '../src/report/neutralise.ts';
import { objectName, type Resource } from '../src/resource/resource.ts';
import { type Agreement, type Review, sparing, type Weighed } from './review.ts';
import { type Disclose, noTexts, type Told, told } from './words.ts';

/** https://pkg.go.dev/k8s.io/api/admission/v1#AdmissionResponse */
export interface AdmissionResponse {
  readonly uid: string;
  readonly allowed: boolean;
  readonly status?: {
    readonly code: 403;
    readonly reason: 'Forbidden';
    readonly message: string;
    readonly details?: { readonly causes: readonly { reason: string; field: string; message: string }[] };
  };
  readonly warnings?: readonly string[];
  readonly auditAnnotations?: Readonly<Record<string, string>>;
}

export interface AdmissionReview {
  readonly apiVersion: 'admission.k8s.io/v1';
  readonly kind: 'AdmissionReview';
  readonly response: AdmissionResponse;
}

/** What an answer is worded by. */
export interface Wording {
  readonly disclose: Disclose;
  /** Name of the ValidatingWebhookConfiguration, on which the break-glass verb is granted. */
  readonly webhookName: string;
}

export function reviewOf(response: AdmissionResponse): AdmissionReview {
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response };
}

/** Nothing to say. */
export function allowed(uid: string): AdmissionResponse {
  return { uid, allowed: true };
}

/**
 * The answer to a change. It is 403 Forbidden and nothing else: with Conflict or Invalid a client that forces, as `kubectl
 * apply --force` and Flux do, deletes the live object. kubernetes/kubectl@dee3483a3 pkg/cmd/apply/patcher.go,
 * fluxcd/pkg@e2cfd1a2 ssa/errors/immutable.go
 */
export function respond(uid: string, subject: Resource, review: Review, wording: Wording): AdmissionResponse {
  const tell = (one: Weighed): Worded => ({ one, told: told(one.finding, subject, wording.disclose) });
  const denials = review.weighed.filter(({ verdict }) => verdict === 'deny');
  const warned = review.weighed.filter(({ verdict }) => verdict === 'warn');
  const missed = warned.filter(({ finding }) => review.isDeletion && misses(finding, subject));
  const warnings = warningsOf(
    [
      ...(missed.length === 0 ? [] : [missedBy(missed, subject, wording)]),
      ...warned.filter((one) => !missed.includes(one)).map((one) => warningOf(tell(one))),
    ],
    review,
  );
  const annotations = auditOf(review, denials.length > 0);
  return {
    uid,
    allowed: denials.length === 0,
    ...(denials.length > 0 && {
      status: refusal(subject, denials.map(tell), wording),
    }),
    ...(warnings.length > 0 && { warnings }),
    ...(Object.keys(annotations).length > 0 && { auditAnnotations: annotations }),
  };
}

interface Worded {
  readonly one: Weighed;
  readonly told: Told;
}

/** More findings than these are counted: nobody reads on, and the object is refused all the same. */
const mostRefusals = 10;

function refusal(subject: Resource, denials: readonly Worded[], wording: Wording) {
  const shown = [...denials].sort(by(({ one }) => (one.finding.witness === null ? 1 : 0))).slice(0, mostRefusals);
  const more = denials.length - shown.length;
  const message = [
    `routeproof refuses ${neutralise(objectName(subject.key))} for ${plural(denials.length, 'reason')}:`,
    ...shown.flatMap(({ one, told }) => [
      `${one.rule.id}${told.field === '' ? '' : ` at ${told.field}`}: ${told.what}`,
      ...(told.why === null ? [] : [`  why: ${told.why}`]),
      `  fix: ${told.fix}`,
    ]),
    ...(more > 0 ? [`and for ${more} more`] : []),
    ...waysOut(subject, denials, wording),
  ].join('\n');
  return {
    code: 403 as const,
    reason: 'Forbidden' as const,
    message: unmistakable(message),
    details: {
      causes: denials.map(({ one, told }) => ({ reason: one.rule.id, field: told.field, message: told.what })),
    },
  };
}

/** Who may let the change through as it is, and how. */
function waysOut(subject: Resource, denials: readonly Worded[], { disclose, webhookName }: Wording): readonly string[] {
  const alone = denials.filter(({ one }) => one.others.length === 0 && !one.isLocked).map(({ one }) => one.rule.id);
  const agreements = denials.flatMap(({ one: { agreement } }) => agreement ?? []);
  return [
    ...[...new Set(alone)].map((id) => `if it has to be so: annotate it with ${ignoreAnnotation}${id}: "the reason"`),
    ...new Set(agreements.map((agreement) => toSettle(agreement, subject, disclose))),
    `in an emergency: whoever has the verb breakglass on validatingwebhookconfigurations/${webhookName} is not asked`,
  ];
}

function toSettle({ of, to }: Agreement, subject: Resource, disclose: Disclose): string {
  const nameOf = ({ key }: Resource) =>
    isHidden(key, subject, disclose) ? 'NAMESPACE/NAME' : `${key.namespace}/${key.name}`;
  const named = [...new Set(to.map(nameOf))].sort().join(', ');
  const consent = `routeproof.dev/yields-to: ${neutralise(named)}`;
  if (of.includes(subject)) return `if it has to be so: annotate it with ${consent}`;
  if (of.every(({ key }) => key.namespace === subject.key.namespace)) {
    const names = of.map(({ key }) => key.name).sort();
    return `if it takes over from them: annotate it with routeproof.dev/supersedes: ${neutralise(names.join(', '))}`;
  }
  const owners = of.map(({ key }) => (isHidden(key, subject, disclose) ? 'the other object' : objectName(key)));
  return `if the other side agrees: its owner annotates ${neutralise(list([...owners].sort()))} with ${consent}`;
}

function isHidden({ namespace }: Resource['key'], { key }: Resource, disclose: Disclose): boolean {
  return disclose === 'none' && namespace !== key.namespace;
}

/** Flux takes these words for a field that cannot change, and deletes the live object if it may. */
function unmistakable(message: string): string {
  return message.replaceAll(/\b(is)\s+(immutable)|\b(immutable)\s+(field)/gi, (_, a, b, c, d) =>
    a === undefined ? `${c}-${d}` : `${a} "${b}"`,
  );
}

/** A warning over 256 runes may be cut, and more than 4,096 in all are: kubernetes/apiserver endpoints/filters/warning.go */
const mostWarnings = 15;
const longestWarning = 230;

function warningsOf(told: readonly string[], { existing, degraded, fixed }: Review): readonly string[] {
  const more = told.length - mostWarnings;
  const rules = [...new Set(existing.map(({ rule }) => rule))].sort();
  return [
    ...told.slice(0, mostWarnings),
    ...(more > 0 ? [`routeproof: ${more} more findings, in the audit annotation`] : []),
    ...(degraded === null ? [] : [`routeproof: not everything was looked at: ${degraded}`]),
    ...(existing.length === 0
      ? []
      : [`routeproof: ${plural(existing.length, 'finding')} as before (${rules.join(', ')})${fixes(fixed)}`]),
  ].map((line) => cut(line, longestWarning));
}

function warningOf({ one: { finding, rule }, told: { field, what, fix } }: Worded): string {
  return `routeproof ${finding.severity} ${rule.id}${field === '' ? '' : ` at ${field}`}: ${what}; ${fix}`;
}

/** True iff the finding is that something names the object, which is not there. */
function misses({ rule, what }: Finding, { key }: Resource): boolean {
  return rule === 'dangling-reference' && what.includes(code(objectName(key)));
}

/** One line for everything that still names an object that goes. */
function missedBy(missed: readonly Weighed[], subject: Resource, { disclose }: Wording): string {
  const keys = missed.flatMap(({ finding }) => finding.at.resource ?? []);
  const hidden = keys.filter((key) => isHidden(key, subject, disclose));
  const names = keys
    .filter((key) => !hidden.includes(key))
    .map(objectName)
    .sort();
  const tell = (most: number) => {
    const rest = hidden.length === 0 ? [] : [`${plural(hidden.length, 'object')} of other namespaces`];
    return `routeproof ${missed[0]?.finding.severity} dangling-reference: ${neutralise(objectName(subject.key))} goes, and is still named by ${neutralise(list([...names, ...rest], 'and', most))}`;
  };
  for (let most = 10; most > 1; most--) if (tell(most).length <= longestWarning) return tell(most);
  return tell(1);
}

function fixes(count: number): string {
  return count === 0 ? '' : `; ${count} fixed`;
}

function cut(text: string, longest: number): string {
  const runes = [...text];
  return runes.length <= longest ? text : `${runes.slice(0, longest - 1).join('')}…`;
}

/** What the audit log holds, whatever the user was told: nothing of it is hidden from whoever may read that log. */
const longestAnnotation = 8000;

function auditOf({ weighed, suppressed, degraded, undecided }: Review, isDenied: boolean): Record<string, string> {
  const findings = weighed.map(({ finding, rule, verdict, spared }) => ({
    rule: rule.id,
    severity: finding.severity,
    verdict,
    what: maskFinding(finding, noTexts).what,
    ...(finding.witness !== null && {
      witness: `${finding.witness.method} ${finding.witness.host}${finding.witness.path}`,
    }),
    ...(spared !== null && { spared: sparing[spared] }),
  }));
  const waived = suppressed.map(({ finding, by, reason }) => ({ rule: finding.rule, by, reason }));
  const list = (items: readonly unknown[]) => cut(JSON.stringify(items), longestAnnotation);
  return {
    ...(isDenied && { decision: 'deny' }),
    ...(findings.length > 0 && { findings: list(findings) }),
    ...(waived.length > 0 && { suppressed: list(waived) }),
    ...(degraded !== null && { degraded }),
    ...(undecided.length > 0 && { undecided: String(undecided.length) }),
  };
}
