import type { CallAnalysis, Course, Wishes } from './course.ts';
import { finalStatus } from './disconnection-reasons.ts';

/** Products and their prices in cents per second: a voice at 7 cents a minute, a model at 4.5, telephony at 1.5. */
const products = [
  { product: 'elevenlabs_tts', unit_price: 7 / 60 },
  { product: 'gpt_4_1', unit_price: 4.5 / 60 },
  { product: 'twilio_telephony', unit_price: 1.5 / 60 },
] as const;

/**
 * Returns the cost of a call, in cents (specification: `V2CallBase.call_cost`).
 *
 * @param factor how many times the usual prices
 */
export function callCost(durationMs: number, factor = 1) {
  const seconds = Math.ceil(durationMs / 1000);
  const productCosts = products.map(({ product, unit_price }) => ({
    product,
    unit_price: cents(unit_price * factor),
    cost: cents(unit_price * factor * seconds),
  }));
  return {
    product_costs: productCosts,
    total_duration_seconds: seconds,
    total_duration_unit_price: cents(products.reduce((sum, { unit_price }) => sum + unit_price * factor, 0)),
    combined_cost: cents(productCosts.reduce((sum, { cost }) => sum + cost, 0)),
  };
}

/** Returns Retell's analysis of an ended call (specification: `CallAnalysis`). */
export function callAnalysis(course: Course): CallAnalysis {
  return {
    call_summary: summary(course),
    in_voicemail: course.reason === 'voicemail_reached',
    user_sentiment: course.sentiment,
    call_successful: course.successful,
    custom_analysis_data: customAnalysis(course.scripted.wishes),
    ...course.scripted.analysis,
  };
}

/** Returns what an agent's own analysis says by the fields that voicebot reads. */
function customAnalysis(wishes: Wishes | undefined): Record<string, unknown> {
  if (!wishes) return {};
  const { optOut, callback } = wishes;
  return { opt_out: optOut, callback_text: callback?.words ?? '', callback_at: callback?.at ?? '' };
}

function cents(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}

function summary(course: Course): string {
  if (course.reason === 'voicemail_reached')
    return 'The call reached voicemail and the agent left a message.';
  if (finalStatus(course.reason) === 'error') return 'The call was cut off by an error.';
  return course.successful
    ? 'The agent explained why it was calling, and the person agreed to the request.'
    : 'The agent explained why it was calling, but the person was not interested.';
}
