import { expect, it } from 'vitest';
import { type AfterKey, afterKey } from '../../../src/cli/calls/live/keys.ts';
import { type LiveState, nothingYet } from '../../../src/cli/calls/live/live-state.ts';
import type { CampaignWithProgress } from '../../../src/operations/ports/campaigns/campaign-store.ts';
import type { Status } from '../../../src/operations/status/read-status.ts';

const at = new Date('2026-12-08T03:00:00Z');
const progress = {
  contacts: 1,
  reached: 0,
  pending: 1,
  inProgress: 0,
  placed: 0,
  failed: 0,
  cancelled: 0,
  costCents: 0,
  endsAt: null,
};
const spring: CampaignWithProgress = {
  ...{
    id: 7,
    name: 'Spring',
    pause: null,
    cancelledAt: null,
    redial: null,
    maxCostCents: null,
    resumedAt: null,
  },
  createdAt: at,
  progress,
};
const status: Status = {
  ...{ at, next: [], live: [], latest: [], campaigns: [], halt: null, lastRunAt: null },
  ...{ due: 0, overdue: 0, inProgress: 0, unconfirmed: 0 },
};
const state: LiveState = { ...nothingYet, status, campaigns: [spring] };
const halted: LiveState = {
  ...state,
  status: { ...status, halt: { id: 1, by: 'operator', reason: null, since: at } },
};

it.each<[string, string, LiveState, AfterKey]>([
  ['q quits', 'q', state, { question: undefined, order: { kind: 'stop', code: undefined } }],
  [
    'Ctrl-C stops, whatever is asked',
    '\u0003',
    { ...state, question: { kind: 'halt' } },
    { question: undefined, order: { kind: 'stop', code: 130 } },
  ],
  ['h asks whether to halt', 'h', state, { question: { kind: 'halt' } }],
  ['and while halted, whether to go on', 'h', halted, { question: { kind: 'resume' } }],
  ['but not before anything is known', 'h', nothingYet, { question: undefined }],
  [
    'y halts',
    'y',
    { ...state, question: { kind: 'halt' } },
    { question: undefined, order: { kind: 'halt' } },
  ],
  [
    'y goes on',
    'Y',
    { ...state, question: { kind: 'resume' } },
    { question: undefined, order: { kind: 'resume' } },
  ],
  ['any other key does not', 'q', { ...state, question: { kind: 'halt' } }, { question: undefined }],
  ['p asks which campaign', 'p', state, { question: { kind: 'campaign' } }],
  ['if there is one', 'p', { ...state, campaigns: [] }, { question: undefined }],
  [
    'a number chooses it',
    '1',
    { ...state, question: { kind: 'campaign' } },
    { question: undefined, order: { kind: 'campaign', campaign: spring } },
  ],
  ['another chooses none', '2', { ...state, question: { kind: 'campaign' } }, { question: undefined }],
  ['y means nothing by itself', 'y', state, { question: undefined }],
])('%s', (_, key, before, expected) => {
  expect(afterKey(key, before)).toEqual(expected);
});
