import { expect, it } from 'vitest';
import { onceEach, openWithDue, ringsOf, until } from '../../operations/calling/due-calls.ts';
import { startApi } from '../../support/api.ts';

it('a server that watches reads the file of --env-file again after trouble, if it is still of the same profile', async () => {
  const operator = await openWithDue(2);
  const names = ['RETELL_API_KEY', 'RETELL_BASE_URL', 'VOICEBOT_FROM_NUMBER', 'VOICEBOT_AGENT_ID'];
  const { env } = operator.launch();
  const settings = names.map((name) => `${name}=${env[name]}\n`).join('');
  operator.file('service.env', settings.replace(operator.simulator.url, 'http://127.0.0.1:9'));
  const words = ['--env-file', 'service.env', '--watch', '--every', '1s'];
  const unset = Object.fromEntries(names.map((name) => [name, undefined]));
  const api = await startApi(operator, words, { env: unset });
  const troubles = () => api.log().flatMap(({ event, code }) => (event === 'trouble' ? [code] : []));
  await until(() => troubles().length > 0, 'there is trouble');
  // These people would be called with the account of others.
  operator.file('.config/voicebot/other/.env', settings);
  operator.file('service.env', `${settings}VOICEBOT_PROFILE=other\n`);
  await until(() => troubles().includes('profile_changed'), 'the file is read');
  expect(ringsOf(operator)).toEqual({});
  operator.file('service.env', settings);
  await until(() => Object.keys(ringsOf(operator)).length === 2, 'both are placed', 30_000);
  expect(ringsOf(operator)).toEqual(onceEach(2));
  expect(troubles()).toEqual(['retell_unreachable', 'profile_changed']);
});
