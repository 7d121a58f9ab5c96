import { describe, expect, it } from 'vitest';
import { type Operator, openOperator } from '../../support/operator.ts';
import { listAt, objectAt, operatorWith } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const down = '\u001b[B';
const people = `Name,Phone,Tags,Do Not Call
Ada Lovelace,0491570006,,
Ada King,0491570156,,
王小明,0491570157,,
Nora Jones,0491570158,,yes
Evil\u001b]0;title\u0007 Eve,0491570159,,
Grace Hopper,0491570313,,
`;

const ids = async (operator: Operator) =>
  listAt(await operator.json(['scheduled', 'list']), 'scheduledCalls').map(({ contactId, status }) => [
    contactId,
    status,
  ]);

describe('on a terminal', () => {
  it('schedule asks whom, when, how far apart, from which number and by which agent', async () => {
    const operator = await operatorWith(people);
    const screen = openScreen(operator, ['schedule'], { cols: 60, rows: 20 });
    await screen.says('Nora Jones');
    expect(screen.text()).toContain('[-] Nora Jones    marked do-not-call');
    expect(screen.text()).toContain('[ ] 王小明        +61 491 570 157');
    screen.type('\r');
    await screen.says('Tick at least one');
    // All but Nora; it once ended in an error of the database.
    screen.type('\u0001');
    await screen.says('(5 selected)');
    screen.type('\u0001');
    await screen.says('(0 selected)');
    screen.type('nora');
    await screen.says(/\(0 selected\) nora\s+❯ \[-\] Nora/);
    screen.type(' ');
    await screen.says('> Nora Jones: marked do-not-call');
    screen.type('\u0015ada');
    await screen.says(/ada\s+❯ \[ \] Ada Lovelace.*\s+\[ \] Ada King.*\s+space/);
    screen.type(` ${down} `);
    await screen.says('(2 selected)');
    screen.type('\r');
    await screen.says('When is the first call due?');
    expect(screen.whole()).toContain('✔ Whom to call? Ada Lovelace, Ada King');
    screen.type('\r');
    await screen.says('> Type an answer, or press Ctrl-C to leave.');
    screen.type('soon\r');
    await screen.says('> "soon" is not a time');
    expect(screen.text()).not.toContain('✔ When');
    screen.type('\u0015tomorrow 9am\r');
    await screen.says('How far apart?');
    screen.type('90s\r');
    await screen.says('Which number to call from?');
    screen.type('\r');
    await screen.says('Which agent to use?');
    await screen.says('Demo agent (agent_demo)');
    screen.type('\r');
    await screen.says('Schedule these 2 calls?');
    expect(screen.whole()).toContain('2 calls, 1 minute 30 seconds apart:');
    screen.type('\r');
    expect(await screen.ended).toBe(0);
    expect(screen.raw()).not.toContain('\u001b]0;');
    expect(await ids(operator)).toEqual([
      [1, 'PENDING'],
      [2, 'PENDING'],
    ]);

    const cancel = openScreen(operator, ['scheduled', 'cancel']);
    await cancel.says('Which calls to cancel?');
    cancel.type('king');
    await cancel.says(/king\s+❯ \[ \] Ada King.*\s+space/);
    cancel.type(' \r');
    expect(await cancel.ended).toBe(0);
    expect(await ids(operator)).toEqual([
      [1, 'PENDING'],
      [2, 'CANCELLED'],
    ]);
  });

  it('call asks which of two people is meant, and Ctrl-C leaves quietly with the cursor shown', async () => {
    const operator = await operatorWith(people);
    const screen = openScreen(operator, ['call', 'ada']);
    await screen.says(/Whom to call\? ada\s+❯ Ada Lovelace.*\s+Ada King/);
    screen.type(`${down}\r`);
    // The number and the agent are set, so they are not asked for, unless with --ask.
    await screen.says(/✔ Whom to call\? Ada King\s+\? Call Ada King .* now\?/);
    screen.type('\u0003');
    expect(await screen.ended).toBe(130);
    const asking = openScreen(operator, ['call', '1', '--ask']);
    await asking.says(/\? Whom to call\? Ada Lovelace\s+❯/);
    asking.type('\r');
    await asking.says('Which number to call from?');
    asking.type('\u0003');
    expect(await asking.ended).toBe(130);
    const named = await operator.json([
      'contacts',
      'add',
      '--name',
      'Eve\u001b[31mEvil',
      '--phone',
      '0491571266',
    ]);
    const hostile = openScreen(operator, ['call', String(objectAt(named, 'contact')['id']), '--ask']);
    await hostile.says(/\? Whom to call\? Eve \[31mEvil\s+❯ EveEvil/);
    hostile.type('\u0003');
    const alone = openScreen(operator, ['call']);
    await alone.says('Nora Jones');
    // Ctrl-D too: it once ended the process as if the call had been made.
    alone.type('\u0004');
    expect(await alone.ended).toBe(130);
    expect(alone.whole()).not.toContain('error');
    expect(alone.raw().lastIndexOf('[?25h')).toBeGreaterThan(alone.raw().lastIndexOf('[?25l'));
  });

  it('a tag and its contacts can be chosen, all that match at once', async () => {
    const operator = await operatorWith(people);
    const screen = openScreen(operator, ['contacts', 'tag']);
    await screen.says('Which tag to add?');
    screen.type('vip\r');
    await screen.says('Whom to tag vip?');
    screen.type('ada');
    await screen.says(/ada\s+❯ \[ \] Ada Lovelace.*\s+\[ \] Ada King.*\s+space/);
    // The space in a name ticks nobody: it once ticked the first Ada, and then searched for "adaking".
    screen.type(' ');
    await screen.says(/\(1 selected\) ada\s+❯ \[x\] Ada Lovelace/);
    screen.type('k');
    await screen.says(/\(0 selected\) ada k\s+❯ \[ \] Ada King.*\s+space/);
    screen.type('\u007f\u007f');
    await screen.says(/ada\s+❯ \[ \] Ada Lovelace.*\s+\[ \] Ada King.*\s+space/);
    screen.type('\u0001');
    await screen.says('(2 selected)');
    screen.type('\r');
    await screen.says('Add vip to 2 contacts?');
    screen.type('\r');
    expect(await screen.ended).toBe(0);
    expect(listAt(await operator.json(['contacts', 'tags']), 'tags')).toMatchObject([
      { tag: 'vip', contacts: 2 },
    ]);
  });

  it('keeps its heading in sight on a screen that gets smaller', async () => {
    const operator = await operatorWith(people);
    const screen = openScreen(operator, ['contacts', 'tag', 'vip'], { cols: 100, rows: 30 });
    await screen.says(/Whom to tag vip\?.*\s+❯ \[ \] Ada/);
    screen.resize(40, 12);
    const shown =
      /^\? Whom to tag vip\? \(0 selected\)\n❯ \[ \] Ada Lovelace[\s\S]*\nspace tick • ⏎ done • type to search$/;
    await expect.poll(() => screen.text(), { timeout: 20_000 }).toMatch(shown);
    expect(screen.text().match(/Whom to tag/g)).toHaveLength(1);
    screen.resize(100, 30);
    await expect.poll(() => screen.text(), { timeout: 20_000 }).toMatch(/ctrl-a tick all/);
    expect(screen.text().match(/Whom to tag/g)).toHaveLength(1);
    screen.type('\u0003');
    expect(await screen.ended).toBe(130);
  });

  it('asks nothing of a script that wants JSON, and names what is missing', async () => {
    const operator = await operatorWith(people);
    const screen = openScreen(operator, ['--json', 'call']);
    expect(await screen.ended).toBe(2);
    expect(screen.whole()).toContain("Missing required argument 'contact'.");
  });

  it('starts from what is given with --ask', async () => {
    const operator = await operatorWith(people);
    const screen = openScreen(operator, ['schedule', '2', '--at', 'tomorrow 9am', '--ask']);
    await screen.says(/\(1 selected\)\s+❯ \[ \] Ada Lovelace.*\s+\[x\] Ada King/);
    screen.type('\r');
    await screen.says('(tomorrow 9am, 14:00, +10m …) (tomorrow 9am)');
    // A signal ends it as ever, but not before the terminal echoes again.
    screen.signal('SIGTERM');
    expect(await screen.ended).toBe(143);
    expect(screen.raw()).toMatch(/\[\?25h[^[]*$/);
  });
});

it('an empty list of contacts is an error, not an empty question', async () => {
  const operator = await openOperator();
  const screen = openScreen(operator, ['schedule']);
  expect(await screen.ended).toBe(3);
  expect(screen.whole()).toContain('There are no contacts yet.');
});
