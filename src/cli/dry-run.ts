import type { Store } from '../operations/ports/store.ts';
import type { Context } from './context.ts';
import { type Printable, paint, styled } from './terminal/styled-text.ts';

/** The parsed value of `--dry-run`. */
export interface DryRun {
  dryRun?: boolean | undefined;
}

/** Returns the store that a command works on; with `--dry-run` one whose steps are undone before they can be seen. */
export async function storeFor({ store }: Pick<Context, 'store'>, { dryRun }: DryRun): Promise<Store> {
  const opened = await store();
  return dryRun ? opened.preview() : opened;
}

/** Returns the line that says what was done, or with `--dry-run` what would have been. @param would such as `cancel 3 calls` */
export function headline({ dryRun }: DryRun, done: Printable, would: Printable): Printable {
  return dryRun
    ? paint.bold(styled`Dry run: would ${would}. Nothing was changed.`)
    : styled`${paint.green('✓')} ${done}`;
}

/** Returns how the JSON of a result begins. */
export function successView({ dryRun }: DryRun, success = true): { success: boolean; dryRun?: true } {
  return dryRun ? { success, dryRun: true } : { success };
}
