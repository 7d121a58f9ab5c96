/**
 * The operations of voicebot for programs: the same rules, the same database and the same objects as on the command line.
 *
 * @module
 */
export { Problem, type ProblemKind } from '../domain/problem.ts';
export type { Calls, PlacedCall, PlaceOptions } from './calls.ts';
export type { Campaigns } from './campaigns.ts';
export type { Contacts, ImportedContacts, ImportOptions } from './contacts.ts';
export type { DoNotCall } from './do-not-call.ts';
export type { CallObject, CampaignObject, ContactObject, ScheduledCallObject } from './objects.ts';
export { openVoicebot, type VoicebotOptions } from './open-voicebot.ts';
export type { PageOf, PageOptions } from './paging/paging.ts';
export type { Runs } from './runs.ts';
export type { ScheduleResult } from './schedule-result.ts';
export type { ScheduledCalls, ScheduleOptions } from './scheduled-calls.ts';
export type { Voicebot } from './voicebot.ts';
