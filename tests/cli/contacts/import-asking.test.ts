import { expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { contactsOf } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const down = '\u001b[B';

it('a dry run on a terminal asks about columns and marks as the import does, and remembers nothing', async () => {
  const operator = await openOperator();
  operator.file(
    'list.csv',
    'Name,Phone,Consent,Notes\nAnn,0412345601,no,says never call\nBob,0412345602,yes,\n',
  );
  const dry = openScreen(operator, ['contacts', 'import', 'list.csv', '--dry-run']);
  await dry.says('say who may be called?');
  dry.type(`${down}\r`);
  await dry.says('Yes, show what would change');
  dry.type('\r');
  await dry.says('Import anyway?');
  dry.type(`${down}\r`);
  expect(await dry.ended).toBe(0);
  expect(dry.whole()).toContain('Dry run of 2 rows');
  expect(operator.rows('select * from column_mappings')).toEqual([]);
  const real = openScreen(operator, ['contacts', 'import', 'list.csv']);
  await real.says('say who may be called?');
  real.type('\u0003');
  expect(await real.ended).toBe(130);
});

it.runIf(process.platform === 'linux')('a file whose name is not UTF-8 opens', async () => {
  const { shell, database, voicebot } = await openOperator();
  const write =
    "printf 'Name,Phone\\nAnn Ash,0412345678\\n' > $'M\\xfcller.csv'; mkdir $'\\xe9t\\xe9'; cp $'M\\xfcller.csv' $'\\xe9t\\xe9/a.csv'";
  const ran = await shell(
    `${write}; voicebot contacts import $'M\\xfcller.csv' && voicebot dnc import $'\\xe9t\\xe9/a.csv'`,
  );
  expect(ran).toMatchObject({ code: 0 });
  expect(await contactsOf({ database })).toMatchObject([{ name: 'Ann Ash', doNotCall: true }]);
  const missing = await voicebot(['contacts', 'import', 'M\ufffdller.csv']);
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no file M') });
});
