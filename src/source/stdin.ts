import type { SourceText } from '../document/source-text.ts';
import { decode, explain, mostBytes, type Unreadable } from './read-text.ts';

/** Reads standard input to its end, as the file `-`. */
export async function readStdin(stdin: AsyncIterable<Uint8Array>): Promise<SourceText | Unreadable> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of stdin) {
      total += chunk.length;
      if (total > mostBytes) return { path: '-', reason: 'standard input is larger than 16 MiB' };
      chunks.push(chunk);
    }
  } catch (error) {
    return { path: '-', reason: explain(error) };
  }
  return decode(Buffer.concat(chunks), '-');
}
