import type { ScheduledCall } from '../domain/calls/scheduled-call.ts';
import type { NamedCampaign } from '../operations/campaigns/find-campaign.ts';
import type { WithContact } from '../operations/ports/call-ledger.ts';
import { campaignParts, contactParts, type View } from './view.ts';

/** The fields of a scheduled call. */
export const scheduledCallView = [
  { name: 'id', value: (row) => row.id },
  { name: 'scheduledTime', value: (row) => row.scheduledTime },
  { name: 'status', value: (row) => row.status },
  { name: 'contact', value: (row) => row.contact, parts: contactParts },
  { name: 'contactId', value: (row) => row.contactId },
  { name: 'fromNumber', value: (row) => row.fromNumber },
  { name: 'agentId', value: (row) => row.agentId },
  { name: 'attempts', value: (row) => row.attempts },
  { name: 'maxAttempts', value: (row) => row.maxAttempts },
  { name: 'nextAttemptAt', value: (row) => row.nextAttemptAt },
  { name: 'waitsFor', value: (row) => row.waitsFor },
  { name: 'notAfter', value: (row) => row.notAfter },
  { name: 'callTimes', value: (row) => row.callTimes },
  { name: 'outsideHours', value: (row) => row.outsideHours },
  { name: 'allowRepeat', value: (row) => row.allowRepeat },
  { name: 'campaignId', value: (row) => row.campaignId },
  { name: 'redialOf', value: (row) => row.redialOf },
  { name: 'callbackOf', value: (row) => row.callbackOf },
  { name: 'retellCallId', value: (row) => row.retellCallId },
  { name: 'callId', value: (row) => row.callId },
  { name: 'errorMessage', value: (row) => row.errorMessage },
  { name: 'executedAt', value: (row) => row.executedAt },
  { name: 'dynamicVariables', value: (row) => row.dynamicVariables, parts: 'any' },
  { name: 'createdAt', value: (row) => row.createdAt },
  { name: 'updatedAt', value: (row) => row.updatedAt },
] as const satisfies View<WithContact<ScheduledCall>>;

/** The fields of a scheduled call that is shown by itself: those of a list, and its campaign. */
export const scheduledCallDetailsView = [
  ...scheduledCallView,
  { name: 'campaign', value: (row) => row.campaign, parts: campaignParts },
] as const satisfies View<WithContact<ScheduledCall> & { campaign: NamedCampaign | null }>;
