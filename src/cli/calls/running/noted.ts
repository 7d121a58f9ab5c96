import { Problem } from '../../../domain/problem.ts';
import type { RunResult } from '../../../operations/calling/run-events.ts';
import type { Context } from '../../context.ts';
import { noteRun, type Run, type RunWork } from '../../unattended/note-run.ts';

/** What notes a run of one profile. */
type Noting = Pick<Context, 'settings' | 'parts' | 'clock'>;

type Counts = Pick<RunResult, 'processed' | 'succeeded' | 'failed' | 'stopped'>;

/** Makes one run, and notes beside the database what came of it, unless a person watches. @throws what the run throws */
export async function noted(context: Context, run: () => Promise<RunResult>): Promise<RunResult> {
  try {
    const result = await run();
    if (!context.terminal.isInteractive) note(context, 'process-due', workOf(result));
    return result;
  } catch (error) {
    if (!context.terminal.isInteractive) note(context, 'process-due', troubleOf(error));
    throw error;
  }
}

/** Notes a round of `watch` or `serve`: what it did, or the problem that ended it. */
export function noteRound(
  noting: Noting,
  round: Counts | Problem,
  command: Exclude<Run['command'], 'process-due'> = 'watch',
): void {
  note(noting, command, round instanceof Problem ? troubleOf(round) : workOf(round));
}

function note({ settings, parts, clock }: Noting, command: Run['command'], work: RunWork | undefined): void {
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
