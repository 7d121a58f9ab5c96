import type { Store } from '../operations/ports/store.ts';
import { keptRequestStore } from './sqlite/access/kept-requests.ts';
import { tokenStore } from './sqlite/access/tokens.ts';
import { accountStore } from './sqlite/accounts/accounts.ts';
import { statusStore } from './sqlite/calls/activity.ts';
import { callLedger } from './sqlite/calls/calls.ts';
import { claimStore } from './sqlite/calls/claims/claims.ts';
import { haltStore } from './sqlite/calls/halts/halts.ts';
import { outageStore } from './sqlite/calls/outages/outages.ts';
import { callbackStore } from './sqlite/calls/outcomes/callback-store.ts';
import { outcomeStore } from './sqlite/calls/outcomes/outcome-store.ts';
import { recordingStore } from './sqlite/calls/outcomes/recordings.ts';
import { scheduledCallStore } from './sqlite/calls/scheduled/scheduled-calls.ts';
import { ledgerStore } from './sqlite/calls/verified/ledger-store.ts';
import { campaignStore } from './sqlite/campaigns/campaigns.ts';
import { type Database, type DatabaseOptions, openDatabase } from './sqlite/connection/database.ts';
import { previewOf } from './sqlite/connection/preview.ts';
import { contactStore } from './sqlite/contacts/contacts.ts';
import { purgeStore } from './sqlite/contacts/purge-contact.ts';
import { importStore } from './sqlite/imports/imports.ts';
import { reportStore } from './sqlite/reports/report-store.ts';
import { calendarStore } from './sqlite/rules/calendar.ts';
import { callTimesStore } from './sqlite/rules/call-times.ts';
import { holidayStore } from './sqlite/rules/holidays.ts';
import { suppressionStore } from './sqlite/suppression/suppression-store.ts';
import { washStore } from './sqlite/suppression/wash-store.ts';
import { webhookStore } from './sqlite/webhooks/webhook-store.ts';

/** Opens the operator's database as the store that operations speak to. @throws Problem */
export function openStore(options: DatabaseOptions): Store {
  return storeOn(openDatabase(options));
}

function storeOn(database: Database): Store {
  return {
    ...contactStore(database),
    ...importStore(database),
    ...scheduledCallStore(database),
    ...callLedger(database),
    ...claimStore(database),
    ...ledgerStore(database),
    ...outageStore(database),
    ...outcomeStore(database),
    ...recordingStore(database),
    ...callbackStore(database),
    ...purgeStore(database),
    ...reportStore(database),
    ...haltStore(database),
    ...campaignStore(database),
    ...accountStore(database),
    ...tokenStore(database),
    ...keptRequestStore(database),
    ...calendarStore(database),
    ...callTimesStore(database),
    ...holidayStore(database),
    ...suppressionStore(database),
    ...washStore(database),
    ...webhookStore(database),
    ...statusStore(database),
    backup: database.backup,
    findDamage: database.findDamage,
    version: database.version,
    requireInPlace: database.requireInPlace,
    close: database.close,
    preview: () => storeOn(previewOf(database)),
  };
}
