import type { KeptRequestStore } from './access/kept-request-store.ts';
import type { TokenStore } from './access/token-store.ts';
import type { AccountStore } from './account-store.ts';
import type { HaltStore } from './brakes/halt-store.ts';
import type { OutageStore } from './brakes/outage-store.ts';
import type { SuppressionStore } from './brakes/suppression-store.ts';
import type { WashStore } from './brakes/wash-store.ts';
import type { CallLedger } from './call-ledger.ts';
import type { CampaignStore } from './campaigns/campaign-store.ts';
import type { ClaimStore } from './claim-store.ts';
import type { ContactStore } from './contact-store.ts';
import type { ImportStore } from './import-store.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { CallListStore } from './outcomes/call-list-store.ts';
import type { CallbackStore } from './outcomes/callback-store.ts';
import type { OutcomeStore } from './outcomes/outcome-store.ts';
import type { PurgeStore } from './outcomes/purge-store.ts';
import type { RecordingStore } from './outcomes/recording-store.ts';
import type { ReportStore } from './outcomes/report-store.ts';
import type { CalendarStore } from './rules/calendar-store.ts';
import type { CallTimesStore } from './rules/call-times-store.ts';
import type { HolidayStore } from './rules/holiday-store.ts';
import type { ScheduledCallStore } from './scheduled-call-store.ts';
import type { StatusStore } from './status-store.ts';
import type { WebhookStore } from './webhooks/webhook-store.ts';

/**
 * The operator's database. Every method is one atomic step, and may throw a `Problem` of kind `try_again` if another process keeps
 * the database locked for too long.
 */
export interface Store
  extends ContactStore,
    ImportStore,
    ScheduledCallStore,
    ClaimStore,
    CallLedger,
    CallListStore,
    OutageStore,
    OutcomeStore,
    RecordingStore,
    CallbackStore,
    PurgeStore,
    ReportStore,
    HaltStore,
    CampaignStore,
    SuppressionStore,
    WashStore,
    LedgerStore,
    AccountStore,
    TokenStore,
    KeptRequestStore,
    CalendarStore,
    CallTimesStore,
    HolidayStore,
    WebhookStore,
    StatusStore {
  /**
   * Writes a consistent copy that only the user can read, while others keep writing, and marks it as a copy.
   *
   * @throws Problem if the file exists
   */
  backup(path: string, now: Date): Promise<void>;
  /** Returns what is wrong with the database; an empty list if nothing is. */
  findDamage(): Promise<string[]>;
  /** Returns a text that is another one as soon as anything in the database is, through this store or by another process. */
  version(): Promise<string>;
  /**
   * Checks that this is still the database that others find at its path. Every step that writes checks it too.
   *
   * @throws Problem `database_replaced` if it was moved, deleted or replaced
   */
  requireInPlace(): Promise<void>;
  close(): void;
  /**
   * Returns the same store for a dry run: each of its steps returns what it would do, and is undone before it can be seen. A step that is
   * repeated until nothing is left to do would be repeated for ever.
   */
  preview(): Store;
}
