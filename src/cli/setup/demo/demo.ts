import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, RunWords } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { RunningSimulator } from '../../parts.ts';
import { demoClock } from './demo-clock.ts';
import { openStage, type Stage } from './demo-stage.ts';

/** Fictitious people, on numbers reserved for fiction. The simulator scripts each of their calls. */
const customers = `Name,Mobile,Email,Company,Plan Tier
Ada Lovelace,0491 570 006,ada@example.com,Analytical Engines,gold
Grace Hopper,0491 570 158,grace@example.com,Harbour Compilers,silver
Margaret Hamilton,+61 491 570 156,,Apollo Software,gold
Alan Turing,0491 570 110,,,
Charles Babbage,12345,,,
`;

/** Grace's phone rings although Retell's response is lost. Margaret's is busy at first. */
const [grace, margaret] = ['+61491570158', '+61491570156'];

/** `demo`: runs the whole job with a temporary database and simulated phones. */
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
    await runStory(stage, simulator, speed);
    return stage.stoppedBy();
  } finally {
    stage.end();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runStory(stage: Stage, simulator: RunningSimulator, speed: number): Promise<void> {
  await stage.say(
    'The whole job in one minute. No account needed, and no real phone rings:',
    `Retell is simulated on this machine, and waits are ${speed} times shorter.`,
  );
  await stage.say('A customer list, just as it was exported. One number is wrong.');
  stage.show(customers);
  await stage.type('contacts', 'import', 'customers.csv');
  await stage.say('Call one of them now.');
  await stage.type('call', 'Ada Lovelace');
  await stage.say('Schedule the others, two minutes apart, and try busy lines again.');
  await stage.type('schedule', '2-4', '--at', '+1m', '--redial', 'busy=1m');
  await stage.say(
    'Cron would now run `voicebot process-due` every minute. `voicebot watch` does',
    `the same and keeps running. Retell's response about Grace gets lost, Margaret's`,
    `line is busy at first, and Alan's number is refused.`,
  );
  simulator.loseNextResponseTo(grace);
  simulator.optOutAfterBusy(margaret);
  await stage.watchUntilDone();
  await stage.say('The result: Margaret was tried again, and Alan was refused three times.');
  await stage.type('scheduled', 'list', '--all');
  await stage.type('calls', 'list');
  await stage.say('Margaret asked not to be called again, so from now on nobody can call her.');
  await stage.typeRefused('call', 'Margaret Hamilton');
  await stage.say(
    `Phones that rang: ${ringsIn(simulator)}.`,
    'Grace was not called twice when the response was lost: voicebot asked Retell,',
    'and found her call.',
  );
  await stage.say('Your turn: run `voicebot init`, then `voicebot contacts import your-list.csv`.');
}

function ringsIn(simulator: RunningSimulator): string {
  const counts = simulator.ringCounts().map(([number, rings]) => `${number} ${rings}×`);
  return counts.join(', ');
}
