import { code } from '../../../base/wording.ts';
import {
  boolean,
  type Complaint,
  given,
  integer,
  list,
  type Mistake,
  type Node,
  type ObjectNode,
  type ObjectRule,
  object,
  oneOf,
  type Refusal,
  text,
} from '../node.ts';
import { exactlyOne, mustHave } from '../rules.ts';
import { aws, webhook } from './refusal.ts';

/** A prefix of the path; the definition allows any text. */
export const prefix = text({
  tighter: {
    form: {
      test: (written) => written.startsWith('/'),
      phrase: 'text that starts with `/`',
      mend: (written) => `/${written}`,
    },
    refusal: aws('HttpRouteMatch', 'a prefix must always start with `/`'),
  },
});

/** A whole path, by its text or by a regular expression. */
export function wholePath(validator: string): ObjectNode {
  return object(
    { exact: text({ least: 1, most: 255 }), regex: text({ least: 1, most: 255 }) },
    {
      rules: [exactlyOne(['exact', 'regex'], webhook(validator))],
      mistakes: { prefix: { instead: 'move it up into `match`, beside no `path`' } },
      shorthand: (written) => `write ${code(`{ exact: ${written} }`)}`,
    },
  );
}

export const method = oneOf(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']);

const value = text({ least: 1, most: 255 });

/** An empty range matches nothing; of a GatewayRoute the webhook refuses it. */
function ascending(refusal: Refusal): ObjectRule {
  return (range) => {
    const start = given(range, 'start');
    const end = given(range, 'end');
    if (typeof start !== 'number' || typeof end !== 'number' || start < end) return [];
    const complaint: Complaint = {
      path: ['end'],
      part: 'value',
      found: code(String(end)),
      expected: [`an integer above ${start}`],
      instead:
        start === end
          ? `write ${code(`end: ${start + 1}`)} for ${start} alone: \`end\` is not part of the range`
          : `swap them: write ${code(`{ start: ${end}, end: ${start} }`)}; \`end\` is not part of the range`,
      refusal,
    };
    return [complaint];
  };
}

/** The conditions on the value of a header: one of them. `range` names who refuses an empty one, if anybody does. */
function valueMatch(refusal: Refusal, range: Refusal | null): ObjectNode {
  return object(
    {
      exact: value,
      prefix: value,
      suffix: value,
      regex: value,
      range: object({ 'start*': integer(), 'end*': integer() }, { rules: range === null ? [] : [ascending(range)] }),
    },
    {
      rules: [exactlyOne(['exact', 'prefix', 'range', 'regex', 'suffix'], refusal)],
      mistakes: {
        value: { instead: 'write `exact`' },
        equals: { instead: 'write `exact`' },
        present: { instead: 'remove `match`: a header without it matches wherever it is present' },
      },
      shorthand: (written) => `write ${code(`{ exact: ${written} }`)}`,
    },
  );
}

/** Conditions on headers or on gRPC metadata. */
export function headerList(refusal: Refusal, range: Refusal | null, name: Node): Node {
  return list(
    object(
      { 'name*': name, invert: boolean, match: valueMatch(refusal, range) },
      {
        mistakes: {
          exact: { instead: 'move it into `match`' },
          prefix: { instead: 'move it into `match`' },
          suffix: { instead: 'move it into `match`' },
          regex: { instead: 'move it into `match`' },
          value: { instead: 'write it as `match.exact`' },
          key: { instead: 'write `name`' },
          header: { instead: 'write `name`' },
        },
      },
    ),
    { least: 1, most: 10 },
  );
}

export const metadataName = text({ least: 1, most: 50 });

/** App Mesh refuses names with a colon, so `:authority` cannot be matched. Source: https://github.com/aws/aws-app-mesh-roadmap/issues/261 */
export const headerName = text({
  least: 1,
  most: 50,
  tighter: {
    form: {
      test: (name) => /^[!-9;-~]+$/.test(name),
      phrase: 'a header name of visible ASCII characters without `:`',
    },
    refusal: { ...aws('HttpRouteHeader'), source: 'https://github.com/aws/aws-app-mesh-roadmap/issues/261' },
  },
});

/** Conditions on parameters of the query; `empty` names who refuses a condition without `exact`, if anybody does. */
export function queryParameters(empty: Refusal | null): Node {
  return list(
    object(
      {
        'name*': text(),
        match: object(
          { exact: text() },
          {
            rules:
              empty === null
                ? []
                : [mustHave('exact', 'add `exact`, or remove `match` if the parameter only has to be there', empty)],
            mistakes: {
              value: { instead: 'write `exact`' },
              regex: { instead: 'write `exact`: App Mesh compares query parameters with a text only' },
              prefix: { instead: 'write `exact`: App Mesh compares query parameters with a text only' },
            },
            shorthand: (written) => `write ${code(`{ exact: ${written} }`)}`,
          },
        ),
      },
      {
        mistakes: {
          exact: { instead: 'write it as `match.exact`' },
          value: { instead: 'write it as `match.exact`' },
          key: { instead: 'write `name`' },
        },
      },
    ),
    { least: 1, most: 10 },
  );
}

/** Keys that other meshes and the AWS CLI have in a match. */
export const matchMistakes: Readonly<Record<string, Mistake>> = {
  uri: { instead: 'write `prefix` or `path`' },
  pathPrefix: { instead: 'write `prefix`' },
  prefixPath: { instead: 'write `prefix`' },
  regex: { instead: 'write it as `path.regex`' },
  exact: { instead: 'write it as `path.exact`' },
  queryParams: { instead: 'write `queryParameters`', explains: false },
  query: { instead: 'write `queryParameters`', explains: false },
  methods: { instead: 'write `method`, with one method', explains: false },
};
