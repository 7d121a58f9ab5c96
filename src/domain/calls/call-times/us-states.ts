/**
 * The hours of states that allow fewer than the federal rule, from a dialer's table of 2024: it is not law. Public holidays are
 * closed only in those that forbid calls on them.
 */
export const usStates: Readonly<Record<string, string>> = {
  AL: 'Mon-Sat 08:00-20:00; holidays closed',
  FL: 'Mon-Sun 08:00-20:00; holidays open',
  IL: 'Mon-Sun 08:00-21:00; holidays open',
  IN: 'Mon-Sun 09:00-20:00; holidays open',
  KY: 'Mon-Sun 10:00-21:00; holidays open',
  LA: 'Mon-Sat 08:00-20:00; holidays closed',
  ME: 'Mon-Sun 09:00-17:00; holidays open',
  MD: 'Mon-Sun 08:00-20:00; holidays open',
  MA: 'Mon-Sun 08:00-20:00; holidays open',
  MS: 'Mon-Sat 08:00-20:00; holidays closed',
  NE: 'Mon-Sun 08:00-21:00; holidays open',
  NV: 'Mon-Sun 09:00-20:00; holidays open',
  OK: 'Mon-Sun 08:00-20:00; holidays open',
  PA: 'Mon-Sat 08:00-21:00; Sun 13:30-21:00; holidays open',
  RI: 'Mon-Fri 09:00-18:00; Sat 10:00-17:00; holidays closed',
  SD: 'Mon-Sat 08:00-21:00; holidays open',
  TN: 'Mon-Sun 08:00-21:00; holidays open',
  TX: 'Mon-Sat 08:00-21:00; Sun 12:00-21:00; holidays open',
  UT: 'Mon-Sun 09:00-20:00; holidays closed',
  WA: 'Mon-Sun 08:00-20:00; holidays open',
  WY: 'Mon-Sun 08:00-20:00; holidays open',
};
