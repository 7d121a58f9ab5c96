import type { Clock } from '../domain/time/clock.ts';
import { type Calling, callingFrom } from '../operations/calling/calling.ts';
import type { Store } from '../operations/ports/store.ts';
import type { Telephony } from '../operations/ports/telephony.ts';
import type { Settings } from '../settings/definitions.ts';
import { clockFor } from '../settings/profiles/profile.ts';
import { knownCallTimes } from './call-times-setting.ts';
import { connect, recordingsFolder } from './connect.ts';
import { fillIfPossible } from './fill-holidays.ts';
import type { SessionParts } from './session-parts.ts';

/** What operations work with, by the settings of a profile. Whatever takes time or can fail is opened on first use. */
export interface Session {
  settings: Settings;
  /** Returns the real clock, or in a rehearsal one that starts at VOICEBOT_NOW. */
  clock(): Clock;
  /** @throws Problem `no_database` if there is none and none is to be created */
  store(): Promise<Store>;
  /** @throws Problem `missing_api_key` */
  telephony(): Promise<Telephony>;
  /** Returns everything that placing calls needs. */
  calling(): Promise<Calling>;
  /** Returns the same by other settings of the profile, on the open database. @throws Problem if they cannot be used */
  callingBy(settings: Settings): Promise<Calling>;
  /** Fills in the public holidays of countries, as far as less than a year of them is known. */
  coverHolidays(countries: Iterable<string>): Promise<void>;
  /** Closes the database, if it is open. */
  close(): void;
}

export interface SessionOptions {
  /** Whether to create the database if there is none. */
  createsDatabase?: boolean | undefined;
  /** Receives the path of a copy of the old database, if one of an older voicebot was updated. */
  onUpdate?: ((copy: string) => void) | undefined;
  /** Called once the database is open. */
  onOpen?: ((store: Store) => Promise<void>) | undefined;
  /** Receives a line for each request to Retell. */
  log?: ((line: string) => void) | undefined;
}

/** Opens a session by these settings. */
export function openSession(settings: Settings, parts: SessionParts, options: SessionOptions): Session {
  const clock = once(() => clockFor(settings, parts));
  let opened: Store | undefined;
  const store = once(async () => {
    let isNew = options.createsDatabase ?? false;
    opened = await parts.openStore(settings.database, {
      create: isNew,
      onUpdate: (copy) => {
        isNew = true;
        options.onUpdate?.(copy);
      },
    });
    await options.onOpen?.(opened);
    if (isNew) await fillIfPossible(() => [settings.country], opened, { parts, clock });
    return opened;
  });
  const connectBy = (some: Settings) =>
    once(() => connect(some, { parts, clock: clock(), log: options.log }));
  const telephony = connectBy(settings);
  const callingWith = async (current: Settings, connection: Calling['telephony'], at: Clock) => {
    const known = await store();
    return callingFrom(current, {
      store: known,
      callTimes: await knownCallTimes(current, known),
      telephony: connection,
      clock: at,
      simulated: current.isLocal,
      machine: await parts.machine(),
      calendar: parts.holidayCalendar,
      recordings: {
        files: await parts.openRecordings(recordingsFolder(current)),
        keepFor: current.keepRecordings,
      },
    });
  };
  return {
    settings,
    clock,
    store,
    telephony,
    calling: () => callingWith(settings, telephony, clock()),
    callingBy: async (others) => {
      // Throws if a rehearsal's clock would time real calls.
      const theirs = clockFor(others, parts);
      // A rehearsal's clock goes on as long as the rehearsal does.
      const isSameTime = others.pretendedNow?.getTime() === settings.pretendedNow?.getTime();
      return callingWith(others, connectBy(others), isSameTime ? clock() : theirs);
    },
    coverHolidays: async (countries) => fillIfPossible(() => countries, await store(), { parts, clock }),
    close: () => {
      opened?.close();
      opened = undefined;
    },
  };
}

/** Returns a function that creates a value when it is first called, and returns it from then on. */
export function once<T>(create: () => T): () => T {
  let result: { value: T } | undefined;
  return () => {
    result ??= { value: create() };
    return result.value;
  };
}
