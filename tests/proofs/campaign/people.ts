import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignWorld } from './cron.ts';

/** Whom a campaign calls: Australian mobiles, whose owners are assumed to be in Sydney, and every fifth a landline in Auckland. */
export interface Callee {
  name: string;
  number: string;
  zone: string;
}

function calleeOf(index: number): Callee {
  const name = `Person ${index + 1}`;
  return index % 5 === 4
    ? { name, number: `+6493${String(60_000 + index).padStart(6, '0')}`, zone: 'Pacific/Auckland' }
    : { name, number: `+614915${String(10_000 + index)}`, zone: 'Australia/Sydney' };
}

/** Imports this many people. @returns them, with ids from 1 */
export async function importPeople({ home, command }: CampaignWorld, count: number): Promise<Callee[]> {
  const callees = Array.from({ length: count }, (_, index) => calleeOf(index));
  const rows = callees.map(({ name, number }) => `${name},${number}`);
  writeFileSync(join(home, 'people.csv'), `name,phone\n${rows.join('\n')}\n`);
  await command(['contacts', 'import', 'people.csv']);
  return callees;
}
