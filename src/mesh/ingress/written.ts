import type { Written } from '../../model/route.ts';
import { at, type Resource } from '../../resource/resource.ts';

const header =
  /^\s*(?:proxy_set_header|grpc_set_header|add_header|more_set_headers)\s+["']?([\w-]+)[:\s]\s*["']?([^"';\n]+)/gm;

/**
 * The texts of annotations that compare or set headers: snippets of ingress-nginx and the header of a canary.
 * kubernetes/ingress-nginx@dbb11b92 docs/user-guide/nginx-configuration/annotations.md
 */
export function writtenIn(ingress: Resource): readonly Written[] {
  const { annotations } = ingress;
  const place = (name: string) => at(ingress, ['metadata', 'annotations', name]);
  const snippets = [...annotations].filter(([name]) => /-snippet$|\/conditions\.|\/actions\./.test(name));
  const canary = 'nginx.ingress.kubernetes.io/canary-by-header';
  const value = annotations.get(`${canary}-value`);
  return [
    ...snippets.map(([name, snippet]) => ({
      of: 'annotation',
      name,
      text: snippet.replaceAll(header, ''),
      whole: false,
      at: place(name),
    })),
    ...snippets.flatMap(([name, snippet]) =>
      [...snippet.matchAll(header)].map(([, set = '', text = '']) => ({
        of: 'header',
        name: set,
        text: text.trim(),
        whole: true,
        at: place(name),
      })),
    ),
    ...(value === undefined
      ? []
      : [
          { of: 'header', name: annotations.get(canary) ?? '', text: value, whole: true, at: place(`${canary}-value`) },
        ]),
  ];
}
