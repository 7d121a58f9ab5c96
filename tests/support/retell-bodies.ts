import fc from 'fast-check';
import { specifiedReasons } from './retell-specification.ts';

type Values = fc.Arbitrary<unknown>;

/** Mostly valid values, some nearly valid ones, and a little arbitrary JSON. */
function mostly(right: Values, ...near: unknown[]): Values {
  return fc.oneof(
    { arbitrary: right, weight: 30 },
    { arbitrary: fc.constantFrom(null, '', 0, [], {}, ...near), weight: 2 },
    { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
  );
}

type Properties = Record<string, Values>;

/** An object with its required properties and a few optional ones; now and then one is missing or unknown. */
function object(needed: Properties, optional: Properties = {}): Values {
  const pairs = Object.entries(optional);
  const few = fc
    .subarray(pairs, { maxLength: Math.min(3, pairs.length) })
    .chain((chosen) => fc.record(Object.fromEntries(chosen)));
  const lost = fc.option(fc.constantFrom('', ...Object.keys(needed)), { freq: 15 });
  const unknown = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 1 });
  return fc.tuple(unknown, fc.record(needed), few, lost).map(([more, required, extra, without]) => {
    const whole = Object.entries({ ...more, ...required, ...extra });
    return Object.fromEntries(whole.filter(([name]) => name !== without));
  });
}

const phone = mostly(fc.constantFrom('+61491570006', '+14157774444', 'x'), ' ', '\u{1f600}');
const names = fc.constantFrom('a', 'constructor', '__proto__', 'first name', 'toString');
const textValues = mostly(fc.dictionary(names, fc.string()), { a: 1 }, { a: null }, ['a']);
const anyObject = mostly(fc.dictionary(fc.oneof(names, fc.string()), fc.jsonValue({ maxDepth: 1 })), [1]);

const createCall = object(
  { from_number: phone, to_number: phone },
  {
    override_agent_id: mostly(fc.constantFrom('agent_1', 'a')),
    override_agent_version: mostly(
      fc.oneof(fc.nat(), fc.constantFrom('latest', 'v-1_0', 1e300)),
      -1,
      0.5,
      'Latest',
      'a'.repeat(20),
      'a'.repeat(21),
    ),
    agent_override: mostly(fc.constant({}), { unknown: 1 }),
    metadata: anyObject,
    retell_llm_dynamic_variables: textValues,
    custom_sip_headers: textValues,
    ignore_e164_validation: mostly(fc.boolean(), 'true'),
    idempotency_key: mostly(
      fc.stringMatching(/^[A-Za-z0-9_-]{5,40}$/),
      'abcd',
      'a'.repeat(255),
      'a'.repeat(256),
      'abcde\n',
      'abc de',
      'abcdé',
    ),
    honor_internal_dnc: mostly(fc.boolean()),
  },
);

function filterOf(type: string, ops: readonly string[], value?: Values): Values {
  return object({
    type: mostly(fc.constant(type), 'string', 'number', 'enum', 'present'),
    op: mostly(fc.constantFrom(...ops), 'eq', 'in', 'bt', 'zz'),
    ...(value && { value: mostly(value, 'x', 1, [1], ['x'], [1, 2, 3], true) }),
  });
}

const stringFilter = filterOf('string', ['eq', 'ne', 'sw', 'ew', 'co'], fc.string());
const numberFilter = filterOf('number', ['eq', 'ne', 'gt', 'ge', 'lt', 'le'], fc.double({ noNaN: true }));
const rangeFilter = filterOf('range', ['bt'], fc.tuple(fc.integer(), fc.integer()));
const booleanFilter = filterOf('boolean', ['eq'], fc.boolean());
const enumOf = (...values: string[]) =>
  filterOf('enum', ['in'], fc.array(fc.constantFrom(...values), { maxLength: 3 }));
const numeric = fc.oneof(numberFilter, rangeFilter);

const fieldFilters = fc.array(
  fc
    .tuple(
      fc.oneof(
        stringFilter,
        numberFilter,
        rangeFilter,
        booleanFilter,
        enumOf('a', 'b'),
        filterOf('present', ['pr', 'np']),
      ),
      mostly(fc.record({ key: fc.string() }), { key: 1 }, { key: 2 }, { key: null }),
    )
    .map(([filter, key]) => Object.assign({}, filter, key)),
  { maxLength: 2 },
);

const filters: Properties = {
  agent: fc.array(
    object(
      { agent_id: mostly(fc.constantFrom('agent_1', 'agent_2', '')) },
      { version: mostly(fc.array(fc.integer())) },
    ),
    { maxLength: 2 },
  ),
  call_id: fc.oneof(stringFilter, enumOf('call_1')),
  batch_call_id: stringFilter,
  call_status: enumOf('not_connected', 'ongoing', 'ended', 'error', 'error', 'ended', 'registered'),
  in_voicemail: booleanFilter,
  disconnection_reason: enumOf(...specifiedReasons, 'boredom'),
  from_number: stringFilter,
  to_number: stringFilter,
  call_type: enumOf('web_call', 'phone_call', 'phone_call', 'fax'),
  direction: enumOf('inbound', 'outbound', 'outbound', 'sideways'),
  user_sentiment: enumOf('Negative', 'Positive', 'Neutral', 'Unknown', 'neutral'),
  data_storage_setting: enumOf('everything', 'everything_except_pii', 'basic_attributes_only', 'nothing'),
  call_successful: booleanFilter,
  start_timestamp: numeric,
  end_timestamp: numeric,
  duration_ms: numeric,
  combined_cost: numeric,
  e2e_latency_p50: numeric,
  tool_calls: fc.array(
    object({ name: mostly(fc.string()) }, { latency_ms: numeric, success: booleanFilter }),
    { maxLength: 2 },
  ),
  custom_analysis_data: fieldFilters,
  custom_attributes: fieldFilters,
  metadata: fieldFilters,
  dynamic_variables: fieldFilters,
  agent_tag: enumOf('a', 'b'),
};

/** A single filter, so that nothing else can be wrong. */
const oneFilter = fc
  .constantFrom(...Object.entries(filters))
  .chain(([name, values]) => values.map((value) => ({ filter_criteria: { [name]: value } })));

const listCalls = object(
  { filter_criteria: mostly(object({}, filters)) },
  {
    sort_order: mostly(fc.constantFrom('ascending', 'descending'), 'up'),
    limit: mostly(fc.integer({ min: -5, max: 1001 }), 1000, 1001, 0.5, -1e300),
    skip: mostly(fc.nat(), -1, 1.5),
    pagination_key: mostly(fc.string()),
    include_total: mostly(fc.boolean()),
  },
);

/** Values as they arrive: own properties only, no `undefined`, no negative zero. */
function overTheWire(values: Values): Values {
  return fc
    .oneof({ arbitrary: values, weight: 40 }, { arbitrary: fc.jsonValue(), weight: 1 })
    .map((value): unknown => JSON.parse(JSON.stringify(value)));
}

/** Bodies for `POST /v2/create-phone-call`, valid and invalid. */
export const createCallBodies = overTheWire(createCall);

/** Bodies for `POST /v3/list-calls`, valid and invalid. */
export const listCallsBodies = overTheWire(fc.oneof(listCalls, oneFilter));
