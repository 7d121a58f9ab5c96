import type { ListedCall } from './call-json.ts';
import type { CallFilter, FieldFilter, ValueFilter } from './list-calls-request.ts';

/** Filters on the call's own field of the same name. */
const callFields = [
  'call_id',
  'call_status',
  'call_type',
  'direction',
  'from_number',
  'to_number',
  'start_timestamp',
  'end_timestamp',
  'duration_ms',
  'disconnection_reason',
] as const;

/** Filters on the field of the same name in `call_analysis`. */
const analysisFields = ['in_voicemail', 'call_successful', 'user_sentiment'] as const;

const knownFilters: ReadonlySet<string> = new Set([
  ...callFields,
  ...analysisFields,
  'combined_cost',
  'metadata',
  'dynamic_variables',
]);

const stringTests = {
  eq: (actual: string, expected: string) => actual === expected,
  ne: (actual: string, expected: string) => actual !== expected,
  sw: (actual: string, expected: string) => actual.startsWith(expected),
  ew: (actual: string, expected: string) => actual.endsWith(expected),
  co: (actual: string, expected: string) => actual.includes(expected),
};

const numberTests = {
  eq: (actual: number, expected: number) => actual === expected,
  ne: (actual: number, expected: number) => actual !== expected,
  gt: (actual: number, expected: number) => actual > expected,
  ge: (actual: number, expected: number) => actual >= expected,
  lt: (actual: number, expected: number) => actual < expected,
  le: (actual: number, expected: number) => actual <= expected,
};

/** Returns the name of the first filter that the simulator does not support. Ignoring it would list too many calls. */
export function unknownFilter(criteria: CallFilter): string | undefined {
  return Object.keys(criteria).find((name) => !knownFilters.has(name));
}

/** Returns whether a call meets every filter (specification: `CallFilter`, conditions joined with AND). */
export function matches(call: ListedCall, criteria: CallFilter): boolean {
  const conditions: [actual: unknown, filter: ValueFilter | undefined][] = [
    ...callFields.map((name): [unknown, ValueFilter | undefined] => [call[name], criteria[name]]),
    ...analysisFields.map((name): [unknown, ValueFilter | undefined] => [
      call.call_analysis?.[name],
      criteria[name],
    ]),
    [call.call_cost?.combined_cost, criteria.combined_cost],
  ];
  return (
    conditions.every(([actual, filter]) => filter === undefined || meets(actual, filter)) &&
    meetsAll(call.metadata, criteria.metadata ?? []) &&
    meetsAll(call.retell_llm_dynamic_variables, criteria.dynamic_variables ?? [])
  );
}

function isWithin(actual: number, [low, high]: number[]): boolean {
  return low !== undefined && high !== undefined && actual >= low && actual <= high;
}

/**
 * Returns whether a value meets a condition. A missing value meets only `np`, and a value of another type meets no
 * comparison; Retell does not document these cases.
 */
function meets(actual: unknown, filter: ValueFilter): boolean {
  switch (filter.type) {
    case 'string':
      return typeof actual === 'string' && stringTests[filter.op](actual, filter.value);
    case 'number':
      return typeof actual === 'number' && numberTests[filter.op](actual, filter.value);
    case 'range':
      return typeof actual === 'number' && isWithin(actual, filter.value);
    case 'boolean':
      return actual === filter.value;
    case 'enum':
      return typeof actual === 'string' && filter.value.includes(actual);
    case 'present':
      return (actual !== undefined && actual !== null) === (filter.op === 'pr');
  }
}

function meetsAll(object: Readonly<Record<string, unknown>>, filters: readonly FieldFilter[]): boolean {
  return filters.every((filter) =>
    meets(Object.hasOwn(object, filter.key) ? object[filter.key] : undefined, filter),
  );
}
