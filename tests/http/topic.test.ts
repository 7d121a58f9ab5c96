import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.ts';
import { blocks, commandsOf, customers } from '../support/documents.ts';
import { type Operator, openOperator } from '../support/operator.ts';

const topic = 'src/cli/help/topics/http.md';
const cronSecret = 'a-long-secret-of-the-hosted-cron';

async function operatorWithList(): Promise<Operator> {
  const operator = await openOperator();
  operator.file('customers.csv', customers);
  await operator.voicebot(['contacts', 'import', 'customers.csv']);
  return operator;
}

/** Runs a script as it stands in a document, with the port of this server, and stops at its first failure. */
async function type(operator: Operator, url: string, script: string) {
  const own = script.replaceAll('http://127.0.0.1:8080', url);
  const curl = 'curl() { command curl --fail-with-body "$@" && echo; }';
  return operator.shell(`set -eo pipefail\n${curl}\n${own}`, { env: { CRON_SECRET: cronSecret } });
}

describe('what is shown of HTTP', () => {
  it('the topic: every command works word for word, one after another', async () => {
    const operator = await operatorWithList();
    const [serve = '', ...others] = blocks(topic, 'sh');
    const api = await startApi(operator, serve.trim().split(' ').slice(2), {
      env: { CRON_SECRET: cronSecret },
    });
    const script = others.join('');
    const { code, stdout, stderr } = await type(operator, api.url, script);
    expect({ code, stderr: code === 0 ? '' : stderr + stdout }).toEqual({ code: 0, stderr: '' });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toMatchObject([
      {
        success: true,
        callId: expect.stringMatching(/^call_/),
        callRecord: { contactId: 1 },
        retellResponse: {},
      },
      { success: true, message: '2 call(s) scheduled successfully', scheduledCalls: [{ id: 1 }, { id: 2 }] },
      { scheduledCalls: [{ id: 1, contact: {} }, { id: 2 }] },
      { message: 'Scheduled call cancelled successfully' },
      { success: true, rejected: 0, rejects: [] },
      { contacts: [{ id: expect.any(Number) }, {}], nextCursor: expect.any(String) },
      { success: true, message: 'Processed 0 scheduled call(s)', results: { processed: 0 } },
    ]);
  });

  it('the README: its server and its request', async () => {
    const operator = await operatorWithList();
    const api = await startApi(operator);
    const [curl = ''] = commandsOf('README.md').filter((line) => line.includes('127.0.0.1:8080'));
    const { stdout } = await operator.shell('voicebot tokens create --name crm --scope call');
    const { code } = await type(operator, api.url, `TOKEN=${stdout.trim()}\n${curl}`);
    expect(code).toBe(0);
    expect(operator.simulator.rings()).toHaveLength(1);
  });
});
