import { list, object, text } from '../node.ts';
import { exactlyOne, mustHave } from '../rules.ts';
import { aws } from './refusal.ts';

const entry = object({
  'key*': text({ least: 1, tighter: { most: 100, refusal: aws('JsonFormatRef') } }),
  'value*': text({ least: 1, tighter: { most: 100, refusal: aws('JsonFormatRef') } }),
});

const format = object(
  { json: list(entry), text: text({ lines: true, tighter: { least: 1, most: 1000, refusal: aws('LoggingFormat') } }) },
  { rules: [exactlyOne(['json', 'text'], aws('LoggingFormat'))] },
);

/** Where Envoy writes its access log. */
export const logging = object({
  accessLog: object(
    { file: object({ 'path*': text({ least: 1, most: 255 }), format }) },
    { rules: [mustHave('file', 'add `file`, with a `path` such as `/dev/stdout`', aws('AccessLog'))] },
  ),
});
