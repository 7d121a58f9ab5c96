import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorResponse, type JsonResponse, throttledResponse } from '../api/response.ts';
import type { Fault } from '../faults.ts';
import { send, sendHalf, sendHtml } from './read-request.ts';

/** What a fault that strikes before a request has any effect answers instead; 500 unless it says otherwise. */
export function responseInstead(fault: Fault): JsonResponse {
  if (fault.kind === 'throttle') return throttledResponse(fault.delayMs ?? 1000);
  return errorResponse(fault.status ?? 500);
}

/**
 * Gets an answer to the client, as far as the fault lets it.
 * @param closing aborts when the simulator closes, which ends any waiting
 * @returns the status that the client was sent; undefined if it was sent none
 */
export async function sendResponse(
  stream: ServerResponse,
  response: JsonResponse,
  fault: Fault | undefined,
  closing: AbortSignal,
): Promise<number | undefined> {
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
      sendHtml(stream, response.status);
      return response.status;
    case 'error-after': {
      const error = errorResponse(fault.status ?? 500);
      send(stream, error);
      return error.status;
    }
    case 'slow': {
      const waited = await sleep(fault.delayMs ?? 1000, true, { signal: closing }).catch(() => false);
      if (!waited) return undefined;
    }
  }
  send(stream, response);
  return response.status;
}
