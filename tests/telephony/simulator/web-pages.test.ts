import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../../src/telephony/simulator/simulator.ts';

/** Sends a request with these headers, which `fetch` does not let through. @returns the status */
function statusOf(url: string, method: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('a web page cannot use the simulator', () => {
  const key = { authorization: 'Bearer key' };
  it.each([
    { what: 'from its own origin', headers: { origin: 'https://evil.example' }, status: 403 },
    { what: 'from a file or a sandbox', headers: { origin: 'null' }, status: 403 },
    { what: 'under a name that points here', headers: { host: 'evil.example' }, status: 403 },
    { what: 'under such a name, with a port', headers: { host: 'evil.example:4010' }, status: 403 },
    { what: 'under a name that begins like ours', headers: { host: 'localhost.evil.example' }, status: 403 },
    { what: 'but programs can', headers: {}, status: 200 },
    { what: 'but programs can, by name', headers: { host: 'localhost:4010' }, status: 200 },
    { what: 'but programs can, by IPv6', headers: { host: '[::1]:4010' }, status: 200 },
  ])('$what', async ({ headers, status }) => {
    const simulator = await startSimulator();
    onTestFinished(() => simulator.close());
    const sent = { ...key, ...headers };
    expect(await statusOf(`${simulator.url}/_simulator`, 'GET', sent)).toBe(status);
    expect(await statusOf(`${simulator.url}/get-concurrency`, 'GET', sent)).toBe(status);
    expect(simulator.calls()).toEqual([]);
  });
});
