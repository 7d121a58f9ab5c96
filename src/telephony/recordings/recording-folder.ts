import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorCode, Problem } from '../../domain/problem.ts';
import type { RecordingFiles } from '../../operations/ports/outcomes/recording-files.ts';
import { createPrivateFolder } from '../../private-folder.ts';
import { openProxy, type ProxyOptions } from '../retell/transport/proxy.ts';
import { watchedFetch } from '../retell/transport/watched-fetch.ts';

/** Two hours, the longest call, take some 700 MB uncompressed in two channels. Whatever is larger is no recording. */
const maxBytes = 1024 ** 3;
/** How long one recording may take, ms. */
const timeout = 10 * 60_000;

const kinds: ReadonlySet<string> = new Set(['.wav', '.mp3', '.ogg', '.opus', '.m4a', '.webm']);

/** Opens the folder of recordings, which is created with the first. @param proxyFor returns the proxy for an address, if any */
export function recordingFolder(
  folder: string,
  proxyFor: (url: string) => ProxyOptions | undefined,
): RecordingFiles {
  const pathOf = (file: string) => join(folder, basename(file));
  return {
    pathOf,
    keep: async (link, name) => {
      try {
        const url = safeUrl(link);
        const file = `${name.replace(/[^A-Za-z0-9_-]/g, '')}${kindOf(url)}`;
        createPrivateFolder(folder);
        return { file, bytes: await download(url, pathOf(file), proxyFor(link)) };
      } catch (error) {
        throw notKept(error);
      }
    },
    remove: async (file) => {
      try {
        await rm(pathOf(file), { force: true });
      } catch (error) {
        const message = `The recording ${pathOf(file)} could not be deleted (${reasonOf(error)}).`;
        throw new Problem('failed', { code: 'recording_not_deleted', message }, { cause: error });
      }
    },
  };
}

/** Writes to a temporary file beside it, brings that to the disk, and gives it its name. @returns its size */
async function download(url: URL, path: string, proxy: ProxyOptions | undefined): Promise<number> {
  const signal = AbortSignal.timeout(timeout);
  const dispatcher = proxy && (await openProxy(proxy));
  const response = await watchedFetch(() => undefined, dispatcher)(url, { signal });
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  safeUrl(response.url);
  const part = `${path}.part-${process.pid}`;
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(bytes > maxBytes ? new Error('it is larger than 1 GB') : null, chunk);
    },
  });
  try {
    const file = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(response.body), counted, file, { signal });
    if (!file.closed) await once(file, 'close');
    await rename(part, path);
    await syncFolder(join(path, '..'));
    return bytes;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Makes a new name durable. Not every system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** @throws Error unless it is a link that nobody on the way can read or change, or one of a simulator on this machine */
function safeUrl(link: string): URL {
  const url = new URL(link);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw new Error('its link does not begin with https://');
  return url;
}

function kindOf(url: URL): string {
  const kind = extname(url.pathname).toLowerCase();
  return kinds.has(kind) ? kind : '.wav';
}

function notKept(error: unknown): Problem {
  const message = `A recording could not be kept (${reasonOf(error)}).`;
  return new Problem('try_again', { code: 'recording_not_kept', message }, { cause: error });
}

/** Returns a reason without the link, which is a secret: anyone who has it can listen. */
function reasonOf(error: unknown): string {
  const code = errorCode(error) ?? (error instanceof Error ? errorCode(error.cause) : undefined);
  if (code) return code;
  if (error instanceof TypeError) return 'its link cannot be read, or nothing answers there';
  return error instanceof Error ? error.message : String(error);
}
