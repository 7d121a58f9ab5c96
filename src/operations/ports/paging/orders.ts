import type { Order } from './page.ts';

// What each list can be ordered by, under the names of its fields in JSON. Each has an index, or its list is short.

export const contactOrders = ['id', 'name', 'phoneNumber', 'email'] as const;
/** `customFields.plan_tier`: by a field of the operator's own, as text. It has no index. */
export type CustomOrder = `customFields.${string}`;
export type ContactOrder = Order<(typeof contactOrders)[number] | CustomOrder>;

export function isCustomOrder(by: string): by is CustomOrder {
  return by.startsWith('customFields.');
}

/** Returns the name of the custom field that a list is sorted by. */
export function sortingField(by: CustomOrder): string {
  return by.slice('customFields.'.length);
}

export const scheduledCallOrders = ['scheduledTime'] as const;
export type ScheduledCallOrder = Order<(typeof scheduledCallOrders)[number]>;

export const callOrders = ['requestedAt', 'costCents'] as const;
export type CallOrder = Order<(typeof callOrders)[number]>;

export const callbackOrders = ['id'] as const;
export const campaignOrders = ['id', 'name'] as const;
export type CampaignOrder = Order<(typeof campaignOrders)[number]>;

export const suppressionOrders = ['phoneNumber'] as const;
export const plannedCallOrders = ['at', 'scheduledCallId'] as const;
export const holidayOrders = ['date', 'country', 'region', 'name'] as const;
export const accountOrders = ['id', 'address', 'createdAt'] as const;
export const tokenOrders = ['id', 'name', 'createdAt', 'expiresAt', 'lastUsedAt'] as const;
export const callTimesOrders = ['name'] as const;
export const tagOrders = ['tag', 'contacts'] as const;
export const profileOrders = ['name'] as const;
