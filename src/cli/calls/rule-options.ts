// Options with which a single command departs from the rules of the settings.

export const callTimesOption = [
  '--call-times <name>',
  'call times for these calls: au, us, a name, or hours (default: VOICEBOT_CALL_TIMES)',
] as const;

export const outsideHoursOption = [
  '--outside-hours <reason>',
  'call outside the call times this once; the reason is recorded',
] as const;

export const allowRepeatOption = [
  '--allow-repeat <reason>',
  'call beyond VOICEBOT_MAX_CALLS_PER_DAY this once; the reason is recorded',
] as const;
