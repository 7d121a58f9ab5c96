import { checkCallSetup, type SetupCheck } from '../../../../operations/accounts/check-call-setup.ts';
import type { CallSetup } from '../../../../session/call-setup.ts';
import type { Context } from '../../../context.ts';
import { paint, styled } from '../../../terminal/styled-text.ts';

/** How long to wait for Retell, ms: calls can be scheduled without it. */
const patience = 4000;

interface SetupOptions {
  from?: string | undefined;
  agent?: string | undefined;
  /** False with `--no-check`. */
  check: boolean;
  dryRun?: true | undefined;
}

/**
 * Checks with Retell that the account has the number and the agent. Says so if Retell cannot be asked, unless the operator chose that.
 *
 * @returns whether they are known to be right
 * @throws Problem `unknown_from_number`, `unknown_agent`
 */
export async function checkSetup(
  { telephony, terminal, settings }: Context,
  { fromNumber, agentId }: CallSetup,
  { from, agent, check, dryRun }: SetupOptions,
): Promise<boolean> {
  if (!check || dryRun) return false;
  const isSetting = {
    isNumberSetting: from === undefined && settings.fromNumber !== undefined,
    isAgentSetting: agent === undefined && settings.agentId !== undefined,
  };
  terminal.status('Checking number and agent…');
  const checked = await checkCallSetup(telephony, { fromNumber, agentId, ...isSetting }, patience).finally(
    () => terminal.status(undefined),
  );
  if (!checked.isChecked) noteUnchecked(terminal, checked);
  return checked.isChecked;
}

function noteUnchecked(
  terminal: Context['terminal'],
  { reason }: Extract<SetupCheck, { isChecked: false }>,
): void {
  const why = reason.replace(/\.$/, '');
  terminal.note(styled`${paint.yellow('!')} The number and agent were not checked: ${why}.`);
}
