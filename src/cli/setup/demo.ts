import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, RunWords } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { RunningSimulator } from '../parts.ts';
import { demoClock } from './demo-clock.ts';
import { openStage, type Stage } from './demo-stage.ts';

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

/** `demo` */
export async function demo(
  context: Context,
  runWords: RunWords,
  speed: number,
): Promise<ExitCode | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-demo-'));
  writeFileSync(join(folder, 'customers.csv'), customers);
  const clock = demoClock(context.parts.clock({}), speed);
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
    `Retell is simulated on this machine, on a clock that goes ${speed} times faster while it waits.`,
  );
  await stage.say('A list of customers, as somebody exported it. One number is wrong.');
  stage.show(customers);
  await stage.type('contacts', 'import', 'customers.csv');
  await stage.say('Call one of them now.');
  await stage.type('call', 'Ada Lovelace');
  await stage.say('Call the others one after the other, two minutes apart.');
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
