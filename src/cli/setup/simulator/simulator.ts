import { errorCode, Problem } from '../../../domain/problem.ts';
import { requireTimeZone } from '../../../domain/time/time-zone.ts';
import { setUpRehearsal } from '../../../settings/profiles/rehearsal.ts';
import type { Context } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { listenForStop } from '../../options/stopping.ts';
import type { SimulatorOptions, SimulatorRequest } from '../../parts.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { nextSteps, rehearsalIn } from './rehearsal.ts';

interface SimulatorCommandOptions {
  port: number;
  seed?: number | undefined;
  speed: number;
  realistic?: true | undefined;
  timezone?: string | undefined;
  optOuts?: number | undefined;
  callbacks?: number | undefined;
  retention?: number | undefined;
  webhook?: string | undefined;
}

/** `simulator`: runs a simulated Retell until stopped. If a profile is named, sets it up as a rehearsal. */
export async function simulate(
  context: Context,
  options: SimulatorCommandOptions,
): Promise<ExitCode | undefined> {
  const { parts, terminal } = context;
  const { port, speed, seed = Math.floor(Math.random() * 0xffffffff), retention, webhook } = options;
  const rehearsal = rehearsalIn(context);
  const log = (request: SimulatorRequest) => terminal.out(requestLine(request));
  const simulator = await parts
    .startSimulator({
      ...{ port, speed, seed, log, clock: context.parts.clock({}), ...peopleIn(options) },
      ...(retention !== undefined && { retentionMs: retention }),
      ...(webhook !== undefined && { webhook }),
    })
    .catch((error) => {
      throw cannotListen(error, port);
    });
  const stopping = listenForStop(context, 'open requests');
  if (rehearsal !== undefined) {
    setUpRehearsal(rehearsal, simulator.url, parts);
    // Cron finds a database, even before there are contacts.
    await context.store();
  }
  terminal.out(
    styled`Simulated Retell running at ${paint.bold(simulator.url)} (seed ${seed}). Press Ctrl-C to stop.`,
  );
  terminal.note('Test numbers with a fixed outcome:');
  for (const { number, what } of await parts.testNumbers()) terminal.note(`  ${number}  ${what}`);
  terminal.note(rehearsal === undefined ? settingsLines(simulator.url) : nextSteps(rehearsal));
  if (!stopping.signal.aborted) {
    await new Promise<void>((resolve) =>
      stopping.signal.addEventListener('abort', () => resolve(), { once: true }),
    );
  }
  await simulator.close();
  stopping.end();
  return stopping.code();
}

/** Returns how to use it without a profile of its own. */
function settingsLines(url: string): string[] {
  return [
    `In another terminal:  export RETELL_BASE_URL=${url} RETELL_API_KEY=any VOICEBOT_FROM_NUMBER=+61255501234 VOICEBOT_AGENT_ID=agent_demo`,
    'Or have a profile of its own set up: voicebot simulator --profile rehearsal',
  ];
}

/** @throws Problem `usage` if they are described, and the simulator is not to have any */
function peopleIn({
  realistic,
  timezone,
  optOuts,
  callbacks,
}: SimulatorCommandOptions): Pick<SimulatorOptions, 'people'> {
  if (!realistic && [timezone, optOuts, callbacks].every((value) => value === undefined)) return {};
  if (!realistic) {
    throw new Problem('usage', {
      code: 'realistic_required',
      message: '--timezone, --opt-outs and --callbacks describe the people of a realistic simulator.',
      hint: 'Add --realistic.',
    });
  }
  return {
    people: { optOuts, callbacks, timezone: timezone === undefined ? undefined : requireTimeZone(timezone) },
  };
}

function requestLine({ method, path, status, text }: SimulatorRequest): Printable {
  const colour = status === undefined ? paint.yellow : status < 400 ? paint.green : paint.red;
  return styled`${colour(String(status ?? '---'))} ${method} ${path}  ${paint.dim(text)}`;
}

function cannotListen(error: unknown, port: number): unknown {
  const code = errorCode(error);
  if (!code) return error;
  return new Problem('failed', {
    code: 'port_not_free',
    message: `The simulator cannot listen on port ${port} (${code}).`,
    hint: 'Choose another port with --port, or use --port 0 for any free one.',
  });
}
