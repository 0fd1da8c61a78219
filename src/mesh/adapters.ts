import type { MeshAdapter } from './adapter.ts';
import { appmesh } from './appmesh/index.ts';
import { ingress } from './ingress/index.ts';

/** Every dialect. */
export const adapters: readonly MeshAdapter[] = [appmesh, ingress];
