import { realpathSync } from 'node:fs';

/** Returns whether two paths lead to one file, as npm's link in a folder of `PATH` and the script itself do. */
export function isSameFile(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
