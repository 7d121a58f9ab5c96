import { describe, expect, it } from 'vitest';
import {
  type Campaign,
  type CampaignStatus,
  freeName,
  statusOfCampaign,
} from '../../../src/domain/campaigns/campaign.ts';

const at = new Date('2026-12-08T03:00:00Z');
const campaign: Campaign = {
  id: 1,
  name: 'Spring',
  redial: null,
  maxCostCents: null,
  resumedAt: null,
  pause: null,
  cancelledAt: null,
  createdAt: at,
};
const paused: Campaign = { ...campaign, pause: { by: 'operator', reason: null, since: at } };
const cancelled: Campaign = { ...campaign, cancelledAt: at };

describe('the status of a campaign', () => {
  it.each<[string, Campaign, { pending: number; inProgress: number }, boolean, CampaignStatus]>([
    ['calls to come', campaign, { pending: 2, inProgress: 0 }, false, 'running'],
    ['the last call being placed', campaign, { pending: 0, inProgress: 1 }, false, 'running'],
    ['the last call being placed during a halt', campaign, { pending: 0, inProgress: 1 }, true, 'running'],
    ['nothing to come', campaign, { pending: 0, inProgress: 0 }, false, 'finished'],
    ['nothing to come during a halt', campaign, { pending: 0, inProgress: 0 }, true, 'finished'],
    ['calls to come during a halt', campaign, { pending: 2, inProgress: 0 }, true, 'halted'],
    ['calls to come during a pause', paused, { pending: 2, inProgress: 0 }, false, 'paused'],
    ['a pause and a halt', paused, { pending: 2, inProgress: 0 }, true, 'paused'],
    ['a pause with nothing left to wait', paused, { pending: 0, inProgress: 0 }, false, 'finished'],
    ['cancelled', cancelled, { pending: 0, inProgress: 0 }, false, 'cancelled'],
    ['cancelled while a call was being placed', cancelled, { pending: 0, inProgress: 1 }, false, 'running'],
    ['cancelled, and a call brought back', cancelled, { pending: 1, inProgress: 0 }, false, 'running'],
  ])('%s', (_, which, progress, isHalted, status) => {
    expect(statusOfCampaign(which, progress, isHalted)).toBe(status);
  });
});

describe('the name of a campaign', () => {
  it('that is taken gets a number that is free, and follows one that is not', () => {
    const taken = new Set(['Spring', 'Spring (2)', 'Spring (4)']);
    expect(freeName('Spring', (name) => taken.has(name))).toBe('Spring (5)');
    expect(freeName('Autumn', (name) => taken.has(name))).toBe('Autumn');
    let asked = 0;
    const upTo = (count: number) => (name: string) =>
      ++asked > 0 && Number(/\((\d+)\)/.exec(name)?.[1] ?? 1) <= count;
    for (const count of [1, 2, 3, 4, 7, 8, 1000])
      expect(freeName('Spring', upTo(count))).toBe(`Spring (${count + 1})`);
    expect(asked).toBeLessThan(70);
  });
});
