/**
 * What came of a call. `answered` by a person · `machine` by voicemail or a menu · `busy`, `no_answer`, `declined` the phone rang ·
 * `invalid` there is no such number · `caller_id` the number to call from was not accepted · `our_side` Retell did not dial, for a
 * reason of the account or the provider · `broke` an error, after which the phone must be assumed to have rung.
 */
export const dispositions = [
  'answered',
  'machine',
  'busy',
  'no_answer',
  'declined',
  'invalid',
  'caller_id',
  'our_side',
  'broke',
] as const;

export type Disposition = (typeof dispositions)[number];

export const answerers = ['human', 'machine'] as const;

/** Who answered a call. */
export type AnsweredBy = (typeof answerers)[number];

/** Whether the phone rang, by disposition. */
export const phoneRang: Readonly<Record<Disposition, 'yes' | 'no' | 'unclear' | 'assumed'>> = {
  answered: 'yes',
  machine: 'yes',
  busy: 'yes',
  no_answer: 'yes',
  declined: 'yes',
  invalid: 'no',
  caller_id: 'unclear',
  our_side: 'no',
  broke: 'assumed',
};

/** Returns who answered a call with this disposition; null if nobody did, or that is not known. */
export function answeredBy(disposition: Disposition | null): AnsweredBy | null {
  if (disposition === 'answered') return 'human';
  return disposition === 'machine' ? 'machine' : null;
}
