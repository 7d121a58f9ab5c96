import { expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { listAt } from '../../support/people.ts';

it('headings in any script are fields of their own, in lists, selections, exports and calls', async () => {
  const { voicebot, json, file, simulator } = await openOperator({ sharesProcess: true });
  const one = 'Name,Phone,会社,Straße\nAnn Ash,0412345678,東京商事,Hauptstraße 1\n';
  const two = 'Straße,会社,Name,Phone\nHauptstraße 1,東京商事,Ann Ash,0412345678\n';
  await voicebot(['contacts', 'import', '-'], { stdin: one });
  const again = await voicebot(['contacts', 'import', '-', '--json'], { stdin: two });
  expect(again.json).toMatchObject({ unchanged: 1, updated: 0 });
  const customFields = { 会社: '東京商事', strasse: 'Hauptstraße 1' };
  const found = await json([
    'contacts',
    'list',
    '--where',
    '会社=東京商事',
    '--where',
    'Straße=Hauptstraße 1',
  ]);
  expect(listAt(found, 'contacts')).toMatchObject([{ customFields }]);
  const { stdout } = await voicebot(['contacts', 'export']);
  file('export.csv', stdout);
  const back = await voicebot(['contacts', 'import', 'export.csv', '--json']);
  expect(back.json).toMatchObject({ unchanged: 1, updated: 0 });
  expect(await voicebot(['call', '1', '--yes', '--outside-hours', 'test'])).toMatchObject({ code: 0 });
  expect(simulator.calls()).toMatchObject([{ variables: customFields }]);
});
