import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorResponse, type JsonResponse } from '../api/response.ts';
import type { Fault } from '../faults.ts';

const tenDays = 10 * 24 * 60 * 60 * 1000;

/**
 * Sends a response, as far as the fault allows.
 * @param closing aborts when the simulator closes, so that a delayed response stops waiting
 * @returns the status sent; undefined if none was
 */
export async function sendResponse(
  stream: ServerResponse,
  response: JsonResponse,
  fault: Fault | undefined,
  closing: AbortSignal,
): Promise<number | undefined> {
  const behind = fault?.shiftMs ?? (fault?.kind === 'wrong-date' ? tenDays : undefined);
  if (behind !== undefined) stream.setHeader('Date', new Date(Date.now() - behind).toUTCString());
  switch (fault?.kind) {
    case 'reset':
    case 'lose-answer':
      stream.destroy();
      return undefined;
    case 'hang':
    case 'hang-before':
      return undefined;
    case 'half-body':
      sendHalf(stream, response);
      return response.status;
    case 'garbage':
    case 'page':
      sendHtml(stream, response.status);
      return response.status;
    case 'error-after': {
      const error = errorResponse(fault.status ?? 500);
      sendJson(stream, error);
      return error.status;
    }
    case 'slow': {
      const waited = await sleep(fault.delayMs ?? 1000, true, { signal: closing }).catch(() => false);
      if (!waited) return undefined;
    }
  }
  sendJson(stream, response);
  return response.status;
}

/** Sends a response as JSON, or as audio. */
export function sendJson(stream: ServerResponse, { status, body, headers, audio }: JsonResponse): void {
  const json = audio ?? Buffer.from(JSON.stringify(body));
  stream.writeHead(status, {
    ...headers,
    'Content-Type': audio ? 'audio/wav' : 'application/json; charset=utf-8',
    'Content-Length': json.length,
  });
  stream.end(json);
}

/** Sends half a body, then cuts the connection. */
function sendHalf(stream: ServerResponse, { status, body }: JsonResponse): void {
  const json = Buffer.from(JSON.stringify(body));
  stream.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': json.length });
  stream.write(json.subarray(0, Math.floor(json.length / 2)), () => stream.destroy());
}

/** Sends HTML, as a proxy in between might. */
function sendHtml(stream: ServerResponse, status: number): void {
  stream.writeHead(status, { 'Content-Type': 'text/html' });
  stream.end('<!doctype html><title>Welcome</title><p>This is not the page you are looking for.</p>');
}
