import { randomUUID } from 'node:crypto';
import type { ClaimStore } from '../../../../operations/ports/claim-store.ts';
import type { Database } from '../../connection/database.ts';
import { nextDue } from '../due.ts';
import { isUnreadable, settleUnreadable, unreadableCall } from '../set-aside.ts';
import { contactOfId, factsOf, findDue } from './call-facts.ts';
import { claimAgain, claimNew, claimNextDue } from './claim-call.ts';
import { isCertainlyGone, ownerText, thisProcess } from './claim-owner.ts';
import {
  recordOwnRefusal,
  recordPlaced,
  recordRefused,
  recordUnknown,
  settleUnknown,
} from './record-attempt.ts';
import { recordSuppressed } from './record-suppressed.ts';
import { putBehind, withdraw } from './undo-attempt.ts';
import { claimNextUnknown, hasLiveClaim, nextUnknownId } from './unknown-calls.ts';

/** Returns the claims of an open database. Each step takes the write lock, checks the claim, and does all or nothing. */
export function claimStore(database: Database): ClaimStore {
  const owner = thisProcess();
  const newToken = () => `${ownerText(owner)}/${randomUUID()}`;
  const isGone = (text: string) => isCertainlyGone(text, owner);

  return {
    claimNextDue: async (options) => {
      // Takes the lock only if there is something to claim: an idle run must not wait for an import.
      const { now, dueBy = now } = options;
      if (!(await database.read((db) => nextDue(db).get({ now: dueBy.getTime() })))) return undefined;
      return database.write((db) => claimNextDue(db, options, newToken()));
    },
    callFacts: (contactId, at) => database.read((db) => factsOf(db, contactOfId(db, contactId), { now: at })),
    scheduledCallFacts: (id, at) =>
      database.read((db) => {
        const due = findDue(db, id);
        return (
          due && {
            ...factsOf(db, due.contact, { now: at, scheduled: due.scheduled }),
            scheduled: due.scheduled,
          }
        );
      }),
    claimNew: (contactId, options) => database.write((db) => claimNew(db, contactId, options, newToken())),
    claimNextUnknown: async (options) => {
      if ((await database.read((db) => nextUnknownId(db, options, isGone))) === undefined) return undefined;
      return database.write((db) => claimNextUnknown(db, options, newToken(), isGone));
    },
    renewToSendAgain: (claim, options) => database.write((db) => claimAgain(db, claim, options)),
    recordPlaced: ({ call }, report, when) =>
      database.record((db) => recordPlaced(db, call.id, report, when)),
    recordRefused: (claim, reason, when) => database.record((db) => recordRefused(db, claim, reason, when)),
    recordSuppressed: (claim, entry, now) => database.record((db) => recordSuppressed(db, claim, entry, now)),
    recordUnknown: (claim, unknown) => database.record((db) => recordUnknown(db, claim, unknown)),
    settleUnknown: (callId, finding, when) =>
      database.write((db) => {
        if (hasLiveClaim(db, callId, when.now, isGone)) return 'being_looked_into';
        if (!isUnreadable(db, callId)) return settleUnknown(db, callId, finding, when);
        if (finding.kind === 'placed') throw unreadableCall(callId);
        return settleUnreadable(db, callId, when.now);
      }),
    withdraw: (claim, now) => database.record((db) => withdraw(db, claim, now)),
    putBehind: (claim, reason, now) => database.record((db) => putBehind(db, claim, reason, now)),
    recordOwnRefusal: (claim, reason, when) =>
      database.record((db) => recordOwnRefusal(db, claim, reason, when)),
  };
}
