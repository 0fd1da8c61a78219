/** What a scalar is to Kubernetes. */
export type ScalarValue = string | number | boolean | null;

/**
 * The words that mean something else than themselves. They and the grammar of numbers below are those of go-yaml v2,
 * with which kubectl, Helm and the API server read YAML: https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go
 */
const words: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

/**
 * The value of a scalar without quotes and tag. Timestamps stay strings, as sigs.k8s.io/yaml leaves them. An integer
 * beyond 2^53 is the nearest number that JavaScript has.
 */
export function resolve(text: string): ScalarValue {
  if (text.length < 6) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  const first = text.charCodeAt(0);
  const mayBeNumber = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  if (!mayBeNumber) return text;
  // go-yaml takes `_` out of digits, but not behind a leading point.
  if (first === 0x2e) return /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/.test(text) ? (finite(Number(text)) ?? text) : text;
  const { negative, digits } = signed(text);
  const magnitude = isInteger(digits) ? integer(digits) : isDecimal(digits) ? Number(digits) : Number.NaN;
  return finite(negative && magnitude !== 0 ? -magnitude : magnitude) ?? text;
}

const standard = 'tag:yaml.org,2002:';

/**
 * The value of a scalar with a tag, or undefined iff it is nothing that the tag names. Tags that go-yaml does not know
 * leave a string.
 */
export function resolveTagged(tag: string, text: string): ScalarValue | undefined {
  const name = tag.startsWith('!!')
    ? tag.slice(2)
    : tag.startsWith(`!<${standard}`)
      ? tag.slice(standard.length + 2, -1)
      : '';
  const value = resolve(text);
  switch (name) {
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'int':
      return typeof value === 'number' && isInteger(signed(text).digits) ? value : undefined;
    case 'float':
      return typeof value === 'number' ? value : undefined;
    case 'null':
      return value === null ? value : undefined;
    case 'timestamp':
      return /^[0-9]{4}-[0-9]/.test(text) ? text : undefined;
    case 'binary':
      return decoded(text);
    default:
      return text;
  }
}

/**
 * The text that Kubernetes makes of a key; undefined iff it accepts none such. Floats keep the digits that tell them
 * apart as 32-bit floats: https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/yaml.go (convertToJSONableObject)
 */
export function keyText(text: string, value: ScalarValue): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'number') return String(value);
  const { negative, digits } = signed(text);
  if (!isInteger(digits)) return float32Text(value);
  const exact = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase());
  return `${negative && exact !== 0n ? '-' : ''}${exact}`;
}

function signed(text: string): { negative: boolean; digits: string } {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const negative = plain.startsWith('-');
  return {
    negative,
    digits: negative || plain.startsWith('+') ? plain.slice(1) : plain,
  };
}

function isInteger(digits: string): boolean {
  return /^(?:0|[1-9][0-9]*|0[oO]?[0-7]+|0[xX][0-9a-fA-F]+|0[bB][01]+)$/.test(digits);
}

function isDecimal(digits: string): boolean {
  return /^(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(digits);
}

function integer(digits: string): number {
  return Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase());
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}

function decoded(base64: string): string | undefined {
  const text = base64.replaceAll(/[\r\n]/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return new TextDecoder().decode(Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0)));
}

/** What Go prints for `%g` of a 32-bit float: the fewest digits that give it back, with an exponent below 0.0001 and from 1,000,000 on. */
function float32Text(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toExponential(digits - 1))) !== single) digits++;
  const [mantissa = '0', power = '0'] = single.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(single === 0 ? 0 : Number(`${mantissa}e${exponent}`));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
