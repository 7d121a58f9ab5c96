import Retell from 'retell-sdk';
import type { WebhookDoor } from '../../../operations/ports/webhooks/webhook-door.ts';
import { nameWebhook } from './read-webhook.ts';

/**
 * Returns the door for webhooks that are signed with one of these keys. While a key is being rotated there are two.
 *
 * The SDK's own check goes by the system's clock, never by a rehearsal's: a clock that stands still would let an old webhook in for ever.
 */
export function webhookDoor(keys: readonly string[]): WebhookDoor {
  return {
    mayOpen: (signature) => {
      const [, at] = /^v=(\d{1,15}),d=/i.exec(signature ?? '') ?? [];
      return at !== undefined && Math.abs(Date.now() - Number(at)) <= longestAge;
    },
    open: async (body, signature) => {
      const text = exactText(body);
      if (text === undefined || signature === undefined) return undefined;
      for (const key of keys) if (await Retell.verify(text, key, signature)) return text;
      return undefined;
    },
    name: nameWebhook,
  };
}

/** That of the SDK's check, ms. */
const longestAge = 5 * 60 * 1000;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Returns bytes as the text that stands for these bytes and no others, which is what the SDK checks; undefined if they are not UTF-8.
 * Otherwise bytes that were never signed could pass for `�`, or for nothing at the beginning.
 */
function exactText(body: Uint8Array): string | undefined {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}
