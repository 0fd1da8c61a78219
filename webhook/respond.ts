import { by } from '../src/base/sort.ts';
import { list, plural } from '../src/base/wording.ts';
import { neutralise } from '../src/report/neutralise.ts';
import { objectId, objectName, type Resource } from '../src/resource/resource.ts';
import { type Review, sparing, type Weighed } from './review.ts';
import { type Disclose, type Told, told } from './words.ts';

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
  const own = objectId(subject.key);
  const tell = (one: Weighed) => told(one.finding, own, subject.key.namespace, wording.disclose);
  const denials = review.weighed.filter(({ verdict }) => verdict === 'deny');
  const warned = review.weighed.filter(({ verdict }) => verdict === 'warn');
  const warnings = warningsOf(
    warned.map((one) => ({ one, told: tell(one) })),
    review,
  );
  const annotations = auditOf(review, denials.length > 0);
  return {
    uid,
    allowed: denials.length === 0,
    ...(denials.length > 0 && {
      status: refusal(
        subject,
        denials.map((one) => ({ one, told: tell(one) })),
        wording,
      ),
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
    `routeproof refuses ${neutralise(objectName(subject.key))} for ${plural(denials.length, 'reason')}`,
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
  const own = neutralise(`${subject.key.namespace}/${subject.key.name}`);
  const alone = [...new Set(denials.filter(({ one }) => one.others.length === 0).map(({ one }) => one.rule.id))];
  const others = new Map(denials.flatMap(({ one }) => one.others).map((other) => [objectId(other.key), other]));
  const owners = [...others.values()].map(({ key }) => neutralise(objectName(key))).sort();
  return [
    ...alone.map((id) => `to keep it: annotate it with ignore.routeproof.dev/${id}: "the reason"`),
    ...(owners.length === 0
      ? []
      : [
          `to agree: annotate ${disclose === 'name' ? list(owners) : 'the other object'} with routeproof.dev/yields-to: ${own}`,
        ]),
    `break glass: the verb breakglass on validatingwebhookconfigurations/${webhookName}`,
  ];
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

function warningsOf(warned: readonly Worded[], { existing, degraded, fixed }: Review): readonly string[] {
  const lines = warned.slice(0, mostWarnings).map(({ one, told }) => {
    const field = told.field === '' ? '' : ` at ${told.field}`;
    return `routeproof ${one.finding.severity} ${one.rule.id}${field}: ${told.what}; ${told.fix}`;
  });
  const more = warned.length - mostWarnings;
  const rules = [...new Set(existing.map(({ rule }) => rule))].sort();
  return [
    ...lines,
    ...(more > 0 ? [`routeproof: ${more} more findings, in the audit annotation`] : []),
    ...(degraded === null ? [] : [`routeproof: not everything was looked at: ${degraded}`]),
    ...(existing.length === 0
      ? []
      : [`routeproof: ${plural(existing.length, 'finding')} as before (${rules.join(', ')})${fixes(fixed)}`]),
  ].map((line) => cut(line, longestWarning));
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
    what: finding.what,
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
