import { code } from '../base/wording.ts';
import type { Draft } from '../finding/finding.ts';
import type { RoutingModel } from '../model/model.ts';
import type { Difference } from '../question/diff.ts';
import type { Theft } from '../question/theft.ts';

/** Where a theft is told and by what it is known, whatever is said of it; `model`: after the change. */
export function robbed(
  { loser, taker }: Theft,
  { witness }: Difference,
  model: RoutingModel,
): Pick<Draft, 'at' | 'related' | 'witness' | 'subject' | 'about'> {
  const still = model.routes.find(({ route }) => route.id === loser.id)?.route;
  return {
    at: taker.at.match,
    related: still === undefined ? [] : [{ at: still.at.match, note: `route ${code(loser.name)} had such requests` }],
    witness,
    subject: taker.id,
    about: [taker.id, loser.id],
  };
}
