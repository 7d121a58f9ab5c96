import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { type Operator, openOperator } from '../../support/operator.ts';
import { contactsOf } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const logLoaded = fileURLToPath(new URL('../../support/log-loaded.cjs', import.meta.url));
/** From the first choice to the last. */
const up = '\u001b[A';
const uncertain = iconv.encode('Name,Phone\nJiří Říha,0412345601\n', 'windows1250');

const names = async (operator: Operator) => (await contactsOf(operator)).map(({ name }) => name);

it('a list of uncertain encoding is refused, and read as --encoding says', async () => {
  const operator = await openOperator();
  operator.file('list.csv', uncertain);
  const refused = await operator.voicebot(['contacts', 'import', 'list.csv', '--yes']);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('windows-1250 reads Jiří Říha; windows-1252 reads Jiøí Øíha');
  expect(refused.stderr).toContain('--encoding windows-1250');
  const washed = await operator.voicebot(['dnc', 'import', 'list.csv', '--json']);
  expect(washed.json).toMatchObject({
    error: {
      code: 'uncertain_encoding',
      details: { encodings: expect.arrayContaining([expect.objectContaining({ encoding: 'windows-1252' })]) },
    },
  });
  await operator.voicebot(['contacts', 'import', 'list.csv', '--encoding', 'windows-1250']);
  expect(await names(operator)).toEqual(['Jiří Říha']);
});

it('on a terminal it is asked about, with its names as each encoding reads them', async () => {
  const operator = await openOperator();
  operator.file('list.csv', uncertain);
  const screen = openScreen(operator, ['contacts', 'import', 'list.csv', '--map', 'Name=name']);
  await screen.says('How are names in list.csv written?');
  await screen.says('Jiří Říha (Windows-1250)');
  await screen.says('Jiøí Øíha (Windows-1252)');
  screen.type('\r');
  expect(await screen.ended).toBe(0);
  expect(await names(operator)).toEqual(['Jiří Říha']);
  const none = openScreen(operator, ['contacts', 'import', 'list.csv', '--map', 'Name=name']);
  await none.says('None of these');
  none.type(`${up}\r`);
  expect(await none.ended).toBe(2);
});

it('a list in UTF-8 loads nothing that recognises other encodings', async () => {
  const operator = await openOperator();
  const loaded = join(operator.home, 'loaded');
  for (const [content, isGuessed] of [
    ['Name,Phone\nAda,0412345601\n', false],
    ['Name,Phone\nZoë,0412345601\n', false],
    [iconv.encode('Name,Phone\nZoë,0412345601\n', 'windows1252'), true],
  ] as const) {
    operator.file('list.csv', content);
    const env = { NODE_OPTIONS: `--require ${logLoaded}`, LOG_LOADED: loaded };
    await operator.voicebot(['contacts', 'import', 'list.csv'], { env });
    expect(readFileSync(loaded, 'utf8').includes('guess-encoding')).toBe(isGuessed);
  }
});
