import { describe, expect, it } from 'vitest';
import { checkCallSetup } from '../../../src/operations/accounts/check-call-setup.ts';

const setup = {
  fromNumber: '+61255501234',
  agentId: 'agent_1',
  isNumberSetting: false,
  isAgentSetting: false,
};

/** An account with one number and one agent. */
const account = {
  listFromNumbers: async () => ['+61255501234'],
  listAgents: async () => [{ id: 'agent_1', name: '' }],
  maxDuration: async (): Promise<number | undefined> => undefined,
};

const checked = (changes: Partial<typeof account>, given: Partial<typeof setup> = {}, patience = 1000) =>
  checkCallSetup(async () => ({ ...account, ...changes }), { ...setup, ...given }, patience);

describe('the check of number and agent', () => {
  it('accepts those of the account', async () => {
    expect(await checked({})).toEqual({ isChecked: true });
    await expect(checked({}, { agentId: 'agent_2' })).rejects.toMatchObject({
      code: 'unknown_agent',
      facts: { near: 'agent_1', known: 'agent_1' },
    });
    await expect(checked({}, { fromNumber: '+61255501235' })).rejects.toMatchObject({
      code: 'unknown_from_number',
      facts: { near: '+61255501234' },
    });
  });

  it('accepts an agent that Retell knows by its id, though the list was cut before it', async () => {
    expect(await checked({ maxDuration: async () => 60_000 }, { agentId: 'agent_20001' })).toEqual({
      isChecked: true,
    });
  });

  it('concludes nothing from an empty list of numbers, or from no answer in time', async () => {
    expect(await checked({ listFromNumbers: async () => [] })).toMatchObject({ isChecked: false });
    const never = () => new Promise<never>(() => undefined);
    expect(await checked({ listAgents: never }, {}, 5)).toEqual({
      isChecked: false,
      reason: 'Retell did not answer in time.',
    });
  });
});
