import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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

describe('simulator --profile', () => {
  const bare = {
    ...{ RETELL_API_KEY: undefined, RETELL_BASE_URL: undefined },
    ...{ VOICEBOT_FROM_NUMBER: undefined, VOICEBOT_AGENT_ID: undefined },
  };
  const words = (name: string) => ['--profile', name, 'simulator', '--port', '0'];

  it('refuses a profile that is, or may be, for real calls, and settings that would lead its calls elsewhere', async () => {
    const operator = await openOperator();
    const path = operator.file('.config/voicebot/real/.env', '# ours\nVOICEBOT_AGENT_ID=agent_of_real\n');
    operator.file(
      '.config/voicebot/proxied/.env',
      'RETELL_API_KEY=real\nRETELL_BASE_URL=http://localhost:1\n',
    );
    await operator.voicebot(['profiles', 'add', 'used']);
    await operator.json(['--profile', 'used', 'contacts', 'add', '--phone', '0491570006'], { env: bare });
    rmSync(join(operator.home, '.config/voicebot/used'), { recursive: true });
    const refused = async (name: string, env = {}) => {
      const ran = await operator.voicebot([...words(name), '--json'], { env: { ...bare, ...env } });
      return { code: ran.code, error: Object(ran.json).error };
    };
    const real = { code: 5, error: { code: 'profile_is_real' } };
    for (const name of ['default', 'real', 'proxied', 'used'])
      expect(await refused(name)).toMatchObject(real);
    expect(readFileSync(path, 'utf8')).toBe('# ours\nVOICEBOT_AGENT_ID=agent_of_real\n');
    const overridden = { code: 5, error: { code: 'rehearsal_overridden' } };
    expect(await refused('new', { VOICEBOT_DB: operator.database })).toMatchObject(overridden);
    expect(await refused('new', { RETELL_BASE_URL: 'https://api.retellai.com' })).toMatchObject(overridden);
    expect(existsSync(join(operator.home, '.config/voicebot/new'))).toBe(false);
  });

  it('keeps what was added to a rehearsal, and gives it the address of the simulator that runs now', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const path = operator.file(
      '.config/voicebot/new/.env',
      '# mine\nRETELL_API_KEY=key_of_the_simulator\nRETELL_BASE_URL=http://127.0.0.1:1 # old\nVOICEBOT_CALL_TIMES=au\n',
    );
    const simulator = operator.start(words('new'), { env: bare });
    await simulator.says('To read along');
    const url = /http:\S+\d/.exec(simulator.stdout())?.[0] ?? '';
    expect(readFileSync(path, 'utf8')).toBe(
      `# mine\nRETELL_API_KEY=key_of_the_simulator\nRETELL_BASE_URL=${url} # old\nVOICEBOT_CALL_TIMES=au\nVOICEBOT_FROM_NUMBER=+61255501234\nVOICEBOT_AGENT_ID=agent_demo\n`,
    );
    const doctor = await operator.voicebot(['--profile', 'new', 'doctor'], {
      env: { ...bare, VOICEBOT_NOW: undefined },
    });
    expect(doctor).toMatchObject({ code: 0 });
    simulator.process.kill('SIGINT');
    await simulator.ended;
  });
});
