import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode } from '../../../../domain/problem.ts';

/** The process that holds a claim, in enough detail to know on the same machine that it has certainly ended. */
export interface ClaimOwner {
  /** Host name and process namespace (of a container), within which process ids are unique. */
  host: string;
  /** Changes whenever the machine starts; empty if the system does not report it. */
  boot: string;
  pid: number;
  /** When the process started, in the kernel's ticks since boot, because process ids are reused. Empty if unknown. */
  start: string;
}

/** Returns this process as an owner of claims. */
export function thisProcess(): ClaimOwner {
  return {
    host: `${hostname()}${quietly(() => readlinkSync('/proc/self/ns/pid')) ?? ''}`,
    boot: quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? '',
    pid: process.pid,
    start: statOf(process.pid)?.start ?? '',
  };
}

/** Formats an owner as the database stores it. */
export function ownerText(owner: ClaimOwner): string {
  return [owner.host, owner.boot, owner.pid, owner.start].join('/');
}

/**
 * Returns whether the process that `text` names has certainly ended. Returns false if that cannot be known: on another machine, or
 * on a system that does not report when a process started.
 */
export function isCertainlyGone(text: string, here: ClaimOwner): boolean {
  const [host, boot, pidText, start] = text.split('/');
  if (host !== here.host || !boot || !here.boot || !start) return false;
  if (boot !== here.boot) return true;
  const pid = Number(pidText);
  return Number.isSafeInteger(pid) && pid > 0 && hasEnded(pid, start);
}

/** Asks the kernel first: if other users' processes are hidden, `/proc` looks as if they had ended. */
function hasEnded(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return true;
  }
  const now = statOf(pid);
  return now !== undefined && (now.hasEnded || now.start !== start);
}

/**
 * Returns state and start of a process, fields 3 and 22 of `/proc/<pid>/stat`, counted after the command name, which can contain
 * anything (proc(5)); undefined if it cannot be read. In state Z or X it has ended, but its parent has not yet collected it.
 */
function statOf(pid: number): { hasEnded: boolean; start: string } | undefined {
  const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields?.[0], fields?.[19]];
  return state && start ? { hasEnded: state === 'Z' || state === 'X', start } : undefined;
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
