import { expect, it } from 'vitest';
import { z } from 'zod';
import { openOperator } from '../../support/operator.ts';

const log = z.object({
  calls: z.array(
    z.object({
      outcome: z.object({ disposition: z.string(), optOut: z.boolean(), isTold: z.boolean() }).optional(),
    }),
  ),
});

it('the simulator tells over HTTP what became of the calls to its people', async () => {
  const operator = await openOperator({ hasDatabase: false });
  const people = ['--realistic', '--timezone', 'Europe/London', '--opt-outs', '100%', '--retention', '1d'];
  const simulator = operator.start(['simulator', '--port', '0', '--seed', '3', ...people]);
  await simulator.says('Press Ctrl-C');
  const url = /http:\S+\d/.exec(simulator.stdout())?.[0] ?? '';
  for (let number = 0; number < 10; number++) {
    const body = JSON.stringify({ from_number: '+61255501234', to_number: `+4474001000${number}0` });
    const headers = { Authorization: 'Bearer any' };
    const placed = await fetch(`${url}/v2/create-phone-call`, { method: 'POST', headers, body });
    expect(placed.status).toBe(201);
  }
  await fetch(`${url}/_simulator/clock`, { method: 'POST', body: '{"advance":"1h"}' });
  const { calls } = log.parse(await (await fetch(`${url}/_simulator/calls`)).json());
  expect(calls).toHaveLength(10);
  for (const { outcome } of calls) {
    expect(outcome).toBeDefined();
    expect(outcome?.optOut).toBe(outcome?.disposition === 'answered');
  }
  simulator.process.kill('SIGINT');
  expect(await simulator.ended).toMatchObject({ code: 130 });
});
