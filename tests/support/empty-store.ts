import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Store } from '../../src/operations/ports/store.ts';
import { openStore } from '../../src/store/open-store.ts';

const migrations = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** Opens a store on an empty database until the current test finishes. */
export function openEmptyStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-store-'));
  const store = openStore({ path: join(folder, 'voicebot.db'), migrations });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}
