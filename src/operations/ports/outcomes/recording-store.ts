import type { Call } from '../../../domain/calls/call.ts';

/** A recording that is kept as a file. */
export interface KeptRecording {
  /** Its name in the folder of recordings. */
  file: string;
  bytes: number;
  keptAt: Date;
  keepUntil: Date;
}

/** The recordings that are kept of calls. */
export interface RecordingStore {
  /** Returns those of these calls, by their ids at Retell, that have a recording which is not kept. */
  withoutRecording(retellCallIds: readonly string[]): Promise<Call[]>;
  recordRecording(callId: number, recording: KeptRecording): Promise<void>;
  /** Has Retell asked about these calls again at this time, or earlier; not after the last look. */
  askAgain(callIds: readonly number[], at: Date): Promise<void>;
  /** Returns the recordings that have been kept for long enough. */
  expiredRecordings(now: Date, limit: number): Promise<{ callId: number; file: string }[]>;
  /** Records that a recording is no longer kept. */
  forgetRecording(callId: number): Promise<void>;
  /** Returns the name of the file with the recording of a call; undefined if none is kept. */
  recordingOf(callId: number): Promise<string | undefined>;
}
