import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';
import type { ApiResponse } from './api.ts';

const schema = z.record(z.string(), z.unknown());
const parameter = z.object({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema });
const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter).optional(),
  requestBody: z
    .object({ required: z.boolean().optional(), content: z.record(z.string(), z.object({ schema })) })
    .optional(),
  responses: z.record(
    z.string(),
    z.object({ content: z.record(z.string(), z.object({ schema })).optional() }),
  ),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), schema) }),
});

export type Operation = z.infer<typeof operation> & { method: string; path: string };
type OpenApi = z.infer<typeof documentSchema>;

/** What a server promises in its OpenAPI document. */
export interface Contract {
  document: Record<string, unknown>;
  operations: Operation[];
  schemas: Record<string, Record<string, unknown>>;
  /** Returns the operation that a request is for; undefined if there is none. */
  operationOf(method: string, path: string): Operation | undefined;
  /** Returns what is wrong with a response, by the document: its status, its media type, or its body; empty if nothing is. */
  breaches(
    method: string,
    path: string,
    response: Pick<ApiResponse, 'status' | 'headers' | 'text'>,
  ): string[];
}

/** Reads a document, strictly: what it does not name must not be in a response. */
export function readContract(text: string): Contract {
  const parsed: unknown = JSON.parse(text);
  const document = documentSchema.parse(parsed);
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(closed(document), 'api');
  const validators = new Map<string, ValidateFunction>();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ ...one, method: method.toUpperCase(), path })),
  );
  const operationOf = (method: string, path: string) =>
    operations
      .filter((one) => one.method === (method === 'HEAD' ? 'GET' : method) && fits(one.path, path))
      .toSorted((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')))[0];
  const bodyBreaches = (one: Operation, status: number, type: string, text: string): string[] => {
    const pointer = [
      'paths',
      one.path,
      one.method.toLowerCase(),
      'responses',
      status,
      'content',
      type,
      'schema',
    ];
    const ref = `api#/${pointer.map((part) => encodeURIComponent(String(part).replaceAll('/', '~1'))).join('/')}`;
    const validate = validators.get(ref) ?? ajv.compile({ $ref: ref });
    validators.set(ref, validate);
    if (validate(JSON.parse(text))) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${one.operationId} ${status} ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
  return {
    document: schema.parse(parsed),
    operations,
    schemas: document.components.schemas,
    operationOf,
    breaches: (method, path, { status, headers, text }) => {
      const one = operationOf(method, path);
      if (!one) return [`${method} ${path} is not in the document`];
      const response = one.responses[status];
      if (!response) return [`${one.operationId} has no response ${status}: ${text.slice(0, 300)}`];
      const [type = ''] = (headers.get('content-type') ?? '').split(';');
      if (!response.content && text === '') return [];
      if (!response.content?.[type]) return [`${one.operationId} ${status} has no ${type}`];
      if (!type.endsWith('json') || method === 'HEAD') return [];
      return bodyBreaches(one, status, type, text);
    },
  };
}

function fits(template: string, path: string): boolean {
  const pattern = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path.split('?')[0] ?? '');
}

/** Returns the document with every object closed to other properties, but those that are part of another. */
function closed(document: OpenApi): AnySchema {
  const parts = new Set(
    [...JSON.stringify(document).matchAll(/"allOf":\[\{"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    ),
  );
  const close = (value: unknown, isPart: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => close(item, isPart));
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      close(inner, isPart || key === 'allOf'),
    ]);
    const isOpen = isPart || !('properties' in value) || 'additionalProperties' in value;
    return Object.fromEntries(isOpen ? entries : [...entries, ['additionalProperties', false]]);
  };
  const { components, ...others } = document;
  const schemas = Object.entries(components.schemas).map(([name, one]) => [
    name,
    close(one, parts.has(name)),
  ]);
  return {
    ...schema.parse(close(others, false)),
    components: { ...components, schemas: Object.fromEntries(schemas) },
  };
}
