import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerApi, type Exchange } from '../api/handle-request.ts';
import { type Answer, refusal } from '../api/response.ts';
import { type SimulatedCall, simulatedCall } from '../calls/simulated-call.ts';
import type { Fault } from '../faults.ts';
import type { World } from '../world.ts';
import { answerControl, isControlPath } from './control.ts';
import { parseBody, readBody, send, urlOf } from './read-request.ts';
import { deliver } from './send-response.ts';

/** A request as it came in. */
export interface SeenRequest {
  method: string;
  path: string;
  at: Date;
  /** The status that was sent; undefined if none was, or not yet. */
  status: number | undefined;
  /** Parsed from JSON; the text itself if it was not JSON; undefined if there was none. */
  body: unknown;
}

/** One request that was handled. */
export interface LogEntry {
  method: string;
  path: string;
  /** The status that was sent; undefined if none was. */
  status: number | undefined;
  /** What happened, in a few words. */
  text: string;
  /** The call it was about, as it stands. */
  call?: SimulatedCall;
}

/** Takes requests in, has them answered, and keeps account of them. */
export class Desk {
  /** Every request to the API, in the order of arrival. */
  readonly seen: SeenRequest[] = [];
  readonly #world: World;
  readonly #log: (entry: LogEntry) => void;
  readonly #closing: AbortSignal;

  /** @param closing aborts when the simulator closes, which ends any waiting */
  constructor(world: World, log: (entry: LogEntry) => void, closing: AbortSignal) {
    this.#world = world;
    this.#log = log;
    this.#closing = closing;
  }

  /** Handles one request; whatever goes wrong with it is that request's trouble alone. Never rejects. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#handle(request, response);
    } catch (error) {
      if (response.headersSent || request.destroyed) response.destroy();
      else send(response, refusal(500, `The simulator failed: ${String(error)}`));
    }
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const url = urlOf(request);
    const seen: SeenRequest = {
      method: request.method ?? 'GET',
      path: url?.pathname ?? request.url ?? '',
      at: new Date(this.#world.clock.now()),
      status: undefined,
      body: parseBody(text ?? '').value,
    };
    if (!isControlPath(seen.path)) this.seen.push(seen);
    const { answer, fault } = this.#answer(request, url, text);
    seen.status = await deliver(response, answer, fault, this.#closing);
    this.#report(seen, answer, fault);
  }

  #answer(request: IncomingMessage, url: URL | undefined, text: string | undefined): Exchange {
    const { method = 'GET', headers } = request;
    if (!url) return { answer: refusal(400) };
    if (text === undefined) return { answer: refusal(413, 'The body is larger than 1 MB.') };
    const body = parseBody(text);
    if (isControlPath(url.pathname)) {
      return { answer: answerControl(this.#world, { method, url, origin: headers.origin, body }) };
    }
    return answerApi(this.#world, { method, url, authorization: headers.authorization, body });
  }

  #report({ method, path, status }: SeenRequest, answer: Answer, fault: Fault | undefined): void {
    const call = answer.callId === undefined ? undefined : this.#world.book.find(answer.callId);
    this.#log({
      method,
      path,
      status,
      text: fault ? `${answer.happened} [fault: ${fault.kind}]` : answer.happened,
      ...(call && { call: simulatedCall(call, this.#world.clock.now()) }),
    });
  }
}
