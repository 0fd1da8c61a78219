import { code } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import type { Path } from '../document/ref.ts';

/** The namespaces that Kubernetes itself makes: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces */
const system = new Set(['kube-node-lease', 'kube-public', 'kube-system']);

/** A namespace with the prefix that Kubernetes keeps for its own. */
export function reservedNamespace(name: string | null, document: string, root: Path): readonly Fault[] {
  if (name?.startsWith('kube-') !== true || system.has(name)) return [];
  return [
    {
      id: 'reserved-name',
      at: { document, path: [...root, 'metadata', 'name'], part: 'value' },
      found: code(name),
      expected: ['a name without the prefix `kube-`'],
      // https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#working-with-namespaces
      because: 'Kubernetes keeps the prefix `kube-` for its own namespaces, which tools and policies leave out',
    },
  ];
}
