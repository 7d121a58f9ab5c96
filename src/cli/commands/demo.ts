import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOption } from '../option-values.ts';
import type { Parts, RunningSimulator } from '../parts.ts';
import type { Run, RunWords } from '../program.ts';

/** Fictitious people on numbers that are set aside for fiction; the simulator knows how each call goes. */
const customers = `Name,Mobile,Email,Company,Plan Tier
Ada Lovelace,0491 570 006,ada@example.com,Analytical Engines,gold
Grace Hopper,0491 570 158,grace@example.com,Harbour Compilers,silver
Margaret Hamilton,+61 491 570 156,,Apollo Software,gold
Alan Turing,0491 570 110,,,
Charles Babbage,12345,,,
`;

/** Whose phone rings while Retell's answer gets lost on the way. */
const lostAnswerTo = '+61491570158';

const usualSpeed = 40;

export function addDemoCommand(program: CommandUnknownOpts, run: Run, runWords: RunWords): void {
  program
    .command('demo')
    .description('the whole job in under a minute, on a throw-away database against the simulator')
    .option('--speed <n>', 'how many times faster than life', countOption, usualSpeed)
    .action(({ speed }) => run((context) => demo(context, runWords, speed)));
}

async function demo(context: Context, runWords: RunWords, speed: number): Promise<ExitCode | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-demo-'));
  const clock = context.parts.clock({ speed });
  const simulator = await context.parts.startSimulator({ clock, seed: 7 });
  const stage = openStage(context, { folder, clock, simulator, runWords });
  try {
    await tellTheStory(stage, simulator, speed);
    return stage.stoppedBy();
  } finally {
    stage.end();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tellTheStory(stage: Stage, simulator: RunningSimulator, speed: number): Promise<void> {
  await stage.say(
    'The whole job in under a minute. No account is needed and no phone rings:',
    `Retell is simulated on this machine, on a clock that goes ${speed} times faster.`,
  );
  await stage.say('A list of customers, as somebody exported it. One number is wrong.');
  stage.show(customers);
  await stage.type('contacts', 'import', 'customers.csv');
  await stage.say('Phone one of them now.');
  await stage.type('call', 'Ada Lovelace');
  await stage.say('Phone the others one after the other, two minutes apart.');
  await stage.type('schedule', '2-4', '--at', '+1m');
  await stage.say(
    'From here cron would run `voicebot process-due` every minute; `voicebot watch` does the same and stays up.',
    `Watch for two troubles: Retell's answer about Grace gets lost, and it refuses Alan's number.`,
  );
  simulator.loseNextAnswerTo(lostAnswerTo);
  await stage.watchUntilDone();
  await stage.say(
    'What became of it all: Alan was refused three times, and everybody else was phoned exactly once.',
  );
  await stage.type('scheduled', 'list');
  await stage.type('calls', 'list');
  await stage.say(
    `The phones that rang in the simulator: ${simulator
      .ringCounts()
      .map(([number, rings]) => `${number} ${rings}×`)
      .join(', ')}.`,
    'Grace was not phoned again when the answer was lost: voicebot asked Retell, and found her call.',
  );
  await stage.say('Your turn: `voicebot init`, then `voicebot contacts import your-list.csv`.');
}

/** How a command of the story may end: well, with rejects or refusals, or stopped by the demo itself. */
const asTold = new Set<number>([exitCodes.done, exitCodes.partly_done, exitCodes.interrupted]);

function wentWrong(shown: string, code: number) {
  return {
    code: 'demo_failed',
    message: `The demo did not go as it should: 'voicebot ${shown}' ended with ${code}.`,
    hint: 'This is a fault of voicebot. Nothing of yours was touched.',
  };
}

interface Stage {
  /** A remark, with a pause to read it. */
  say(...lines: string[]): Promise<void>;
  show(text: string): void;
  /** Types a command line and runs it. */
  type(...words: string[]): Promise<void>;
  watchUntilDone(): Promise<void>;
  stoppedBy(): 130 | 143 | undefined;
  end(): void;
}

interface Props {
  folder: string;
  clock: ReturnType<Parts['clock']>;
  simulator: RunningSimulator;
  runWords: RunWords;
}

function openStage({ terminal, parts }: Context, props: Props): Stage {
  let stopped: 130 | 143 | undefined;
  let stopWatch = (_code: 130 | 143): void => undefined;
  const end = parts.onStopSignal((code) => {
    if (stopped) parts.quit(code);
    stopped = code;
    stopWatch(code);
  });
  const throwAway = throwAwayParts(parts, props, (stop) => {
    stopWatch = stop;
  });
  const pause = (ms: number) => (stopped || !terminal.isInteractive ? Promise.resolve() : wait(ms));
  const type = async (...words: string[]) => {
    if (stopped) return;
    const shown = words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
    terminal.out(`${terminal.paint.dim('$')} ${terminal.paint.bold(`voicebot ${shown}`)}`);
    const code = await props.runWords([...words, '--no-input'], throwAway);
    if (!asTold.has(code)) throw new Problem('failed', wentWrong(shown, code));
    await pause(1500);
  };
  return {
    say: async (...lines) => {
      if (stopped) return;
      terminal.out(`\n${lines.map((line) => terminal.paint.cyan(line)).join('\n')}`);
      await pause(1200);
    },
    show: (text) => terminal.out(terminal.paint.dim(text)),
    type,
    watchUntilDone: async () => {
      const store = await parts.openStore(databaseIn(props.folder));
      let watching = true;
      const watch = type('watch', '--every', '15s').finally(() => {
        watching = false;
      });
      while (watching) {
        if (await isSettled(store)) stopWatch(exitCodes.interrupted);
        await wait(200);
      }
      store.close();
      await watch;
    },
    stoppedBy: () => stopped,
    end,
  };
}

type DemoStore = Awaited<ReturnType<Parts['openStore']>>;

/** Whether no call waits, is being placed or goes on any more. */
async function isSettled(store: DemoStore): Promise<boolean> {
  const scheduled = await store.listScheduledCalls({});
  const calls = await store.listCalls({});
  return (
    scheduled.every((call) => call.status !== 'PENDING' && call.status !== 'IN_PROGRESS') &&
    calls.every((call) => call.status !== 'registered' && call.status !== 'ongoing')
  );
}

function databaseIn(folder: string): string {
  return join(folder, 'demo.db');
}

/** The same program with nothing of the operator's: no settings, no database, no Retell. */
function throwAwayParts(
  parts: Parts,
  { folder, clock, simulator }: Props,
  onListen: (stop: (code: 130 | 143) => void) => void,
): Parts {
  writeFileSync(join(folder, 'customers.csv'), customers);
  const { NO_COLOR, FORCE_COLOR, TERM } = parts.environment;
  return {
    ...parts,
    environment: {
      NO_COLOR,
      FORCE_COLOR,
      TERM,
      RETELL_BASE_URL: simulator.url,
      RETELL_API_KEY: 'key_of_the_demo',
      VOICEBOT_FROM_NUMBER: '+61255501234',
      VOICEBOT_AGENT_ID: 'agent_demo',
      VOICEBOT_DB: databaseIn(folder),
    },
    workingFolder: folder,
    configFolder: folder,
    dataFolder: folder,
    clock: () => clock,
    onStopSignal: (stop) => {
      onListen(stop);
      return () => undefined;
    },
  };
}
