/** Who has paused a campaign: the operator, or voicebot itself after many failures. */
export const pausers = ['operator', 'failures'] as const;

/** A time during which no call of a campaign is placed. */
export interface Pause {
  by: (typeof pausers)[number];
  reason: string | null;
  since: Date;
}

/** Calls that were scheduled together. */
export interface Campaign {
  id: number;
  /** Unique, whatever the case of its letters. */
  name: string;
  /** The pause that stands; null if none does. */
  pause: Pause | null;
  /** When the operator cancelled what was left of it; null if they did not. */
  cancelledAt: Date | null;
  /** The redial rules of its calls, as they are read; null if nobody is tried again. */
  redial: string | null;
  /** The most that its calls may cost together, US cents; null if there is no cap. */
  maxCostCents: number | null;
  /** When it was last resumed; null if it never was. */
  resumedAt: Date | null;
  createdAt: Date;
}

/** A campaign to be made. */
export type NewCampaign = Pick<Campaign, 'name' | 'redial' | 'maxCostCents'>;

/** How far a campaign has come. */
export interface CampaignProgress {
  /** People with a call in it. */
  contacts: number;
  /** People with a call that a human answered. */
  reached: number;
  /** Calls that wait for their time. */
  pending: number;
  /** Calls that are being placed, or of which it is not known whether they were. */
  inProgress: number;
  placed: number;
  failed: number;
  cancelled: number;
  /** US cents with fractions, as far as Retell has told. */
  costCents: number;
  /** When the last of the pending calls is due; null if none is pending. */
  endsAt: Date | null;
}

export const campaignStatuses = ['running', 'paused', 'halted', 'finished', 'cancelled'] as const;

export type CampaignStatus = (typeof campaignStatuses)[number];

/** Returns how a campaign stands. What a cancelled one still has pending was brought back since. */
export function statusOfCampaign(
  { pause, cancelledAt }: Campaign,
  { pending, inProgress }: Pick<CampaignProgress, 'pending' | 'inProgress'>,
  isHalted: boolean,
): CampaignStatus {
  if (pending === 0 && inProgress === 0) return cancelledAt ? 'cancelled' : 'finished';
  if (pause) return 'paused';
  return isHalted && pending > 0 ? 'halted' : 'running';
}

/** Describes why the calls of a campaign wait, as in `the campaign Spring is paused: too many complaints`. */
export function describePause(name: string, { reason }: Pick<Pause, 'reason'>): string {
  return `the campaign ${name} is paused${reason ? `: ${reason}` : ''}`;
}

/**
 * Returns the name, or if it is taken, one of `name (2)`, `name (3)` … that is not, and follows one that is: the first, unless there are
 * gaps. Asks few times, however many are taken.
 */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const named = (count: number) => (count === 1 ? name : `${name} (${count})`);
  let taken = 0;
  let free = 1;
  while (isTaken(named(free))) [taken, free] = [free, 2 * free];
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (isTaken(named(middle))) taken = middle;
    else free = middle;
  }
  return named(free);
}
