import { performance } from 'node:perf_hooks';
import { readContract } from '../../support/api-contract.ts';
import { fillingRequests } from '../../support/every-request.ts';
import { fuzz } from './fuzz.ts';
import { openServing } from './serving.ts';

/** 20,000 requests for each of five seeds, some minutes each. Not part of `npm test`. */
const [seeds = 5, requests = 20_000] = process.argv.slice(2).map(Number);

for (let seed = 1; seed <= seeds; seed++) {
  const began = performance.now();
  const serving = await openServing();
  for (const { method, path, body, headers } of fillingRequests) {
    const isText = typeof body === 'string' || body === undefined;
    const type = { 'Content-Type': 'application/json' };
    await serving.send({
      method,
      path,
      body: isText ? body : JSON.stringify(body),
      headers: { ...type, ...headers },
    });
  }
  const { text } = await serving.send({ method: 'GET', path: '/openapi.json' });
  let wrong: string[] = [];
  try {
    const statuses = await fuzz({ contract: readContract(text), send: serving.send, seed, requests });
    const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status} ${n}`);
    process.stdout.write(`seed ${seed}: ${counts.join(', ')}\n`);
  } catch (error) {
    wrong = [String(error)];
  }
  wrong.push(...(await serving.close()));
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(`seed ${seed}: ${wrong.length} problems, ${seconds} s\n`);
  for (const what of wrong.slice(0, 20)) process.stdout.write(`  ✗ ${what}\n`);
  if (wrong.length > 0) process.exitCode = 1;
}
