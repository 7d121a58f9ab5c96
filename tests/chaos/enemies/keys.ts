import type { Random } from '../../../src/telephony/simulator/calls/random.ts';
import type { Enemies } from './enemies.ts';

const [own, renewed, ofAnother] = [
  'key_of_the_chaos_account',
  'key_that_replaced_it',
  'key_of_another_account',
];

/** The workspace at Retell of each key. */
export const workspaces = { [own]: 'chaos', [renewed]: 'chaos', [ofAnother]: 'another' };

/** The key of every command that has no reason for another. */
export const ownKey = own;

/** Returns the keys that calls may have been placed with. */
export function keysOf(enemies: Enemies): string[] {
  return [own, ...(enemies.has('keys') ? [renewed] : []), ...(enemies.has('accounts') ? [ofAnother] : [])];
}

/** Returns the key of the next process. */
export function pickKey(enemies: Enemies, random: Random): string {
  if (enemies.strikes('accounts', 0.15, random)) return ofAnother;
  return enemies.strikes('keys', 0.2, random) ? renewed : own;
}
