import { describe, expect, it } from 'vitest';
import { fuzz } from '../proofs/api/fuzz.ts';
import { startApi } from '../support/api.ts';
import { readContract } from '../support/api-contract.ts';
import { fillingRequests } from '../support/every-request.ts';
import { openOperator } from '../support/operator.ts';

describe('requests made from the OpenAPI document', () => {
  it('are answered as it says, right or wrong, and nothing is damaged', async () => {
    const operator = await openOperator();
    const api = await startApi(operator, ['--rate', '0', '--trust-proxy']);
    for (const { method, path, body, headers } of fillingRequests)
      await api.send(method, path, body, headers);
    const contract = readContract((await api.get('/openapi.json')).text);
    const send: Parameters<typeof fuzz>[0]['send'] = ({ method, path, body, headers }) =>
      api.send(method, path, body, headers);
    const statuses = await fuzz({ contract, send, seed: 7, requests: 400 });
    // Else it would only have tried what is refused at the door.
    expect(statuses.get(200)).toBeGreaterThan(100);
    expect((await api.get('/readyz')).status).toBe(200);
    expect(operator.rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(operator.rows('pragma foreign_key_check')).toEqual([]);
  });
});
