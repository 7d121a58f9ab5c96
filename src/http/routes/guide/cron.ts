import { createRoute, z } from '@hono/zod-openapi';
import { Problem } from '../../../domain/problem.ts';
import type { RunResult } from '../../../operations/calling/run-events.ts';
import { cronPath } from '../../access/authenticate.ts';
import { requireCronSecret } from '../../access/require-scope.ts';
import type { App } from '../../app-type.ts';
import { problems } from '../../schemas/problem.ts';
import type { ServedProfile } from '../../served-profile.ts';
import { answers } from '../needs.ts';

const summary = z.object({
  success: z.literal(true),
  message: z.string().openapi({ example: 'Processed 5 scheduled call(s)' }),
  results: z.object({
    processed: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    errors: z.array(z.string()).openapi({ description: 'A line for each call that did not succeed' }),
  }),
});

const processScheduledCalls = createRoute({
  method: 'post',
  path: cronPath,
  middleware: [requireCronSecret],
  operationId: 'processScheduledCalls',
  summary: 'Place the calls that are due, as cron does each minute',
  tags: ['Cron'],
  security: [{ cronSecret: [] }],
  responses: { ...problems(401, 409, 413, 429, 500, 503), 200: answers(summary, 'What was placed') },
});

interface CronOptions {
  onRun: (profile: ServedProfile, round: RunResult | Problem) => void;
  /** Once it aborts, no more calls are claimed. */
  stopping: AbortSignal;
}

/** Adds `POST /api/cron/process-scheduled-calls`. A run that trouble has ended early is a problem, so that whoever calls it notices. */
export function addCron(app: App, { onRun, stopping }: CronOptions): void {
  app.openapi(processScheduledCalls, async (c) => {
    const { profile } = c.var;
    const run = await profile.voicebot.processDue({ signal: stopping }).catch((error) => {
      if (error instanceof Problem) onRun(profile, error);
      throw error;
    });
    onRun(profile, run);
    const { stopped, processed, succeeded, failed, errors } = run;
    if (stopped) throw stopped;
    const message = `Processed ${processed} scheduled call(s)`;
    return c.json(
      { success: true as const, message, results: { processed, succeeded, failed, errors } },
      200,
    );
  });
}
