import type { Request } from '../algebra/request.ts';
import { code } from '../base/wording.ts';
import { type Asked, headerOf } from './asked.ts';
import { curlRequest } from './curl.ts';
import { UsageError } from './exit-code.ts';
import { shellWords } from './shell-words.ts';

const example = "write routeproof trace 'GET https://shop.example.com/cart?x=1'";

/** https://www.rfc-editor.org/rfc/rfc9110#section-9.3 and RFC 5789. */
const methods = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH)$/;

/**
 * The request that a text means: `GET https://host/path?query`, a URL alone, or a pasted curl command; `more` are the
 * headers and the method given beside it. Throws {@link UsageError}.
 */
export function parseRequest(text: string, method: string | undefined, headers: readonly string[]): Request {
  const given = headers.map(headerOf);
  if (/^\s*curl\s+(?:-\S+\s+)*\^"/.test(text)) {
    throw new UsageError('the curl command is quoted for cmd.exe', 'copy it as cURL (bash)');
  }
  if (/^\s*curl(\s|$)/.test(text)) {
    const asked = curlRequest(shellWords(text).slice(1));
    return requestOf({ ...asked, method: method ?? asked.method, headers: [...asked.headers, ...given] });
  }
  const [, verb, url = ''] = /^\s*(?:(\S+)\s+)?(\S+)\s*$/.exec(text) ?? [];
  if (url === '') throw new UsageError(`${code(text)} is no request`, example);
  if (verb === undefined && methods.test(url)) throw new UsageError(`${code(url)} names no URL`, example);
  if (verb?.includes('/')) throw new UsageError(`${code(text)} is no request`, 'write a space in a URL as %20');
  return requestOf({ method: method ?? verb ?? 'GET', url, headers: given });
}

/** The request for what was asked, as a client would send it: nothing of the path is decoded or encoded again. */
export function requestOf({ method, url, headers }: Asked): Request {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) throw new UsageError(`${code(method)} is no HTTP method`, example);
  const hosts = headers.filter(({ name }) => name === 'host');
  const { scheme, authority, path, query } = splitUrl(url, hosts[0]?.value);
  const target = authorityOf(authority, scheme, url);
  const host = hosts[0] === undefined ? target : authorityOf(hosts[0].value, scheme, url);
  return {
    scheme,
    method,
    host: host.host,
    port: target.port,
    path,
    query,
    headers: [
      ...(target.credentials === null ? [] : [{ name: 'authorization', value: target.credentials }]),
      ...headers.filter(({ name }) => name !== 'host'),
    ],
    ...(scheme === 'https' && { sni: target.host }),
  };
}

function splitUrl(url: string, hostHeader: string | undefined) {
  const parsed = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/.exec(url);
  const [, written = 'http', authority = '', path = '', query = ''] = parsed ?? [];
  const scheme = written.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') {
    throw new UsageError(`${code(url)} has the scheme ${code(scheme)}`, 'write http:// or https://');
  }
  if (authority === '' && hostHeader === undefined) {
    throw new UsageError(`${code(url)} names no host`, "write the whole URL, or add -H 'Host: shop.example.com'");
  }
  return {
    scheme: scheme as Request['scheme'],
    authority: authority === '' ? (hostHeader ?? '') : authority,
    path: encoded(path === '' ? '/' : path),
    query: encoded(query),
  };
}

/** What no client can send as it is goes as UTF-8, percent-encoded. */
function encoded(text: string): string {
  // Half of a surrogate pair is no character: a buffer puts U+FFFD in its place, encodeURIComponent throws.
  return text.replaceAll(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(Buffer.from(character).toString()));
}

function authorityOf(authority: string, scheme: string, url: string) {
  const [, user, name = '', port] = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority) ?? [];
  const host = ascii(name);
  if (host === null) throw new UsageError(`${code(url)} names no host`, example);
  const number = port === undefined || port === '' ? (scheme === 'https' ? 443 : 80) : Number(port);
  if (number < 1 || number > 65535)
    throw new UsageError(`${code(url)} names no port`, 'write a number from 1 to 65535');
  const credentials = user === undefined ? null : `Basic ${decoded(user).toString('base64')}`;
  return { host, port: number, credentials };
}

/** The bytes of a percent-encoded text; a `%` that encodes nothing stands for itself, as curl reads it. */
function decoded(text: string): Buffer {
  const parts = text.split(/(%[\da-fA-F]{2})/);
  return Buffer.concat(parts.map((part, i) => (i % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))));
}

/** A host name in lower case and in ASCII, as it goes over the wire; null iff it is none. */
function ascii(name: string): string | null {
  if (/^[\w.-]+$/.test(name) || /^\[[\da-fA-F:.]+\]$/.test(name)) return name.toLowerCase();
  if (!URL.canParse(`http://${name}`) || /[\s/?#@\\]/.test(name) || name === '') return null;
  return new URL(`http://${name}`).hostname;
}
