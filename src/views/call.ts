import type { Call } from '../domain/calls/call.ts';
import type { CallDetails } from '../operations/outcomes/show-call.ts';
import type { WithContact } from '../operations/ports/call-ledger.ts';
import { campaignParts, contactParts, type View } from './view.ts';

/** The fields of a call, which is one attempt. */
export const callView = [
  { name: 'id', value: (row) => row.id },
  { name: 'retellCallId', value: (row) => row.retellCallId },
  { name: 'status', value: (row) => row.status },
  { name: 'disposition', value: (row) => row.disposition },
  { name: 'contactId', value: (row) => row.contactId },
  { name: 'scheduledCallId', value: (row) => row.scheduledCallId },
  { name: 'campaignId', value: (row) => row.campaignId },
  { name: 'attempt', value: (row) => row.attempt },
  { name: 'fromNumber', value: (row) => row.fromNumber },
  { name: 'toNumber', value: (row) => row.toNumber },
  { name: 'agentId', value: (row) => row.agentId },
  { name: 'errorMessage', value: (row) => row.errorMessage },
  { name: 'waitsFor', value: (row) => row.waitsFor },
  { name: 'heldBecause', value: (row) => row.heldBecause },
  { name: 'requestedAt', value: (row) => row.requestedAt },
  { name: 'contact', value: (row) => row.contact, parts: contactParts },
  { name: 'durationMs', value: (row) => row.durationMs },
  { name: 'sends', value: (row) => row.sends },
  { name: 'alsoPlacedAs', value: (row) => row.alsoPlacedAs },
  { name: 'didNotRing', value: (row) => row.didNotRing },
  { name: 'disconnectionReason', value: (row) => row.disconnectionReason },
  { name: 'startedAt', value: (row) => row.startedAt },
  { name: 'endedAt', value: (row) => row.endedAt },
  { name: 'answeredBy', value: (row) => row.answeredBy },
  { name: 'costCents', value: (row) => row.costCents },
  { name: 'summary', value: (row) => row.summary },
  { name: 'success', value: (row) => row.success },
  { name: 'sentiment', value: (row) => row.sentiment },
  { name: 'customAnalysis', value: (row) => row.customAnalysis, parts: 'any' },
  { name: 'collectedVariables', value: (row) => row.collectedVariables, parts: 'any' },
  { name: 'recordingUrl', value: (row) => row.recordingUrl },
  { name: 'agentVersion', value: (row) => row.agentVersion },
  { name: 'transcribedAt', value: (row) => row.transcribedAt },
  { name: 'purgedAt', value: (row) => row.purgedAt },
  { name: 'callTimes', value: (row) => row.callTimes },
  { name: 'outsideHours', value: (row) => row.outsideHours },
  { name: 'allowRepeat', value: (row) => row.allowRepeat },
  { name: 'zones', value: (row) => row.zones?.split(',') ?? null },
  { name: 'zonesFrom', value: (row) => row.zonesFrom?.split(',') ?? null },
  { name: 'reference', value: (row) => row.reference },
  { name: 'dynamicVariables', value: (row) => row.dynamicVariables, parts: 'any' },
  { name: 'accountId', value: (row) => row.accountId },
  { name: 'updatedAt', value: (row) => row.updatedAt },
] as const satisfies View<WithContact<Call>>;

/** The fields of a call that is shown by itself: those of a list, and what lists do not read. */
export const callDetailsView = [
  ...callView,
  { name: 'campaign', value: (row) => row.campaign, parts: campaignParts },
  { name: 'recordingFile', value: (row) => row.recordingFile },
  { name: 'costs', value: (row) => row.costs, parts: 'any' },
  { name: 'transcript', value: (row) => row.transcript, parts: 'any' },
] as const satisfies View<CallDetails>;
