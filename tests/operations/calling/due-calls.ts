import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openStore } from '../../../src/store/open-store.ts';
import type { SimulatorOptions } from '../../../src/telephony/simulator/simulator.ts';
import { type Operator, openOperator } from '../../support/operator.ts';

export const migrations = fileURLToPath(new URL('../../../drizzle', import.meta.url));

/** Returns the number of contact `n`, from 1. Calls to it are always placed. */
export function numberOf(n: number): string {
  return `+61491580${String(n).padStart(3, '0')}`;
}

/**
 * Opens an operator with this many calls due now, a second apart. Contacts and scheduled calls are numbered from 1, in order of
 * time. It writes through the store, because the program takes a while to start.
 */
export async function openWithDue(count: number, options: SimulatorOptions = {}): Promise<Operator> {
  const operator = await openWithContacts(count, options);
  await scheduleCalls(
    operator,
    Array.from({ length: count }, (_, index) => ({ id: index + 1, seconds: index + 1 })),
  );
  operator.clock.advance(count);
  return operator;
}

/** Opens an operator with this many contacts. */
export async function openWithContacts(count: number, options: SimulatorOptions = {}): Promise<Operator> {
  const operator = await openOperator({ ...options, limits: { concurrency: 1000, ...options.limits } });
  const store = openStore({ path: operator.database, migrations });
  const drafts = Array.from({ length: count }, (_, index) => ({
    name: `Contact ${index + 1}`,
    phoneNumber: numberOf(index + 1),
    customFields: {},
  }));
  await store.saveContacts(drafts, operator.clock.now());
  store.close();
  return operator;
}

/** Schedules calls to contacts by id, each this many seconds from now, in this order. */
export async function scheduleCalls(
  { database, clock }: Operator,
  plan: readonly { id: number; seconds: number; spacing?: number }[],
): Promise<void> {
  const store = openStore({ path: database, migrations });
  const now = clock.now();
  const drafts = plan.map(({ id, seconds, spacing = 0 }) => ({
    contactId: id,
    fromNumber: '+61255501234',
    agentId: 'agent_demo',
    scheduledTime: new Date(now.getTime() + seconds * 1000),
    dynamicVariables: {},
    maxAttempts: 3,
    simulated: null,
    timezone: null,
    locale: null,
    // By default, what is overdue rings at once, however long it was.
    spacing: spacing * 1000,
  }));
  await store.scheduleCalls(drafts, now, 'again');
  store.close();
}

/** Returns how often each number has rung, without those that have not. */
export function ringsOf({ simulator }: Operator): Record<string, number> {
  const rings: Record<string, number> = {};
  for (const { toNumber } of simulator.rings()) rings[toNumber] = (rings[toNumber] ?? 0) + 1;
  return rings;
}

/** Returns what {@link ringsOf} does if each of the first `count` numbers rang once. */
export function onceEach(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [numberOf(index + 1), 1]));
}

const createPath = '/v2/create-phone-call';
const createBody = z.looseObject({ to_number: z.string(), idempotency_key: z.string() });

/** Returns the bodies of the requests to call this number, or any number, in order of arrival. */
export function requestsTo({ simulator }: Operator, toNumber?: string): z.infer<typeof createBody>[] {
  return simulator
    .requests()
    .filter(({ path }) => path === createPath)
    .map(({ body }) => createBody.parse(body))
    .filter((body) => toNumber === undefined || body.to_number === toNumber);
}

/** Waits for something that another process or the simulator does. @param patience ms */
export async function until(condition: () => boolean, what: string, patience = 10_000): Promise<void> {
  const deadline = performance.now() + patience;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`gave up waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
