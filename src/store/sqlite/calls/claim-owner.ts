import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode } from '../../../domain/problem.ts';

/** Who holds a claim: enough to tell, on the same machine, that the process is certainly gone. */
export interface ClaimOwner {
  /** Host and, in a container, the process namespace: within one, a process id means one process. */
  host: string;
  /** Changes with every start of the machine; empty where the system does not tell. */
  boot: string;
  pid: number;
  /** When the process started, in the kernel's ticks since boot: process ids are used again. Empty if unknown. */
  start: string;
}

/** This process, as the owner of claims. */
export function thisProcess(): ClaimOwner {
  return {
    host: `${hostname()}${quietly(() => readlinkSync('/proc/self/ns/pid')) ?? ''}`,
    boot: quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? '',
    pid: process.pid,
    start: statOf(process.pid)?.start ?? '',
  };
}

/** The owner as the text that the database keeps. */
export function ownerText(owner: ClaimOwner): string {
  return [owner.host, owner.boot, owner.pid, owner.start].join('/');
}

/**
 * Whether the process that `text` names has certainly ended. False wherever that cannot be known: another
 * machine, or a system that does not tell when a process started.
 */
export function isCertainlyGone(text: string, here: ClaimOwner): boolean {
  const [host, boot, pidText, start] = text.split('/');
  if (host !== here.host || !boot || !here.boot || !start) return false;
  if (boot !== here.boot) return true;
  const pid = Number(pidText);
  return Number.isSafeInteger(pid) && pid > 0 && hasEnded(pid, start);
}

/** Asked of the kernel first: where another user's processes are hidden, `/proc` looks as if they had ended. */
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
 * State and start of a process: fields 3 and 22 of `/proc/<pid>/stat`, counted after the command name, which may hold
 * anything (proc(5)). One in state Z or X has ended, and its parent has not asked how. Undefined where it cannot be read.
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
