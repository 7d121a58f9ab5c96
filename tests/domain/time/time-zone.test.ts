import { describe, expect, it } from 'vitest';
import { canonicalTimeZone } from '../../../src/domain/time/time-zone.ts';

describe('canonicalTimeZone', () => {
  it.each([
    ['australia/sydney', 'Australia/Sydney'],
    ['AUSTRALIA/LORD_HOWE', 'Australia/Lord_Howe'],
    ['america/new_york', 'America/New_York'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['antarctica/dumontdurville', 'Antarctica/DumontDUrville'],
    ['america/argentina/buenos_aires', 'America/Argentina/Buenos_Aires'],
    ['utc', 'UTC'],
    ['etc/utc', 'Etc/UTC'],
    ['etc/gmt-10', 'Etc/GMT-10'],
    ['etc/gmt+0', 'Etc/GMT+0'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['ASIA/CALCUTTA', 'Asia/Calcutta'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['australia/act', 'Australia/ACT'],
    ['australia/nsw', 'Australia/NSW'],
    ['australia/canberra', 'Australia/Canberra'],
    ['us/eastern', 'US/Eastern'],
    ['us/east-indiana', 'US/East-Indiana'],
    ['america/knox_in', 'America/Knox_IN'],
    ['america/argentina/comodrivadavia', 'America/Argentina/ComodRivadavia'],
    ['mexico/bajasur', 'Mexico/BajaSur'],
  ])('spells %j as %j', (name, canonical) => {
    expect(canonicalTimeZone(name)).toBe(canonical);
    expect(canonicalTimeZone(canonical)).toBe(canonical);
  });

  it.each([
    ...['', ' ', 'AEST', 'AEDT', 'AET', 'EST', 'GMT', 'Japan', 'local', 'system', 'utc+3', 'UTC+10', 'Zulu'],
    ...['+10:00', '-05', '+1000', '10', 'Sydney', 'Australia', 'Australia/', 'Australia/Atlantis', '/Sydney'],
    ...[
      'Australia/Sydney ',
      ' Australia/Sydney',
      'Australia / Sydney',
      'SystemV/EST5',
      'Etc/Unknown',
      '__proto__',
    ],
  ])('does not accept %j', (name) => {
    expect(canonicalTimeZone(name)).toBeUndefined();
  });
});
