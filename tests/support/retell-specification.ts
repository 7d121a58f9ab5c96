import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { z } from 'zod';

const document: unknown = JSON.parse(
  readFileSync(new URL('./retell-openapi.json', import.meta.url), 'utf8'),
  toModernSchema,
);

const paths = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ responses: z.record(z.string(), z.looseObject({})) })),
  ),
});

const reasons = z.object({
  components: z.object({
    schemas: z.object({ DisconnectionReason: z.object({ enum: z.array(z.string()) }) }),
  }),
});

/** Every `disconnection_reason` in the specification. */
export const specifiedReasons = reasons.parse(document).components.schemas.DisconnectionReason.enum;

const operations = paths.parse(document).paths;
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema(z.looseObject({}).parse(document), 'retell');

/** OpenAPI 3.0 has `exclusiveMinimum: true` beside `minimum`; JSON Schema puts the number in `exclusiveMinimum`. */
function toModernSchema(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!('exclusiveMinimum' in value) || value.exclusiveMinimum !== true || !('minimum' in value))
    return value;
  const { minimum, ...rest } = value;
  return { ...rest, exclusiveMinimum: minimum };
}

function pointer(...steps: string[]): string {
  return steps
    .map((step) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('');
}

const jsonSchema = ['content', 'application/json', 'schema'];

/** Returns the specification's check of a request body. */
export function requestCheck(method: 'get' | 'post', path: string): ValidateFunction {
  return ajv.compile({ $ref: `retell#${pointer('paths', path, method, 'requestBody', ...jsonSchema)}` });
}

/**
 * Returns the specification's check of a response. For a status that the path does not declare, it checks the form
 * shared by all declared errors.
 */
export function responseCheck(method: 'get' | 'post', path: string, status: number): ValidateFunction {
  const declared = operations[path]?.[method]?.responses[status];
  if (declared && !('$ref' in declared)) {
    return ajv.compile({
      $ref: `retell#${pointer('paths', path, method, 'responses', String(status), ...jsonSchema)}`,
    });
  }
  if (status < 400) throw new Error(`${method} ${path} does not declare ${status}`);
  const shared = z.string().catch('#/components/responses/BadRequest').parse(declared?.['$ref']);
  return ajv.compile({ $ref: `retell${shared}${pointer(...jsonSchema)}` });
}
