import fc from 'fast-check';

type Schema = Readonly<Record<string, unknown>>;

/** Texts that have a meaning somewhere, or are hard on whatever reads them. */
const tellingTexts = [
  ...[
    '',
    ' ',
    '0',
    '1',
    '-1',
    '2',
    '1.5',
    '1e3',
    'null',
    'true',
    '0491570006',
    '+61491570156',
    '0491 570 157',
    '+6113*',
  ],
  ...[
    'tomorrow 9am',
    '+1h',
    '2026-03-15T09:00:00+11:00',
    '2020-01-01',
    '99999-01-01T00:00:00Z',
    'Ada',
    'ada*',
    '"a b',
  ],
  ...[
    'a=b',
    '=',
    'plan=gold',
    'tag=x',
    "' or 1=1 --",
    '%',
    '_',
    '*',
    '"',
    '\\',
    '\0',
    '\ud800',
    '\u202e',
    '\ufeff',
    '🎉',
  ],
  ...[
    '../../etc/passwd',
    'Australia/Perth',
    'Mars/Base',
    '__proto__',
    'constructor',
    'toString',
    '{{name}}',
    'x'.repeat(3000),
  ],
];

export const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...tellingTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

/** Any JSON, as whoever is wrong about a request sends it. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  ...[fc.jsonValue({ maxDepth: 2 }), fc.constant(null), fc.integer(), fc.double(), text, fc.array(text)],
);

/** Returns values that a schema allows, and now and then ones that it does not. */
export function valuesOf(schema: Schema, refs: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: allowed(schema, refs) }, { weight: 1, arbitrary: anything });
}

function allowed(schema: Schema, refs: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const { type, enum: options, const: only, anyOf, allOf, oneOf, $ref, example } = schema;
  if (typeof $ref === 'string') return allowed(refs[$ref.split('/').at(-1) ?? ''] ?? {}, refs);
  if (Array.isArray(options)) return fc.constantFrom(...options);
  if (only !== undefined) return fc.constant(only);
  const choices = [anyOf, oneOf, allOf].find(Array.isArray);
  if (choices) return fc.oneof(...choices.map((one: Schema) => allowed(one, refs)));
  switch (Array.isArray(type) ? type[0] : type) {
    case 'string':
      return example === undefined ? text : fc.oneof({ weight: 2, arbitrary: fc.constant(example) }, text);
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({ min: 1, max: 8 }),
        fc.integer(),
        fc.constantFrom(0, -1, 999_999_999, 1e300),
      );
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valuesOf(schemaIn(schema, 'items'), refs), { maxLength: 5 });
    case 'object':
      return objects(schema, refs);
    default:
      return anything;
  }
}

function objects(schema: Schema, refs: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null)
    return fc.dictionary(text, valuesOf(schemaIn(schema, 'additionalProperties'), refs), { maxKeys: 4 });
  const known: Record<string, Schema> = { ...properties };
  const values = Object.fromEntries(Object.entries(known).map(([name, one]) => [name, valuesOf(one, refs)]));
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const requiredKeys = Object.keys(values).filter((name) => required.has(name));
  return fc.oneof(
    { weight: 8, arbitrary: fc.record(values, { requiredKeys }) },
    { weight: 1, arbitrary: fc.record(values, { requiredKeys: [] }) },
  );
}

function schemaIn(schema: Schema, key: string): Schema {
  const inner = schema[key];
  return typeof inner === 'object' && inner !== null ? { ...inner } : {};
}
