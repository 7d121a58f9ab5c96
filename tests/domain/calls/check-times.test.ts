import { describe, expect, it } from 'vitest';
import {
  isStale,
  maySendAgain,
  nextCheckOfOpenCall,
  nextCheckOfUnknownCall,
  waitToSendAgain,
} from '../../../src/domain/calls/check-times.ts';

const requestedAt = new Date('2026-03-01T22:00:00Z');
const [second, minute, hour] = [1, 60, 3600];
const later = (seconds: number) => new Date(requestedAt.getTime() + seconds * 1000);

/** Returns how many seconds after `age` the next check is. */
function wait(age: number, next: Date): number {
  return (next.getTime() - later(age).getTime()) / 1000;
}

describe('whether a request may be sent again', () => {
  it.each([
    ['at once', 0, true],
    ['after half an hour', 30 * minute, true],
    ['just within five minutes of the hour', 55 * minute - second, true],
    ['five minutes before the key expires', 55 * minute, false],
    ['past the hour', hour + second, false],
    ['by a clock that was set back', -second, false],
  ])('%s', (_, age, may) => {
    expect(maySendAgain(requestedAt, later(age))).toBe(may);
  });
});

describe('when to ask again about an open call', () => {
  it.each([
    [0, 10],
    [10 * minute - second, 10],
    [10 * minute, minute],
    [2 * hour - second, minute],
    [2 * hour, 15 * minute],
    [24 * hour - second, 15 * minute],
    [72 * hour, 15 * minute],
    [-hour, 10],
  ])('%i s after the request: in %s s', (age, expected) => {
    expect(wait(age, nextCheckOfOpenCall({ requestedAt, webhookAt: null }, later(age)))).toBe(expected);
  });
});

describe('when to ask again about an open call of which webhooks come', () => {
  it.each([
    [0, 2 * minute],
    [10 * minute, 5 * minute],
    [2 * hour, 15 * minute],
  ])('%i s after the request: in %s s', (age, expected) => {
    const call = { requestedAt, webhookAt: requestedAt };
    expect(wait(age, nextCheckOfOpenCall(call, later(age)))).toBe(expected);
  });
});

describe('whether an open call is stale', () => {
  it.each([
    [24 * hour - second, false],
    [24 * hour, true],
  ])('%i s after the request: %s', (age, expected) => {
    expect(isStale(requestedAt, later(age))).toBe(expected);
  });
});

describe('how long to wait before a request is sent again', () => {
  it.each([
    [1, 2],
    [2, 4],
    [3, 8],
    [4, 16],
    [5, 32],
  ])('sent %i times so far: %i minutes', (sends, expected) => {
    const sentAgainAt = sends > 1 ? later(hour) : null;
    const from = later(sends > 1 ? hour : 0);
    const call = { requestedAt, sentAgainAt, sends };
    expect(waitToSendAgain(call, from, 2 * minute * 1000)).toBe(expected * minute * 1000);
    const due = new Date(from.getTime() + expected * minute * 1000);
    expect(waitToSendAgain(call, due, 2 * minute * 1000)).toBe(0);
  });
});

describe('when to look again for an unconfirmed call', () => {
  const grace = 2 * minute;

  it.each([
    [0, 15],
    [100, 15],
    [110, 10],
    [grace - second, 1],
    [grace, 50],
    [hour - second, 50],
    [hour, hour],
    [48 * hour - second, hour],
    [48 * hour, 24 * hour],
    [-hour, 15],
  ])('%i s after the request: in %s s', (age, expected) => {
    const call = { requestedAt, sentAgainAt: null, sends: 1 };
    expect(wait(age, nextCheckOfUnknownCall(call, later(age), grace * 1000))).toBe(expected);
  });

  it.each([
    [10 * minute, 15],
    [10 * minute + 110, 10],
    [12 * minute, 50],
    [14 * minute - second, second],
    [14 * minute, 50],
    [hour, hour],
  ])('%i s after the request, which was sent again after ten minutes: in %s s', (age, expected) => {
    const call = { requestedAt, sentAgainAt: later(10 * minute), sends: 2 };
    expect(wait(age, nextCheckOfUnknownCall(call, later(age), grace * 1000))).toBe(expected);
  });
});
