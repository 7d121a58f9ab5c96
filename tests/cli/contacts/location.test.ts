import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { type Operator, openOperator } from '../../support/operator.ts';
import { contactsOf, objectAt, operatorWith, people } from '../../support/people.ts';

/** The line of `contacts show` about where the contact may be. */
async function where({ voicebot }: Operator, id: number, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await voicebot(['contacts', 'show', String(id)], { env });
  return /^Where +(.+)$/m.exec(stdout)?.[1] ?? `no such line in ${stdout}`;
}

describe('the zones of a contact', () => {
  it('come from the state and postcode of a list, which stay custom fields under their own keys', async () => {
    const { json, voicebot } = await openOperator({ sharesProcess: true });
    const stdin = 'Name,Mobile,Mailing State/Province,Zip Code\nAda,0491570006,Western Australia,6000\n';
    for (const words of [['--dry-run'], []]) {
      const { stderr } = await voicebot(['contacts', 'import', '-', ...words], { stdin });
      expect(stderr).toContain(
        'Mailing State/Province → mailing_state_province (for the time zone), Zip Code → zip_code (for the time zone)',
      );
    }
    expect(objectAt(await json(['contacts', 'show', '1']), 'contact')).toMatchObject({
      state: 'Western Australia',
      postcode: '6000',
      customFields: { mailing_state_province: 'Western Australia', zip_code: '6000' },
      zones: ['Australia/Perth'],
      zonesFrom: ['state', 'postcode'],
    });
  });

  it('are shown with where they come from', async () => {
    const operator = await operatorWith(
      `Name,Phone,State,Postcode
Ada,0491570006,,
Bea,0491570156,WA,
Cy,0491570157,WA,6000
Di,02 9876 5432,WA,
Eve,08 9234 5678,,
Flo,0491570158,NSW,
`,
      { sharesProcess: true },
    );
    await operator.json(['contacts', 'edit', '5', '--timezone', 'Australia/Perth']);
    expect(await where(operator, 1)).toBe(
      'Adelaide, Brisbane, Broken Hill, Darwin, Eucla, Hobart, Lindeman, Lord Howe, Melbourne, Perth or Sydney, from its number',
    );
    expect(await where(operator, 1, { VOICEBOT_ASSUME_TIMEZONE: 'Australia/Sydney' })).toBe(
      "Sydney, assumed, because its number doesn't say",
    );
    expect(await where(operator, 2)).toBe('Eucla or Perth, from its state WA');
    expect(await where(operator, 3)).toBe('Perth, from its state WA and its postcode 6000');
    expect(await where(operator, 4)).toBe(
      'Eucla, Lord Howe, Perth or Sydney, from its state WA and its number',
    );
    expect(await where(operator, 5)).toBe('Perth, from its time zone');
    expect(await where(operator, 6)).toBe('Broken Hill or Sydney, from its state NSW');
    const assumed = await operator.json(['contacts', 'show', '1'], {
      env: { VOICEBOT_ASSUME_TIMEZONE: 'Australia/Perth' },
    });
    expect(objectAt(assumed, 'contact')).toMatchObject({
      zones: ['Australia/Perth'],
      zonesFrom: ['assumed'],
    });
  });

  it('are said to be unknown if the time zone cannot be read', async () => {
    const operator = await operatorWith(people, { sharesProcess: true });
    const database = openSqlite(operator.database);
    database.prepare("UPDATE contacts SET timezone = 'Mars/Olympus' WHERE id = 1").run();
    database.close();
    expect(await where(operator, 1)).toBe('not known: Mars/Olympus is not a time zone');
    const { contact } = objectAt(await operator.json(['contacts', 'show', '1']));
    expect(contact).toMatchObject({ timezone: 'Mars/Olympus', zones: null, zonesFrom: null });
  });
});

describe('--state and --postcode', () => {
  it('write the custom fields state and postcode', async () => {
    const { json, voicebot } = await openOperator({ sharesProcess: true });
    const added = [
      'contacts',
      'add',
      '--phone',
      '0491570006',
      '--state',
      'WA',
      '--postcode',
      '6000',
      '--set',
      'plan=gold',
    ];
    expect(objectAt(await json(added), 'contact')).toMatchObject({
      state: 'WA',
      postcode: '6000',
      customFields: { plan: 'gold', state: 'WA', postcode: '6000' },
    });
    await json(['contacts', 'edit', '1', '--state', '', '--postcode', '5000']);
    const shown = await json(['contacts', 'show', '1']);
    expect(objectAt(shown, 'contact')).toMatchObject({
      state: null,
      postcode: '5000',
      customFields: { plan: 'gold', postcode: '5000' },
      zones: ['Australia/Adelaide'],
      zonesFrom: ['postcode'],
    });
    const list = await voicebot(['contacts', 'list', '--csv', '--fields', 'id,state,postcode']);
    expect(list.stdout).toBe('id,state,postcode\n1,,5000\n');
  });

  it('warn of what says nothing of the time zone', async () => {
    const { voicebot } = await openOperator({ sharesProcess: true });
    const add = await voicebot(['contacts', 'add', '--phone', '0491570006', '--state', 'NWS']);
    expect(add.code).toBe(0);
    expect(add.stderr).toBe(
      '! "NWS" is not a state of Australia or the USA that fits +61491570006, so it says nothing of the time zone.\n',
    );
    const edit = await voicebot(['contacts', 'edit', '1', '--state', 'NSW', '--postcode', '99999']);
    expect(edit.stderr).toContain('! "99999" is not a postcode of Australia or the USA');
    expect(edit.stderr).not.toContain('NSW');
  });
});

it('an export can be imported again without making a second state or postcode', async () => {
  const { json, voicebot, database } = await operatorWith(
    'Name,Mobile,Mailing State,Zip\nAda,0491570006,WA,6000\n',
    { sharesProcess: true },
  );
  for (const format of ['csv', 'json', 'ndjson']) {
    const { stdout } = await voicebot(['contacts', 'export', '--format', format]);
    expect(await json(['contacts', 'import', '-'], { stdin: stdout })).toMatchObject({ unchanged: 1 });
  }
  expect(await contactsOf({ database })).toMatchObject([
    { state: 'WA', postcode: '6000', customFields: { mailing_state: 'WA', zip: '6000' } },
  ]);
});
