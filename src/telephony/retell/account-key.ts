import { createHmac } from 'node:crypto';
import type { AccountKey } from '../../operations/ports/account-store.ts';

/** Retell's own address, the SDK's default. */
const retellAddress = 'https://api.retellai.com';

/**
 * Returns what tells this key from others, without the key itself. Retell tells a key's workspace only by its display name
 * (`GET /get-api-key-info`), which two workspaces may share, so the key stands for its account.
 */
export function accountKeyOf({ apiKey, baseUrl }: { apiKey: string; baseUrl?: string }): AccountKey {
  return {
    address: (baseUrl ?? retellAddress).trim().replace(/\/+$/, ''),
    fingerprint: createHmac('sha256', apiKey).update('the account of this key').digest('hex'),
  };
}
