import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { version } from '../../version.ts';

/** The commands that make runs by themselves. */
export const runCommands = ['process-due', 'watch', 'serve'] as const;

/** A run that nobody watches. */
export interface Run {
  command: (typeof runCommands)[number];
  at: Date;
  /** What it did; absent if it found nothing to do. */
  work?: RunWork;
}

export interface RunWork {
  /** Scheduled calls that were attempted or settled. */
  processed: number;
  succeeded: number;
  failed: number;
  /** The code of what ended it early; null if nothing did. */
  problem: string | null;
}

interface Surroundings {
  environment: Readonly<Record<string, string | undefined>>;
  /** The absolute paths of Node and of the script that it runs. */
  program: { node: string; script: string };
}

/** Variables that decide which settings and which database a run finds. None holds a secret. */
const telling = ['HOME', 'PATH', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'VOICEBOT_PROFILE', 'VOICEBOT_DB'];

/** Returns the file beside a database in which its last run is noted; `read-last-run.ts` reads it. */
export function lastRunFile(database: string): string {
  return `${database}-last-run`;
}

/**
 * Notes a run in the file beside its database: when it came, with which program and environment, and what it did, or what the last one
 * did that did anything. An idle run writes nothing else. Never throws: no call may fail for want of this file.
 */
export function noteRun(
  database: string,
  { command, at, work }: Run,
  { environment, program }: Surroundings,
): void {
  const path = lastRunFile(database);
  const note = {
    at: at.toISOString(),
    command,
    ...program,
    nodeVersion: process.version,
    version,
    environment: Object.fromEntries(
      telling.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
    ),
    lastWork: work ? { at: at.toISOString(), ...work } : lastWorkIn(path),
  };
  // Renamed into its place, so that a reader never finds half of it.
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(note)}\n`, { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    removeIfPossible(draft);
  }
}

function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where it could not be written either, there is nothing to remove.
  }
}

/** Returns what the last run did that did anything, as it is in the file: only a reader checks it. */
function lastWorkIn(path: string): unknown {
  try {
    const note: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof note === 'object' && note !== null && 'lastWork' in note ? note.lastWork : null;
  } catch {
    return null;
  }
}
