import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { numberOf, openWithContacts, openWithDue } from '../../operations/calling/due-calls.ts';
import { mapAFewAtOnce } from '../../support/a-few-at-once.ts';
import { listAt } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

/** Four calls that are over and told: two conversations, one busy, one not placed. */
async function openWithCalls() {
  const operator = await openWithDue(4);
  const { simulator, clock } = operator;
  const talk = (text: string, seconds: number) => ({
    reason: 'user_hangup' as const,
    talkSeconds: seconds,
    analysis: { call_summary: '=1+1', custom_analysis_data: { topic: 'roof', size: { rooms: 3 } } },
    turns: [
      ['agent', 'Hello, this is Ada from the roofing company, is now a good time to talk?'] as const,
      ['user', text] as const,
    ],
  });
  simulator.script(
    numberOf(1),
    talk("I'd like a quote for the new roof, but please call me back tomorrow.", 60),
  );
  simulator.script(numberOf(2), talk('Zoë hier. Kein Interesse!', 600));
  simulator.script(numberOf(3), { reason: 'dial_busy' });
  simulator.script(numberOf(4), { reason: 'dial_busy' });
  await operator.voicebot(['process-due']);
  clock.advance(1200);
  await operator.voicebot(['process-due']);
  clock.advance(86_400);
  return operator;
}

describe('calls list', () => {
  it('filters by what was said, by cost, time, agent and more, in any words and without errors', async () => {
    const operator = await openWithCalls();
    const cases: [words: string[], ids: number[]][] = [
      [['--search', 'quote'], [1]],
      [['--search', 'ROOF tomorrow'], [1]],
      [['--search', '"call me back"'], [1]],
      [['--search', '"me call"'], []],
      [['--search', 'zoe'], [2]],
      [
        ['--search', 'roof*'],
        [2, 1],
      ],
      [['--search', 'AND "unfinished NEAR(x) col:umn -^*'], []],
      [['--search', '…'], []],
      [['--search', 'good time', '--contact', '2', '--agent', 'agent_demo', '--since', '2d'], [2]],
      [['--disposition', 'busy,answered', '--min-cost', '0.5'], [2]],
      [['--max-cost', '$0.50', '--sort', '-cost'], [1]],
      [
        ['--sort', '-cost', '--limit', '2'],
        [2, 1],
      ],
      [['--since', 'today'], []],
      [
        ['--since', 'yesterday', '--until', 'yesterday'],
        [4, 3, 2, 1],
      ],
      [['--agent', 'agent_other'], []],
    ];
    const found = await mapAFewAtOnce(cases, async ([words]) => {
      const { code, json } = await operator.voicebot(['calls', 'list', '--json', '--fields', 'id', ...words]);
      return { words, code, ids: listAt(json, 'calls').map(({ id }) => id) };
    });
    expect(found).toEqual(cases.map(([words, ids]) => ({ words, code: 0, ids })));
    const refused = await operator.voicebot(['calls', 'list', '--since', 'today', '--until', 'yesterday']);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/No call can be between/) });
    const nobody = await operator.voicebot(['calls', 'list', '--search', 'zebra']);
    expect(nobody).toMatchObject({ code: 0, stderr: 'No call matches. To see all: voicebot calls list\n' });
  });

  it('finds nothing any more of a person who was purged, and leaves no word in the file', async () => {
    const operator = await openWithCalls();
    const inFile = () => /interesse/.test(readFileSync(operator.database, 'latin1'));
    await operator.voicebot(['backup', 'copy.db']);
    // The index has words in lower case.
    expect(readFileSync(`${operator.home}/copy.db`, 'latin1')).toContain('interesse');
    await operator.voicebot(['contacts', 'purge', '2', '--yes']);
    expect(listAt(await operator.json(['calls', 'list', '--search', 'Interesse']), 'calls')).toEqual([]);
    expect(listAt(await operator.json(['calls', 'list', '--search', 'quote']), 'calls')).toHaveLength(1);
    expect(inFile()).toBe(false);
    expect(
      operator.rows("select rowid from transcripts_search where transcripts_search match 'interesse'"),
    ).toEqual([]);
  });
});

describe('calls export', () => {
  it('has every call that matches, in CSV without JSON or formulas, and as JSON and NDJSON', async () => {
    const operator = await openWithCalls();
    const run = async (...words: string[]) => (await operator.voicebot(['calls', 'export', ...words])).stdout;
    const fields = 'id,contact.name,cost,summary,customAnalysis,zones';
    expect(await run('--search', 'roof*', '--sort', 'requestedAt', '--fields', fields)).toBe(
      [
        'id,contact.name,costCents,summary,customAnalysis.topic,customAnalysis.size.rooms,zones',
        "1,Contact 1,13,'=1+1,roof,3,Australia/Sydney",
        "2,Contact 2,130,'=1+1,roof,3,Australia/Sydney\n",
      ].join('\n'),
    );
    const lines = (await run('--format', 'ndjson', '--fields', 'id')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ id: 4 }, { id: 3 }, { id: 2 }, { id: 1 }]);
    expect(JSON.parse(await run('--json', '--disposition', 'busy', '--fields', 'id'))).toEqual({
      calls: [{ id: 4 }, { id: 3 }],
    });
    expect(await run('--excel', '--search', 'zebra', '--fields', 'id,customAnalysis.topic')).toBe(
      '\ufeffid,customAnalysis.topic\n',
    );
  });
});

describe('calls show', () => {
  it.each([100, 60, 40])(
    'wraps what was said by words on %i columns, each turn below its speaker',
    async (cols) => {
      const operator = await openWithCalls();
      const screen = openScreen(operator, ['calls', 'show', '1'], { cols, rows: 60 });
      expect(await screen.ended).toBe(0);
      const lines = screen.whole().split('\n');
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(cols);
      const start = lines.findIndex((line) => line.startsWith('0:00  agent: Hello'));
      const transcript = lines.slice(start).join('\n');
      expect(transcript.replace(/\n {13}/g, ' ')).toBe(
        [
          '0:00  agent: Hello, this is Ada from the roofing company, is now a good time to talk?',
          "0:03  user:  I'd like a quote for the new roof, but please call me back tomorrow.",
        ].join('\n'),
      );
    },
  );

  it('--follow stays with a call until it is over, then shows it; Ctrl-C leaves quietly', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.script(numberOf(1), {
      reason: 'user_hangup',
      ringSeconds: 5,
      talkSeconds: 42,
      turns: [['user', 'Two, please.']],
    });
    await operator.voicebot(['call', '1', '--yes']);
    const screen = openScreen(operator, ['calls', 'show', '1', '--follow']);
    await screen.says('ringing');
    screen.type('\u0003');
    expect(await screen.ended).toBe(130);
    expect(screen.text().replace('^C', '').trim()).toBe('');
    const following = operator.start(['calls', 'show', '1', '--follow']);
    await following.says('ringing');
    operator.clock.advance(200);
    const { code, stdout } = await following.ended;
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/Outcome +answered.*\n0:00 {2}user: Two, please\.\n$/s),
    });
  });
});
