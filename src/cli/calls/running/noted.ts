import { Problem } from '../../../domain/problem.ts';
import type { RunResult } from '../../../operations/calling/run-events.ts';
import type { Context } from '../../context.ts';
import { noteRun, type Run, type RunWork } from '../../unattended/note-run.ts';

type Counts = Pick<RunResult, 'processed' | 'succeeded' | 'failed' | 'stopped'>;

/** Makes one run, and notes beside the database what came of it, unless a person watches. @throws what the run throws */
export async function noted(context: Context, run: () => Promise<RunResult>): Promise<RunResult> {
  try {
    const result = await run();
    note(context, 'process-due', workOf(result));
    return result;
  } catch (error) {
    note(context, 'process-due', troubleOf(error));
    throw error;
  }
}

/** Notes a round of `watch`: what it did, or the problem that ended it. */
export function noteRound(context: Context, round: Counts | Problem): void {
  note(context, 'watch', round instanceof Problem ? troubleOf(round) : workOf(round));
}

function note(context: Context, command: Run['command'], work: RunWork | undefined): void {
  const { terminal, settings, parts, clock } = context;
  if (command === 'process-due' && terminal.isInteractive) return;
  try {
    noteRun(settings.database, { command, at: clock().now(), ...(work && { work }) }, parts);
  } catch {
    // A setting cannot be read. The run itself says so.
  }
}

function workOf({ processed, succeeded, failed, stopped }: Counts): RunWork | undefined {
  if (processed === 0 && !stopped) return undefined;
  return { processed, succeeded, failed, problem: stopped?.code ?? null };
}

function troubleOf(error: unknown): RunWork {
  const problem = error instanceof Problem ? error.code : 'unexpected';
  return { processed: 0, succeeded: 0, failed: 0, problem };
}
