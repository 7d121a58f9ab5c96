import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, refusal, throttled } from '../api/response.ts';
import type { Fault } from '../faults.ts';
import { send, sendHalf, sendHtml } from './read-request.ts';

/** What a fault that strikes before a request has any effect answers instead; 500 unless it says otherwise. */
export function answerInstead(fault: Fault): Answer {
  if (fault.kind === 'throttle') return throttled(fault.delayMs ?? 1000);
  return refusal(fault.status ?? 500);
}

/**
 * Gets an answer to the client, as far as the fault lets it.
 * @param closing aborts when the simulator closes, which ends any waiting
 * @returns the status that the client was sent; undefined if it was sent none
 */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
  closing: AbortSignal,
): Promise<number | undefined> {
  switch (fault?.kind) {
    case 'reset':
    case 'lose-answer':
      response.destroy();
      return undefined;
    case 'hang':
    case 'hang-before':
      return undefined;
    case 'half-body':
      sendHalf(response, answer);
      return answer.status;
    case 'garbage':
      sendHtml(response, answer.status);
      return answer.status;
    case 'error-after': {
      const error = refusal(fault.status ?? 500);
      send(response, error);
      return error.status;
    }
    case 'slow': {
      const waited = await sleep(fault.delayMs ?? 1000, true, { signal: closing }).catch(() => false);
      if (!waited) return undefined;
    }
  }
  send(response, answer);
  return answer.status;
}
