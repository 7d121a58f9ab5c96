import Retell from 'retell-sdk';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/telephony/simulator/simulator.ts';
import { ManualClock } from './manual-clock.ts';

/** A response from the simulator. */
export interface Reply {
  status: number;
  headers: Headers;
  body: Readonly<Record<string, unknown>>;
}

/** A simulated Retell with a clock moved by hand, reached by plain HTTP. */
export interface Account {
  simulator: Simulator;
  clock: ManualClock;
  /** A retell-sdk that does not retry. */
  sdk: Retell;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** Requests a call. Both numbers have defaults. */
  create(body?: Record<string, unknown>): Promise<Reply>;
  /** Returns the ids of the listed calls that meet the filters. */
  ids(filter: Record<string, unknown>): Promise<unknown[]>;
}

const responseBody = z.record(z.string(), z.unknown());
const listed = z.object({ items: z.array(z.looseObject({ call_id: z.string() })) });

async function replyOf(response: Response): Promise<Reply> {
  return {
    status: response.status,
    headers: response.headers,
    body: responseBody.parse(await response.json()),
  };
}

/** Opens an account that lasts until the current test finishes. */
export async function openAccount(options: SimulatorOptions = {}): Promise<Account> {
  const clock = new ManualClock();
  const simulator = await startSimulator({ clock, ...options });
  onTestFinished(() => simulator.close());
  const key = options.apiKey ?? 'key_test';
  const authorization = { Authorization: `Bearer ${key}` };
  const post: Account['post'] = async (path, body, headers = authorization) =>
    replyOf(
      await fetch(simulator.url + path, {
        method: 'POST',
        headers,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  return {
    simulator,
    clock,
    sdk: new Retell({ apiKey: key, baseURL: simulator.url, maxRetries: 0 }),
    get: async (path, headers = authorization) => replyOf(await fetch(simulator.url + path, { headers })),
    post,
    create: (body) =>
      post('/v2/create-phone-call', { from_number: '+61255501234', to_number: '+61491570006', ...body }),
    ids: async (filter) => {
      const { body } = await post('/v3/list-calls', { filter_criteria: filter, limit: 1000 });
      return listed.parse(body).items.map((item) => item.call_id);
    },
  };
}
