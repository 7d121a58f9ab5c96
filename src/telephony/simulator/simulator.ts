import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { Ring } from './calls/call-book.ts';
import type { CallScript } from './calls/course.ts';
import { type SimulatedCall, simulatedCall } from './calls/simulated-call.ts';
import type { Fault, FaultTarget } from './faults.ts';
import { type LogEntry, type ReceivedRequest, RequestListener } from './server/request-listener.ts';
import { bodyOf, eventsOf } from './webhooks/call-events.ts';
import type { WebhookFault } from './webhooks/webhook-faults.ts';
import { type SentWebhook, WebhookSender } from './webhooks/webhook-sender.ts';
import { World, type WorldOptions } from './world.ts';

const host = '127.0.0.1';

export interface SimulatorOptions extends WorldOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Where webhooks are sent; by default none is. */
  webhook?: string;
  /** Called after each request has been handled, and after each webhook. */
  log?: (entry: LogEntry) => void;
}

/** A running simulator. */
export interface Simulator {
  /** The base URL for retell-sdk. */
  readonly url: string;
  readonly port: number;
  /** Returns every call placed, as it is now, in order of creation. */
  calls(): SimulatedCall[];
  /** Returns every ring of a simulated phone. */
  rings(): readonly Ring[];
  /** Returns every request received, except those to the control surface. */
  requests(): readonly ReceivedRequest[];
  /** Sends webhooks to this address from now on, of all calls; once only, and instead of `webhook` in the options. */
  reportTo(url: string): void;
  /** Returns every webhook that was sent or lost, in order. */
  webhooks(): readonly SentWebhook[];
  /** Returns the bodies of the webhooks of all that has happened so far, whether they are sent or not, in order of creation of calls. */
  webhookBodies(): { body: string; key: string }[];
  addFault(fault: Fault | WebhookFault): void;
  /** Drops the faults added for these requests. */
  forgetFaults(on: FaultTarget): void;
  /** Sets how calls to a number go from now on, in turn, even if it is a test number. The last script is that of all later calls. */
  script(toNumber: string, ...scripts: readonly CallScript[]): void;
  /** Enters or changes Retell's own contact of a number. Every key has the same contacts. */
  contact(phoneNumber: string, doNotCall: boolean): void;
  /** Returns the numbers of Retell's own contacts that are marked do-not-call. */
  marked(): string[];
  /** Closes every connection, including hanging ones, and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a simulated Retell: a server on this machine with the parts of Retell's API that voicebot uses. No real
 * phone rings.
 * @throws Node's own error (`EADDRINUSE`, `EACCES`) if the port is not available
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = new World(options);
  const closing = new AbortController();
  // Each delayed response adds a listener until it is sent.
  setMaxListeners(0, closing.signal);
  const listener = new RequestListener(world, options.log ?? (() => undefined), closing.signal);
  const server = createServer((request, response) => void listener.serve(request, response));
  server.keepAliveTimeout = 60_000;
  const { port } = await listen(server, options.port ?? 0);
  const url = `http://${host}:${port}`;
  world.url = url;
  let sender: WebhookSender | undefined;
  const reportTo = (address: string) => {
    const log = (sent: SentWebhook) => options.log?.(webhookEntry(sent, address));
    sender = new WebhookSender(world, { url: address, closing: closing.signal, log });
  };
  if (options.webhook !== undefined) reportTo(options.webhook);
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    url,
    port,
    calls: () => world.book.calls.map((call) => simulatedCall(call, world.clock.now())),
    rings: () => [...world.book.rings],
    requests: () => [...listener.received],
    reportTo,
    webhooks: () => [...(sender?.sent ?? [])],
    webhookBodies: () =>
      world.book.calls
        .flatMap(eventsOf)
        .filter(({ toldAt }) => toldAt <= world.clock.now())
        .map((event) => ({ body: bodyOf(event), key: world.signingKeyOf(event.call.workspace) })),
    addFault: (fault) => world.addFault(fault),
    forgetFaults: (on) => world.faults.forget(on),
    script: (toNumber, ...scripts) => world.script(toNumber, ...scripts),
    contact: (phoneNumber, doNotCall) => void world.contacts.enter(phoneNumber, doNotCall),
    marked: () => world.contacts.all().flatMap((one) => (one.do_not_call ? [one.phone_number] : [])),
    close: () => {
      closing.abort();
      server.close();
      server.closeAllConnections();
      return closed;
    },
  };
}

/** Returns how a webhook is logged. */
function webhookEntry({ event, callId, statuses, fault }: SentWebhook, path: string): LogEntry {
  const text = statuses.length === 0 ? `lost ${event}` : `sent ${event}`;
  const noted = fault && statuses.length > 0 ? ` [fault: ${fault}]` : '';
  return { method: 'POST', path, status: statuses.at(-1), text: `${text} of ${callId}${noted}` };
}

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
      else reject(new Error('the server has no port'));
    });
  });
}
