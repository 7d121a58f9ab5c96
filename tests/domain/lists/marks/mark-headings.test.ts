import { describe, expect, it } from 'vitest';
import {
  readConsent,
  resemblesMark,
  saysDoNotCall,
} from '../../../../src/domain/contacts/suppression/mark-texts.ts';
import { readColumns } from '../../../../src/domain/lists/contact-columns.ts';
import { normalisedHeader } from '../../../../src/domain/lists/headings/column-aliases.ts';
import { doubtfulColumns } from '../../../../src/domain/lists/marks/doubtful-marks.ts';
import { markHeading } from '../../../../src/domain/lists/marks/mark-headings.ts';

describe('a heading', () => {
  it.each([
    ...[
      "Don't Call",
      'Don’t call',
      'Do Not Call/Text',
      'Text/Call Opt Out',
      'Never Call',
      'No Telemarketing',
    ],
    ...['Suppressed', 'TPS', 'TPS Registered', 'CTPS', 'Deceased', 'Is Deceased?', 'Please do not ring'],
    ...[
      "Doesn't want calls",
      'Do not email or call',
      'Not to be called',
      'Opted-out (phone)',
      'Not OK to call',
    ],
    ...['No Contact', 'Stop Calls', 'Never Phone', 'On DNCR', 'Suppression Flag', 'Unsubscribed from calls'],
  ])('“%s” marks people who must not be called', (header) =>
    expect(markHeading(normalisedHeader(header))).toBe('doNotCall'),
  );

  it.each([
    ...[
      'OK to call',
      'Okay to phone?',
      'Call Consent',
      'Phone Opt In',
      'Phone Opt-in',
      'Accepts Phone Calls',
    ],
    ...['May we call?', 'Can call', 'Allow calls', 'Calls allowed', 'Permission to call', 'Consent to phone'],
    ...['Telephone Consent', 'Phone Marketing Consent', 'Callable', 'call_opt_in'],
  ])('“%s” marks people who may be called', (header) =>
    expect(markHeading(normalisedHeader(header))).toBe('mayCall'),
  );

  it.each([
    'Consent',
    'Marketing Consent',
    'Opt In',
    'Contact Preference',
    'DNC Reason',
    'Unsubscribed',
    'Blacklist',
  ])('“%s” may say either', (header) => expect(markHeading(normalisedHeader(header))).toBe('doubtful'));

  it.each([
    ...[
      'Email Opt Out',
      'HasOptedOutOfEmail',
      'SMS consent',
      'Do not allow Bulk E-mail',
      'Do Not Mail',
      'OPTIN_TIME',
    ],
    ...[
      'Marketing contact status',
      'Call Notes',
      'Last Call',
      'Callback',
      'Never married',
      'Donated',
      'Text',
    ],
    ...[
      'Number of times contacted',
      'Deceased spouse',
      'Dialling code',
      'Phone Verified',
      'Ring size',
      'Notes',
    ],
  ])('“%s” says nothing about calls', (header) =>
    expect(markHeading(normalisedHeader(header))).toBeUndefined(),
  );

  it('that tells the reason of a mark is not doubted beside the mark itself', () => {
    const doubted = (...headers: string[]) =>
      doubtfulColumns(readColumns(headers, new Map())).map(({ header }) => header);
    expect(doubted('Phone', 'DNC Reason', 'Consent')).toEqual(['DNC Reason', 'Consent']);
    expect(doubted('Phone', 'DNC Reason', 'Consent', 'DNC')).toEqual(['Consent']);
  });
});

describe('a text', () => {
  it.each([
    ...[
      'Do not call',
      'DO NOT CALL',
      'don’t call',
      'Dont phone',
      '*** DO NOT CALL ***',
      'do_not_call',
      'DoNotContact',
    ],
    ...[
      'Never call',
      'No phone calls',
      'no more calls',
      'DNC',
      'on DNC list',
      'Please do not ring again',
      'Deceased',
    ],
    ...[
      'opted out of calls',
      'Phone opt-out',
      'Not to be called',
      "doesn't want to be called",
      'must not be phoned',
    ],
  ])('“%s” is a mark in any column', (text) => expect(saysDoNotCall(text)).toBe(true));

  it.each([
    ...[
      '',
      'Active',
      'No answer',
      'no call',
      'Called',
      'Donald',
      'do not call before noon',
      'Never',
      'Opted out',
      'Dunce',
    ],
    ...['Nora Calls', 'do not call him Bob', 'Noel', 'On call', 'Phone', 'Phone call'],
  ])('“%s” is none', (text) => expect(saysDoNotCall(text)).toBe(false));

  it.each([
    ...[
      'please do not call before noon',
      'Asked us: don’t call!',
      'is on the DNC',
      'has opted out',
      'wife deceased',
    ],
    ...['unsubscribed 3/4', 'never ring after 8', 'no more phone calls'],
  ])('“%s” looks like one', (text) => expect(resemblesMark(text)).toBe(true));

  it.each(['call before noon', 'Donald Call', 'called twice, no answer', 'opt in', 'do call'])(
    '“%s” does not',
    (text) => expect(resemblesMark(text)).toBe(false),
  );

  it.each<[string, boolean | undefined]>([
    ...(['Yes', 'y', 'TRUE', '1', 'OK', 'Opted in', 'given'] as const).map((text): [string, boolean] => [
      text,
      true,
    ]),
    ...(['No', 'n', 'FALSE', '0', 'opted out', 'Withdrawn', 'Do not call', 'DNC'] as const).map(
      (text): [string, boolean] => [text, false],
    ),
    ...(['ask first', '2024-05-01', '?', 'constructor'] as const).map((text): [string, undefined] => [
      text,
      undefined,
    ]),
  ])('“%s” under OK to call is %s', (text, mayCall) => expect(readConsent(text)).toBe(mayCall));
});
