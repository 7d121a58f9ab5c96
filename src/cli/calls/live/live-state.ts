import type { RunEvent } from '../../../operations/calling/run-events.ts';
import type { CampaignWithProgress } from '../../../operations/ports/campaigns/campaign-store.ts';
import type { Lines } from '../../../operations/ports/telephony.ts';
import type { Status } from '../../../operations/status/read-status.ts';
import type { Printable } from '../../terminal/styled-text.ts';

/** What a key would do now: nothing but the usual, or answer a question. */
export type Question =
  | { kind: 'halt' }
  | { kind: 'resume' }
  /** Which campaign to pause, or to resume, by its position. */
  | { kind: 'campaign' };

/** All that the live view shows. */
export interface LiveState {
  status: Status | undefined;
  campaigns: readonly CampaignWithProgress[];
  /** The account's lines, when Retell last said; undefined before. */
  lines: Pick<Lines, 'limit' | 'inUse'> | undefined;
  messages: readonly Printable[];
  question: Question | undefined;
  /** Whether it was told to stop, and only finishes. */
  isStopping: boolean;
  placed: number;
  failed: number;
}

export const nothingYet: LiveState = {
  status: undefined,
  campaigns: [],
  lines: undefined,
  messages: [],
  question: undefined,
  isStopping: false,
  placed: 0,
  failed: 0,
};

/** How many messages are kept. */
const mostMessages = 50;

/** Returns the state with one more message. */
export function withMessage(state: LiveState, message: Printable): LiveState {
  return { ...state, messages: [...state.messages, message].slice(-mostMessages) };
}

/** Events that the lists of the view show anyway. */
const shownAnyway: ReadonlySet<RunEvent['kind']> = new Set([
  'placed',
  'found',
  'changed',
  'postponed',
  'still_unknown',
]);

/** Returns the state after an event of a run. @param message the event as a line */
export function afterEvent(state: LiveState, { kind }: RunEvent, message: Printable): LiveState {
  const counted = {
    ...state,
    placed: state.placed + (kind === 'placed' || kind === 'found' ? 1 : 0),
    failed: state.failed + (kind === 'refused' || kind === 'forbidden' ? 1 : 0),
  };
  return shownAnyway.has(kind) ? counted : withMessage(counted, message);
}
