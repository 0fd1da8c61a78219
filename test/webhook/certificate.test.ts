import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FollowedFiles } from '../../src/source/followed-files.ts';
import { type Certificate, certificateOf, followCertificate } from '../../webhook/certificate.ts';
import { type Pem, selfSigned } from '../e2e/certificate.ts';
import { Served } from './served.ts';

let first: Pem;
let second: Pem;
let ended: Pem;
beforeAll(async () => {
  [first, second, ended] = await Promise.all([selfSigned(), selfSigned(2), selfSigned(-1)]);
});

describe('a certificate', () => {
  const read = (cert: string, key: string, now = Date.now()) => certificateOf(Buffer.from(cert), Buffer.from(key), now);

  it('ends when it says so', () => {
    const { expires } = read(first.cert, first.key);
    expect(Math.abs(expires - Date.now() - 86_400_000)).toBeLessThan(60_000);
    expect(() => read(first.cert, first.key, expires)).toThrow(/the certificate ended on/);
  });

  it.each([
    ['with the key of another', () => [first.cert, second.key], 'the private key is not that of the certificate'],
    ['that ended', () => [ended.cert, ended.key], 'the certificate ended on'],
    ['that is empty', () => ['', first.key], 'the certificate is none in PEM that can be read'],
    ['without a key', () => [first.cert, ''], 'the private key is none in PEM that can be read'],
    ['that is cut short', () => [first.cert.slice(0, 200), first.key], 'the certificate is none'],
    ['whose key is cut short', () => [first.cert, first.key.slice(0, 100)], 'the private key is none'],
    ['in place of the key', () => [first.cert, first.cert], 'the private key is none'],
  ] as const)('is refused: one %s', (_, pair, why) => {
    const [cert = '', key = ''] = pair();
    expect(() => read(cert, key)).toThrow(why);
  });
});

describe('the files of a certificate', () => {
  let folder: string;
  let followed: FollowedFiles | null;
  let served: string[];
  let lines: { level: string; why: unknown }[];
  const file = (name: string) => join(folder, name);
  /** So rarely that only the watch of the folder can tell in a test. */
  const never = 3_600_000;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'routeproof-tls-'));
    [followed, served, lines] = [null, [], []];
  });
  afterEach(() => {
    followed?.stop();
    rmSync(folder, { recursive: true });
  });
  const follow = async (every: number, serve: (certificate: Certificate) => void = () => {}) => {
    followed = await followCertificate(
      [file('tls.crt'), file('tls.key')],
      (level, _, about) => void lines.push({ level, why: about?.['why'] }),
      (certificate) => {
        served.push(certificate.cert.toString());
        serve(certificate);
      },
      every,
    );
    return followed;
  };
  const write = ({ cert, key }: Pem) => {
    writeFileSync(file('tls.crt'), cert);
    writeFileSync(file('tls.key'), key);
  };
  /** As kubelet does. */
  const swap = (generation: string, { cert, key }: Pem) => {
    mkdirSync(file(generation));
    writeFileSync(file(`${generation}/tls.crt`), cert);
    writeFileSync(file(`${generation}/tls.key`), key);
    symlinkSync(generation, file('..next'));
    renameSync(file('..next'), file('..data'));
  };
  const has = (...pems: readonly Pem[]) => vi.waitFor(() => expect(served).toEqual(pems.map(({ cert }) => cert)), 5000);

  it('are served again when they are written anew', async () => {
    write(first);
    await follow(never);
    write(second);
    await has(first, second);
    write(first);
    await has(first, second, first);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('are served again each time that kubelet swaps the link above them', async () => {
    swap('..1', first);
    for (const name of ['tls.crt', 'tls.key']) symlinkSync(join('..data', name), file(name));
    await follow(never);
    swap('..2', second);
    await has(first, second);
    swap('..3', first);
    await has(first, second, first);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('are looked at every so often where no folder tells', async () => {
    const inside = join(folder, 'elsewhere');
    mkdirSync(inside);
    for (const [name, text] of [
      ['a', first.cert],
      ['b', first.key],
    ] as const)
      writeFileSync(join(inside, name), text);
    symlinkSync(join(inside, 'a'), file('tls.crt'));
    symlinkSync(join(inside, 'b'), file('tls.key'));
    await follow(20);
    writeFileSync(join(inside, 'a'), second.cert);
    writeFileSync(join(inside, 'b'), second.key);
    await has(first, second);
  });

  it('that are half written keep the pair before, and are told once', async () => {
    write(first);
    const { look } = await follow(never);
    writeFileSync(file('tls.crt'), second.cert);
    await look();
    await look();
    expect(served).toEqual([first.cert]);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([
      { level: 'error', why: 'the private key is not that of the certificate' },
    ]);
    writeFileSync(file('tls.key'), second.key);
    await look();
    expect(served).toEqual([first.cert, second.cert]);
  });

  it('that go away for a while keep the pair before, and are told once, as is their return', async () => {
    write(first);
    const { look } = await follow(never);
    rmSync(file('tls.key'));
    await look();
    await look();
    write(first);
    await look();
    await look();
    expect(served).toEqual([first.cert, first.cert]);
    expect(lines.map(({ level }) => level)).toEqual(['info', 'error', 'info']);
  });

  it('whose new certificate has ended keep the pair before', async () => {
    write(first);
    const { look } = await follow(never);
    write(ended);
    await look();
    expect(served).toEqual([first.cert]);
    expect(lines.at(-1)).toEqual({ level: 'error', why: expect.stringContaining('the certificate ended on') });
  });

  it('must be there, and be a pair, at the start', async () => {
    await expect(follow(never)).rejects.toThrow('ENOENT');
    write({ cert: first.cert, key: second.key });
    await expect(follow(never)).rejects.toThrow('the private key is not that of the certificate');
  });

  it('reach new connections, those without a server name too, and leave open ones alone', async () => {
    write(first);
    const { server } = new Served();
    const { look } = await follow(never, ({ cert, key }) => server.server.setSecureContext({ cert, key }));
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const open = async (servername?: string) => {
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...(servername && { servername }) });
      await once(socket, 'secureConnect');
      return socket;
    };
    const before = await open();
    write(second);
    await look();
    const after = [await open(), await open('localhost')];
    const ends = (socket: typeof before) => Date.parse(socket.getPeerCertificate().valid_to);
    for (const socket of after) expect(ends(socket) - ends(before)).toBeGreaterThan(80_000_000);
    before.write('GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n');
    const [answer] = await once(before, 'data');
    expect(String(answer)).toContain('200 OK');
    for (const socket of [before, ...after]) socket.destroy();
    await server.close();
  });
});
