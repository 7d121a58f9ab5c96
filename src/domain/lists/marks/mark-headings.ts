/**
 * What a heading says about calls: its column marks people who must not be called (`Don't Call`), or people who may be (`OK to call`); or
 * it looks as if it might say either (`Consent`), which only the operator can know.
 */
export type MarkHeading = 'doNotCall' | 'mayCall' | 'doubtful';

/** Words for a call, as parts of a normalised heading. */
const call = '(?:call|phone|telephone|ring|dial)(?:s|ed|ing|calls?)?';

/** What may stand between `do not` and `call`. */
const between =
  '(?:ever|be|to|want|wish|allow|accept|bulk|cold|all|e?mail|sms|text|contact|visit|fax|or|and|us|me)*';

/** Matches generously: a mark that is missed gets someone called, but one that cannot be read only rejects its row. */
const refusals = new RegExp(
  [
    `(?:do|does|did|must|should|can)n(?:o)?t${between}(?:${call}|contact|disturb|solicit|telemarket)`,
    `never${between}(?:${call}|contact)`,
    `^no(?:more|phone|telephone|sales|cold|marketing)*(?:calls?|calling|telemarketing|telesales|contact)$`,
    `^not(?:ok|okay|allowed|permitted)?to(?:be)?(?:${call}|contact)`,
    '^(?:is|on|onthe)?dnc|dncr?$|^dnd$|opt(?:ed|ing|s)?out',
    '^(?:is|on|onthe)?c?tps(?:registered|register|registration|listed|list|status|flag|match|yn)?$',
    '^(?:is)?(?:suppress(?:ed)?|suppression)(?:list|flag|status|yn)?$|^(?:call|phone)suppress|suppress(?:ed)?(?:from)?calls?$',
    '^(?:is|was)?deceased(?:flag|status|yn|date)?$|^(?:is)?dead$|^dateofdeath$',
    `^unsubscribed?from${call}$|^stop${call}$`,
  ].join('|'),
);

const agreement = '(?:consent|optin|optedin|permission|authori[sz]ation)';
const allowed = '(?:ok|okay|allowed|accepted|permitted|permission|consent(?:ed|given)?|optin|optedin)';

const permissions = new RegExp(
  [
    `^(?:is|has)?(?:ok|okay|may|can|could|happy|willing|allows?|allowed|accepts?|agrees?|agreed|consents?|consented|permits?|permitted|wants?|${agreement})(?:we|i|to|for|by|be|bulk|receive|marketing)*${call}(?:you|them)?(?:yn)?$`,
    `^(?:marketing)?(?:${call}|voice|telemarketing|telesales)(?:marketing)?(?:is|are)?${allowed}(?:status|flag|given|yn)?$`,
    '^callable$|^contactable(?:by)?(?:phone)?$',
  ].join('|'),
);

const doubts =
  /^(?:please)?(?:donot|dont)|consent|opt(?:ed)?in(?:status|flag)?$|permission|contactpreferences?|callpreferences?|phonepreferences?|unsubscri|black(?:list|ed)|blocklist|block(?:ed)?$|barred|exclu(?:de|sion)|litigat|washed/;

/** Returns whether a heading is about reaching people by something other than calls. @param name as `normalisedHeader` returns it */
export function isOtherChannel(name: string): boolean {
  return /mail|sms|fax|text|whatsapp/.test(name) && !/call|phone|telemarket|voice/.test(name);
}

/** Returns whether a column tells more about a mark than yes and no, as `DNC Reason` does. @param name as `normalisedHeader` returns it */
export function isAboutMark(name: string): boolean {
  return /(?:reason|notes?|comments?|source|by)$/.test(name);
}

/** Returns what a heading says about calls; undefined: nothing. @param name as `normalisedHeader` returns it */
export function markHeading(name: string): MarkHeading | undefined {
  if (isOtherChannel(name)) return undefined;
  if (refusals.test(name)) return isAboutMark(name) ? 'doubtful' : 'doNotCall';
  if (permissions.test(name)) return 'mayCall';
  return doubts.test(name) ? 'doubtful' : undefined;
}
