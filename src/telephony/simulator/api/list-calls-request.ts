import { z } from 'zod';
import { disconnectionReasons } from '../../../domain/calls/outcomes/disconnection-reasons.ts';
import { wholeNumber } from './requests.ts';

const stringFilter = z.object({
  type: z.literal('string'),
  op: z.enum(['eq', 'ne', 'sw', 'ew', 'co']),
  value: z.string(),
});
const numberFilter = z.object({
  type: z.literal('number'),
  op: z.enum(['eq', 'ne', 'gt', 'ge', 'lt', 'le']),
  value: z.number(),
});
const rangeFilter = z.object({
  type: z.literal('range'),
  op: z.literal('bt'),
  value: z.array(z.number()).length(2),
});
const booleanFilter = z.object({ type: z.literal('boolean'), op: z.literal('eq'), value: z.boolean() });
const enumFilter = z.object({ type: z.literal('enum'), op: z.literal('in'), value: z.array(z.string()) });
const presentFilter = z.object({ type: z.literal('present'), op: z.enum(['pr', 'np']) });

const valueFilter = z.discriminatedUnion('type', [
  stringFilter,
  numberFilter,
  rangeFilter,
  booleanFilter,
  enumFilter,
  presentFilter,
]);

/** A condition on one value (specification: `ValueFilter`). */
export type ValueFilter = z.infer<typeof valueFilter>;

const fieldFilters = z.array(z.intersection(valueFilter, z.object({ key: z.string() })));

/** A condition on one key of an object such as the metadata (specification: `CustomFieldFilter`). */
export type FieldFilter = z.infer<typeof fieldFilters>[number];

const numeric = z.discriminatedUnion('type', [numberFilter, rangeFilter]);

const toolCallFilter = z.object({
  name: z.string(),
  latency_ms: numeric.optional(),
  success: booleanFilter.optional(),
});

/** Specification: `CallFilter`. Unknown filters are kept, so that the refusal can name them. */
const callFilter = z
  .looseObject({
    agent: z.array(z.object({ agent_id: z.string().min(1), version: z.array(z.number()).optional() })),
    call_id: z.discriminatedUnion('type', [stringFilter, enumFilter]),
    batch_call_id: stringFilter,
    call_status: oneOf(['not_connected', 'ongoing', 'ended', 'error']),
    in_voicemail: booleanFilter,
    disconnection_reason: oneOf(Object.keys(disconnectionReasons)),
    from_number: stringFilter,
    to_number: stringFilter,
    call_type: oneOf(['web_call', 'phone_call']),
    direction: oneOf(['inbound', 'outbound']),
    user_sentiment: oneOf(['Negative', 'Positive', 'Neutral', 'Unknown']),
    data_storage_setting: oneOf(['everything', 'everything_except_pii', 'basic_attributes_only']),
    call_successful: booleanFilter,
    start_timestamp: numeric,
    end_timestamp: numeric,
    duration_ms: numeric,
    combined_cost: numeric,
    e2e_latency_p50: numeric,
    tool_calls: z.array(toolCallFilter),
    custom_analysis_data: fieldFilters,
    custom_attributes: fieldFilters,
    metadata: fieldFilters,
    dynamic_variables: fieldFilters,
    agent_tag: enumFilter,
  })
  .partial();

export type CallFilter = z.infer<typeof callFilter>;

/**
 * The body of `POST /v3/list-calls`, exactly as specified. The specification allows a limit below 1; `list-calls.ts`
 * refuses it.
 */
export const listCallsRequest = z
  .object({
    filter_criteria: callFilter.optional(),
    sort_order: z.enum(['ascending', 'descending']).optional(),
    limit: wholeNumber.refine((limit) => limit <= 1000, 'must be at most 1000').optional(),
    skip: wholeNumber.refine((skip) => skip >= 0, 'must not be negative').optional(),
    pagination_key: z.string().optional(),
    include_total: z.boolean().optional(),
  })
  .refine((body) => body.skip === undefined || body.pagination_key === undefined, {
    message: 'skip and pagination_key cannot be used together',
  });

function oneOf(values: readonly string[]) {
  return enumFilter.extend({ value: z.array(z.enum(values)) });
}
