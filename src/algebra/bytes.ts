/**
 * Texts are compared as the bytes that are sent. A byte that is no part of UTF-8 is written as the lone surrogate U+DC00 +
 * byte, so that every sequence of bytes is one text and every text one sequence.
 */
export function toBytes(text: string): Uint8Array {
  if (isAscii(text)) return Buffer.from(text, 'latin1');
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00);
    else bytes.push(...Buffer.from(letter, 'utf8'));
  }
  return Uint8Array.from(bytes);
}

/** The text of bytes. */
export function toText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  const decoded = buffer.toString('utf8');
  if (!decoded.includes('\ufffd')) return decoded;
  let text = '';
  for (let i = 0; i < buffer.length; ) {
    const length = lengthAt(buffer, i);
    text += length === 0 ? String.fromCharCode(0xdc00 + (buffer[i] ?? 0)) : buffer.toString('utf8', i, i + length);
    i += Math.max(1, length);
  }
  return text;
}

/** How many bytes from here on are one character of UTF-8; 0 iff none are. */
function lengthAt(buffer: Buffer, at: number): number {
  for (let length = 1; length <= 4; length++) {
    const part = buffer.subarray(at, at + length);
    const decoded = part.toString('utf8');
    if ([...decoded].length === 1 && Buffer.from(decoded, 'utf8').equals(part)) return length;
  }
  return 0;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
