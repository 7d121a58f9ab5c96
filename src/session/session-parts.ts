import type { Clock } from '../domain/time/clock.ts';
import type { RecordingFiles } from '../operations/ports/outcomes/recording-files.ts';
import type { HolidayCalendar } from '../operations/ports/rules/holiday-calendar.ts';
import type { Store } from '../operations/ports/store.ts';
import type { Telephony } from '../operations/ports/telephony.ts';

interface TelephonyOptions {
  apiKey: string;
  baseUrl?: string;
  /** ms */
  requestTimeout: number;
  log?: (line: string) => void;
  now?: () => Date;
}

interface StoreOptions {
  /** Whether to create the database if there is none. */
  create: boolean;
  /** Called if a database of an older voicebot was updated, with the path of a copy of the old one. */
  onUpdate?: (copy: string) => void;
}

/** What a session is made of, put together by those who know it all. */
export interface SessionParts {
  /** @throws Problem `no_database` if there is none and it is not to be created */
  openStore(path: string, options: StoreOptions): Promise<Store>;
  connect(options: TelephonyOptions): Promise<Telephony>;
  /** Opens the folder of recordings that are kept. */
  openRecordings(folder: string): Promise<RecordingFiles>;
  /** Loads the calendar of public holidays, which takes a while. */
  holidayCalendar(): Promise<HolidayCalendar>;
  clock(options: { startsAt?: Date }): Clock;
  /** Returns what identifies this machine; undefined if it is not known, as in a container. */
  machine(): Promise<string | undefined>;
  environment: Readonly<Record<string, string | undefined>>;
  workingFolder: string;
  /** The user's XDG folders, for settings and data. */
  configFolder: string;
  dataFolder: string;
}
