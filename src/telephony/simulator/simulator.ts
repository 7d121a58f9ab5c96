import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { Ring } from './calls/call-book.ts';
import type { CallScript } from './calls/course.ts';
import { type SimulatedCall, simulatedCall } from './calls/simulated-call.ts';
import type { Fault, FaultTarget } from './faults.ts';
import { type LogEntry, type ReceivedRequest, RequestListener } from './server/request-listener.ts';
import { World, type WorldOptions } from './world.ts';

const host = '127.0.0.1';

export interface SimulatorOptions extends WorldOptions {
  /** Default 0, which takes any free port. */
  port?: number;
  /** Told of each request once it was handled. */
  log?: (entry: LogEntry) => void;
}

/** A simulated Retell that is running. */
export interface Simulator {
  /** The base URL to give to retell-sdk. */
  readonly url: string;
  readonly port: number;
  /** Every call placed, as it stands now, in the order of creation. */
  calls(): SimulatedCall[];
  /** Every time a phone really rang. */
  rings(): readonly Ring[];
  /** Every request that came in, the control surface's aside. */
  requests(): readonly ReceivedRequest[];
  addFault(fault: Fault): void;
  /** Drops the faults that were still to strike these requests. */
  forgetFaults(on: FaultTarget): void;
  /** Settles how calls to a number go from now on; overrules the test numbers. */
  script(toNumber: string, script: CallScript): void;
  /** Ends every connection, hanging ones too, and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a simulated Retell: a server on this machine that speaks the part of Retell's API that voicebot uses,
 * where no real phone rings.
 * @throws (rejects) when the port cannot be had, with Node's own error (`EADDRINUSE`, `EACCES`)
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = new World(options);
  const closing = new AbortController();
  // Each answer that is late listens until it is sent.
  setMaxListeners(0, closing.signal);
  const listener = new RequestListener(world, options.log ?? (() => undefined), closing.signal);
  const server = createServer((request, response) => void listener.serve(request, response));
  server.keepAliveTimeout = 60_000;
  const { port } = await listen(server, options.port ?? 0);
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    url: `http://${host}:${port}`,
    port,
    calls: () => world.book.calls.map((call) => simulatedCall(call, world.clock.now())),
    rings: () => [...world.book.rings],
    requests: () => [...listener.received],
    addFault: (fault) => world.faults.add(fault),
    forgetFaults: (on) => world.faults.forget(on),
    script: (toNumber, script) => world.script(toNumber, script),
    close: () => {
      closing.abort();
      server.close();
      server.closeAllConnections();
      return closed;
    },
  };
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
