/** The one door for authors of rules, ours and theirs: everything that a rule may use. */
export { checkRegex } from '../algebra/check-regex.ts';
export { type Overlap, overlap, overlapIn } from '../algebra/overlap.ts';
export { box, type Pattern, type RequestSet } from '../algebra/pattern.ts';
export type { Request } from '../algebra/request.ts';
export { type Remainder, subtract } from '../algebra/subtract.ts';
export { isUnknown, type Known } from '../base/known.ts';
export { by, byText } from '../base/sort.ts';
export { closest, code, expecting, list, plural, time } from '../base/wording.ts';
export type { Fault } from '../document/fault.ts';
export { sameText } from '../document/placeholder.ts';
export { dotted, keyOf, type SourceRef, stablePath } from '../document/ref.ts';
export { credentialIn } from '../finding/credential.ts';
export type { Draft } from '../finding/finding.ts';
export { callerLapse, type Disagreement, disagreement, serverLaxity } from '../model/authentication.ts';
export type { Call, Domain } from '../model/call.ts';
export type { Guard } from '../model/guard.ts';
export type { Hop } from '../model/hop.ts';
export { hops, poolAt, poolsLedTo, reached } from '../model/hop.ts';
export { type DeclaredLimit, declaredLimit, declaredRetries, declaredTry, limitOf, limitText } from '../model/limit.ts';
export type { RoutingModel, Seat, SeatedRoute } from '../model/model.ts';
export type { MeshName } from '../model/name.ts';
export { type Order, order } from '../model/order.ts';
export type { Place } from '../model/place.ts';
export type { Pool } from '../model/pool.ts';
export type { OpenPort, PortEnd, PortUse } from '../model/port.ts';
export type { QuotaUse } from '../model/quota.ts';
export type { Attachment, Candidate, Reference } from '../model/reference.ts';
export {
  type Action,
  besideMatch,
  type Destination,
  difference,
  type Entry,
  type Route,
  sameAction,
} from '../model/route.ts';
export { type Selected, type Selection, sharedBy } from '../model/selection.ts';
export type { Setting } from '../model/setting.ts';
export type { RouteTable } from '../model/table.ts';
export type { Dependent, UsesAll } from '../model/usage.ts';
export { calling, callsOf, mostStops, onward, type Step, type Stop, stopKey } from '../model/way.ts';
export { endsOf } from '../question/fate.ts';
export { type Theft, theft } from '../question/theft.ts';
export { type Exposure, exposure } from '../resource/exposure.ts';
export { type Connection, type Denial, denial, networkPolicyKind } from '../resource/network-policy.ts';
export {
  at,
  kindId,
  objectId,
  objectName,
  type Resource,
} from '../resource/resource.ts';
export { behind, type Service, type ServicePort, servicesOf, targetPort } from '../resource/service.ts';
export { nearestTo, type Workload, workloads } from '../resource/workload.ts';
export type { World } from '../resource/world.ts';
export { type Crossing, crossings } from './crossing.ts';
export { deed, pathsOf } from './deed.ts';
export { defineRule, yaml } from './define.ts';
export { inWords } from './disagreement.ts';
export {
  contradiction,
  covered,
  encounters,
  type Pair,
  rivalNames,
  takerName,
  twins,
} from './encounters.ts';
export { fieldHas } from './field.ts';
export { type Asked, asked, lacks, lacksName, serviceAt } from './ports.ts';
export { successors } from './redundancy.ts';
export { type Lost, lost, type Skip, skips } from './rewritten.ts';
export { robbed } from './robbed.ts';
export type { Rule } from './rule.ts';
export { precedence, remainder, remainderWith, type Taking } from './seat.ts';
export { type Scene, story } from './story.ts';

export type { Crash, Suppression } from './units.ts';
