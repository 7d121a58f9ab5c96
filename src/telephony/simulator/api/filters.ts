import type { ListedCall } from './call-json.ts';
import type { CallFilter, FieldFilter, ValueFilter } from './list-calls-request.ts';

/** The filters whose value stands on the call itself under the filter's own name. */
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

/** The filters whose value stands in `call_analysis`. */
const analysisFields = ['in_voicemail', 'call_successful', 'user_sentiment'] as const;

const knownFilters: ReadonlySet<string> = new Set([
  ...callFields,
  ...analysisFields,
  'combined_cost',
  'metadata',
  'dynamic_variables',
]);

const stringTests = {
  eq: (actual: string, wanted: string) => actual === wanted,
  ne: (actual: string, wanted: string) => actual !== wanted,
  sw: (actual: string, wanted: string) => actual.startsWith(wanted),
  ew: (actual: string, wanted: string) => actual.endsWith(wanted),
  co: (actual: string, wanted: string) => actual.includes(wanted),
};

const numberTests = {
  eq: (actual: number, wanted: number) => actual === wanted,
  ne: (actual: number, wanted: number) => actual !== wanted,
  gt: (actual: number, wanted: number) => actual > wanted,
  ge: (actual: number, wanted: number) => actual >= wanted,
  lt: (actual: number, wanted: number) => actual < wanted,
  le: (actual: number, wanted: number) => actual <= wanted,
};

/** The first filter that the specification may know but the simulator does not; it must not be passed over. */
export function unknownFilter(criteria: CallFilter): string | undefined {
  return Object.keys(criteria).find((name) => !knownFilters.has(name));
}

/** Whether a call meets every filter (specification: `CallFilter`, conditions are connected with AND). */
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
 * Whether a value meets a condition. A value that is not there, or of another type than the condition speaks of,
 * meets none but `np`; Retell does not document that case.
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
