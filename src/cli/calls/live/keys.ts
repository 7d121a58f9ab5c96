import type { CampaignWithProgress } from '../../../operations/ports/campaigns/campaign-store.ts';
import type { LiveState, Question } from './live-state.ts';

/** What the operator tells the live view to do. `stop` with the exit code 130 if it was Ctrl-C. */
export type Order =
  | { kind: 'stop'; code: 130 | undefined }
  | { kind: 'halt' }
  | { kind: 'resume' }
  | { kind: 'campaign'; campaign: CampaignWithProgress };

/** What a key leads to: the question that is then asked, and what is done. */
export interface AfterKey {
  question: Question | undefined;
  order?: Order;
}

const ctrlC = '\u0003';

/** Returns what a key leads to. Any key that does not answer the question that is asked takes it back. */
export function afterKey(key: string, { question, status, campaigns }: LiveState): AfterKey {
  if (key === ctrlC) return { question: undefined, order: { kind: 'stop', code: 130 } };
  if (question) return { question: undefined, ...answer(key, question, campaigns) };
  switch (key) {
    case 'q':
      return { question: undefined, order: { kind: 'stop', code: undefined } };
    case 'h':
      return { question: status && { kind: status.halt ? 'resume' : 'halt' } };
    case 'p':
      return { question: campaigns.length > 0 ? { kind: 'campaign' } : undefined };
    default:
      return { question: undefined };
  }
}

function answer(
  key: string,
  { kind }: Question,
  campaigns: readonly CampaignWithProgress[],
): Pick<AfterKey, 'order'> {
  if (kind !== 'campaign') return key === 'y' || key === 'Y' ? { order: { kind } } : {};
  const campaign = campaigns[Number(key) - 1];
  return campaign ? { order: { kind, campaign } } : {};
}
