import fc from 'fast-check';
import type { ApiResponse } from '../../support/api.ts';
import type { Contract, Operation } from '../../support/api-contract.ts';
import { text, valuesOf } from './schema-values.ts';

interface FuzzedRequest {
  method: string;
  path: string;
  body: string | undefined;
  headers: Record<string, string>;
}

export interface FuzzOptions {
  contract: Contract;
  send: (request: FuzzedRequest) => Promise<Pick<ApiResponse, 'status' | 'headers' | 'text'>>;
  seed: number;
  requests: number;
}

/**
 * Sends requests that are made from the document: right ones, nearly right ones, and nonsense. Each response must be as the document says,
 * and none a 500.
 *
 * @returns how many requests had each status
 * @throws Error with the request, made as small as possible
 */
export async function fuzz({ contract, send, seed, requests }: FuzzOptions): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  const any = fc.constantFrom(...contract.operations).chain((one) => requestsOf(one, contract));
  await fc.assert(
    fc.asyncProperty(any, async (request) => {
      const response = await send(request);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const breaches = contract.breaches(request.method, request.path, response);
      if (response.status === 500) breaches.push(`500: ${response.text}`);
      if (breaches.length > 0) throw new Error(breaches.join('\n'));
    }),
    { seed, numRuns: requests, endOnFailure: false, interruptAfterTimeLimit: 3_600_000 },
  );
  return statuses;
}

function requestsOf(one: Operation, { schemas }: Contract): fc.Arbitrary<FuzzedRequest> {
  const { method, parameters = [] } = one;
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const segments = fc.tuple(...inPath.map(({ schema }) => segmentsFor(valuesOf(schema, schemas))));
  const query = fc
    .tuple(
      ...inQuery.map(({ name, schema }) => fc.option(pairsFor(name, valuesOf(schema, schemas)), { freq: 2 })),
    )
    .map((pairs) => pairs.flatMap((some) => some ?? []));
  return fc.record({ segments, query, body: bodies(one, schemas) }).map(({ segments, query, body }) => {
    const path = inPath.reduce(
      (path, { name }, index) => path.replace(`{${name}}`, segments[index] ?? ''),
      one.path,
    );
    const { type, content } = body ?? { type: undefined, content: undefined };
    return {
      method,
      path: query.length > 0 ? `${path}?${query.join('&')}` : path,
      body: content,
      headers: type === undefined ? {} : { 'Content-Type': type },
    };
  });
}

/** Objects may have a `toString` that is none. */
function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whatever would be another path is left out: that is another operation. */
function segmentsFor(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return values.map((value) => encoded(textOf(value))).filter((segment) => !/^(%2e|\.)*$/i.test(segment));
}

function pairsFor(name: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<string[]> {
  const pair = (value: unknown) => `${name}=${encoded(textOf(value))}`;
  return fc.oneof(
    { weight: 6, arbitrary: values.map((value) => (Array.isArray(value) ? value.map(pair) : [pair(value)])) },
    { weight: 1, arbitrary: fc.tuple(values, values).map((both) => both.map(pair)) },
  );
}

/** Lone surrogates cannot be in an address. */
function encoded(value: string): string {
  return encodeURIComponent(value.replace(/[\ud800-\udfff]/gu, '\ufffd'));
}

function bodies({ requestBody }: Operation, schemas: Contract['schemas']) {
  if (!requestBody) return fc.constant(undefined);
  const types = Object.entries(requestBody.content);
  const right = fc
    .constantFrom(...types)
    .chain(([type, { schema }]) =>
      type === 'multipart/form-data'
        ? fc
            .dictionary(fc.constantFrom('file', 'map', 'tag', 'dryRun', 'sheet', 'x'), text)
            .map((fields) => formOf(fields))
        : fc
            .oneof({ weight: 8, arbitrary: valuesOf(schema, schemas) }, { weight: 1, arbitrary: text })
            .map((value) => ({ type, content: typeof value === 'string' ? value : JSON.stringify(value) })),
    );
  const wrong = fc.record({
    type: fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'nonsense'),
    content: fc.oneof(text, fc.constantFrom('{', '[1,', '{"a":1}x', '['.repeat(20_000), '"')),
  });
  return fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: wrong },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

function formOf(fields: Record<string, string>) {
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"${name === 'file' ? '; filename="a.csv"' : ''}\r\n\r\n${value}\r\n`,
  );
  return { type: 'multipart/form-data; boundary=b', content: `${parts.join('')}--b--\r\n` };
}
