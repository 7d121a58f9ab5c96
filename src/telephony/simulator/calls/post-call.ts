import type { CallAnalysis, Course, SimulatedTurn } from './course.ts';
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
    custom_analysis_data: {},
    ...course.scripted.analysis,
  };
}

/** Returns a transcript in Retell's form: one turn on each line. */
export function transcript(course: Course): string {
  return turns(course)
    .map(([speaker, text]) => `${speaker === 'agent' ? 'Agent' : 'User'}: ${text}\n`)
    .join('');
}

/** Returns the same with the time of each word, in seconds (specification: `Utterance`): a turn every three seconds. */
export function transcriptObject(course: Course) {
  return turns(course).map(([role, content], index) => ({
    role,
    content,
    words: content.split(' ').map((word, at) => ({
      word,
      start: cents(3 * index + 0.3 * at),
      end: cents(3 * index + 0.3 * at + 0.3),
    })),
  }));
}

function turns(course: Course): readonly SimulatedTurn[] {
  if (course.scripted.turns) return course.scripted.turns;
  if (course.reason === 'voicemail_reached') {
    return [
      ['user', 'Please leave a message after the tone.'],
      ['agent', 'Hello, please call us back when you can.'],
    ];
  }
  return [
    ['agent', 'Hello, this is a simulated call.'],
    ['user', 'Hello.'],
    ['agent', 'Is now a good time?'],
    ['user', course.successful ? 'Yes, that suits me.' : 'No, thank you.'],
  ];
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
