import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { listAt, objectAt } from '../../support/people.ts';

it('a token is shown once, alone on standard output, and only its hash is kept', async () => {
  const operator = await openOperator();
  const quiet = await operator.shell('TOKEN=$(voicebot tokens create -q --name CRM) && echo "<$TOKEN>"');
  expect(quiet).toMatchObject({ code: 0, stderr: '' });
  expect(quiet.stdout).toMatch(/^<voicebot_[0-9a-f]{48}>\n$/);
  const said = await operator.voicebot(['tokens', 'create', '--scope', 'call', '--expires', 'never']);
  expect(said.stdout).toMatch(/^voicebot_[0-9a-f]{48}\n$/);
  expect(said.stderr).toMatch(/Created token 2, which may read, and have calls placed, for ever/);
  const secrets = [quiet.stdout.slice(1, -2), said.stdout.trim()];
  expect(operator.rows('select hash from tokens order by id').map(({ hash }) => hash)).toEqual(
    secrets.map((secret) => createHash('sha256').update(secret).digest('hex')),
  );
  const list = await operator.voicebot(['tokens', 'list', '--json']);
  expect(listAt(list.json, 'tokens')).toMatchObject([
    { id: 1, name: 'CRM', scope: 'read', status: 'active', lastUsedAt: null, revokedAt: null },
    { id: 2, name: null, scope: 'call', status: 'active', expiresAt: null },
  ]);
  for (const secret of secrets) {
    expect(list.stdout).not.toContain(secret);
    expect(readFileSync(operator.database, 'latin1')).not.toContain(secret);
  }
});

it('has the fields of the contract as JSON, and expires after a year', async () => {
  const operator = await openOperator();
  const document = objectAt(await operator.json(['tokens', 'create', '--name', 'CRM']));
  const { clock } = operator;
  const nextYear = clock
    .now()
    .toISOString()
    .replace(/^\d+/, (year) => String(Number(year) + 1));
  expect(document).toEqual({
    id: 1,
    token: expect.stringMatching(/^voicebot_/),
    name: 'CRM',
    scope: 'read',
    expiresAt: expect.stringContaining(nextYear.slice(0, 16)),
  });
});

it('is revoked by id, by name, or by what it says; never twice, and never without being told to', async () => {
  const operator = await openOperator();
  const create = async (name: string) => objectAt(await operator.json(['tokens', 'create', '--name', name]));
  const [, , found] = [await create('CRM'), await create('CRM'), await create('Dashboard')];
  const secret = String(found?.['token']);
  const revoke = (...words: string[]) => operator.voicebot(['tokens', 'revoke', ...words]);

  expect(await revoke('crm', '--yes')).toMatchObject({ code: 2, stderr: expect.stringMatching(/1, 2/) });
  expect(await revoke('1')).toMatchObject({ code: 2, stderr: expect.stringMatching(/--yes/) });
  expect((await revoke('1', '--yes')).stdout).toMatch(/Revoked token 1 \(CRM\)/);
  // Of two with one name, one is left.
  expect((await revoke('crm', '--dry-run')).stdout).toMatch(/would revoke token 2 \(CRM\)/);
  const again = await revoke('1', '--yes', '--json');
  expect(again).toMatchObject({ code: 0, json: { success: true, wasRevoked: true } });

  const wrong = await revoke(`${secret}0`, '--yes');
  expect(wrong).toMatchObject({ code: 3, stderr: expect.stringMatching(/begins like a token/) });
  expect(wrong.stdout + wrong.stderr).not.toContain(secret.slice(0, 20));
  expect((await revoke('Dashbord', '--yes')).stderr).toMatch(/Did you mean "Dashboard"/);
  expect((await revoke(secret, '--yes')).stdout).toMatch(/Revoked token 3 \(Dashboard\)/);
  const statuses = listAt(await operator.json(['tokens', 'list']), 'tokens').map(({ status }) => status);
  expect(statuses).toEqual(['revoked', 'active', 'revoked']);
  const named = await operator.voicebot(['tokens', 'create', '--name', secret]);
  expect(named).toMatchObject({ code: 2, stdout: '' });
  expect(named.stderr).not.toContain(secret);
});

it('stays revoked, and stays valid, when a backup from before that is restored', async () => {
  const operator = await openOperator();
  const create = async (name: string) => objectAt(await operator.json(['tokens', 'create', '--name', name]));
  await create('CRM');
  await operator.voicebot(['backup', 'monday.db']);
  await operator.voicebot(['tokens', 'revoke', 'CRM', '--yes']);
  await create('Dashboard');
  const restore = () => operator.json(['restore', 'monday.db', '--yes']);
  expect(await restore()).toMatchObject({ success: true, uncertainTokens: 0 });
  const list = async () => listAt(await operator.json(['tokens', 'list']), 'tokens');
  expect(await list()).toMatchObject([
    { id: 1, name: 'CRM', status: 'revoked' },
    { id: 2, name: 'Dashboard', status: 'active' },
  ]);
  // On a machine that has lost the database, nobody knows.
  for (const suffix of ['', '-wal', '-shm']) rmSync(operator.database + suffix, { force: true });
  const lost = await operator.voicebot(['restore', 'monday.db', '--yes']);
  expect(lost.stdout).toMatch(/1 token of the backup can be used, also if revoked since/);
  expect(await list()).toMatchObject([{ name: 'CRM', status: 'active' }]);
});
