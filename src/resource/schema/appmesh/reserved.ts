import type { TextNode } from '../node.ts';

function reserved(test: RegExp, instead: string): NonNullable<TextNode['reserved']> {
  return {
    test: (written) => test.test(written),
    instead,
    refusal: {
      because: 'App Mesh keeps it for its own use, and says that it cannot be specified',
      source: 'awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/gateway-routes.md',
    },
  };
}

/** Prefixes of paths. */
export const reservedPrefix = reserved(/^\/aws-app-?mesh/, 'write another prefix');
/** gRPC services. */
export const reservedService = reserved(/^aws\.app-?mesh/, 'rename the service');
