import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HandledRequest, handleApiRequest } from '../api/handle-request.ts';
import { errorResponse, type JsonResponse } from '../api/response.ts';
import { type SimulatedCall, simulatedCall } from '../calls/simulated-call.ts';
import type { Fault } from '../faults.ts';
import type { World } from '../world.ts';
import { handleControlRequest, isControlPath } from './control.ts';
import { parseBody, parseUrl, readBody } from './read-request.ts';
import { sendJson, sendResponse } from './send-response.ts';

/** A request that was received. */
export interface ReceivedRequest {
  method: string;
  path: string;
  at: Date;
  /** The status sent; undefined if none was, or not yet. */
  status: number | undefined;
  /** Parsed JSON, or the text if it was not JSON; undefined if there was no body. */
  body: unknown;
}

/** The log entry of a handled request. */
export interface LogEntry {
  method: string;
  path: string;
  /** The status sent; undefined if none was. */
  status: number | undefined;
  /** What the simulator did. */
  text: string;
  /** The call concerned, as it is now. */
  call?: SimulatedCall;
}

const notForWebPages = 'Only programs on this machine can use the simulator, not web pages.';

/**
 * Returns whether a request comes from a program on this machine, not from a web page: those say where they come from, or, after
 * their name was pointed at this machine (DNS rebinding), that name.
 */
function isFromThisMachine({ host = '', origin }: IncomingMessage['headers']): boolean {
  return origin === undefined && /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i.test(host);
}

/** Handles the server's requests, and records and logs them. */
export class RequestListener {
  /** Every request to the API, in order of arrival. */
  readonly received: ReceivedRequest[] = [];
  readonly #world: World;
  readonly #log: (entry: LogEntry) => void;
  readonly #closing: AbortSignal;

  /** @param closing aborts when the simulator closes, so that delayed responses stop waiting */
  constructor(world: World, log: (entry: LogEntry) => void, closing: AbortSignal) {
    this.#world = world;
    this.#log = log;
    this.#closing = closing;
  }

  /** Handles one request. Never rejects: an error affects only this request. */
  async serve(request: IncomingMessage, stream: ServerResponse): Promise<void> {
    try {
      await this.#handle(request, stream);
    } catch (error) {
      if (stream.headersSent || request.destroyed) stream.destroy();
      else sendJson(stream, errorResponse(500, `The simulator failed: ${String(error)}`));
    }
  }

  async #handle(request: IncomingMessage, stream: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const url = parseUrl(request);
    const received: ReceivedRequest = {
      method: request.method ?? 'GET',
      path: url?.pathname ?? request.url ?? '',
      at: new Date(this.#world.clock.now()),
      status: undefined,
      body: parseBody(text ?? '').value,
    };
    if (!isControlPath(received.path)) this.received.push(received);
    const { response, fault } = this.#respond(request, url, text);
    received.status = await sendResponse(stream, response, fault, this.#closing);
    this.#report(received, response, fault);
  }

  #respond(request: IncomingMessage, url: URL | undefined, text: string | undefined): HandledRequest {
    const { method = 'GET', headers } = request;
    if (!url) return { response: errorResponse(400) };
    if (!isFromThisMachine(headers)) return { response: errorResponse(403, notForWebPages) };
    if (text === undefined) return { response: errorResponse(413, 'The body is larger than 1 MB.') };
    const body = parseBody(text);
    if (isControlPath(url.pathname)) {
      return { response: handleControlRequest(this.#world, { method, url, body }) };
    }
    return handleApiRequest(this.#world, { method, url, authorization: headers.authorization, body });
  }

  #report({ method, path, status }: ReceivedRequest, response: JsonResponse, fault: Fault | undefined): void {
    const call = response.callId === undefined ? undefined : this.#world.book.find(response.callId);
    this.#log({
      method,
      path,
      status,
      text: fault ? `${response.logText} [fault: ${fault.kind}]` : response.logText,
      ...(call && { call: simulatedCall(call, this.#world.clock.now()) }),
    });
  }
}
