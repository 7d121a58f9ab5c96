/** Part of a day on a zone's own clocks, in minutes from midnight: from `from` until just before `to`. */
export interface Window {
  /** 0 to 1439. */
  from: number;
  /** 1 to 1440, later than `from`. */
  to: number;
}

/** The windows of one day, earliest first; none overlap. None at all: closed. */
export type Day = readonly Window[];

/** When calls are allowed, by the day of the week and on public holidays. */
export interface Hours {
  /** Seven days; index 0 is Sunday. */
  week: readonly Day[];
  /** What is left of a day's windows on a public holiday: nothing if closed, the whole day if open as usual. */
  holidays: Day;
}

export const minutesInDay = 1440;

export const closed: Day = [];

export const wholeDay: Day = [{ from: 0, to: minutesInDay }];

/** Returns whether a day is open from midnight to midnight. */
export function isWholeDay(day: Day): boolean {
  const [first, second] = day;
  return first?.from === 0 && first.to === minutesInDay && second === undefined;
}

export function isOpenAt(day: Day, minute: number): boolean {
  return day.some(({ from, to }) => from <= minute && minute < to);
}

/** Returns the hours that both allow. */
export function intersection(a: Hours, b: Hours): Hours {
  return {
    week: a.week.map((day, index) => dayIntersection(day, b.week[index] ?? closed)),
    holidays: dayIntersection(a.holidays, b.holidays),
  };
}

export function dayIntersection(a: Day, b: Day): Day {
  return a
    .flatMap((first) =>
      b.map((second) => ({ from: Math.max(first.from, second.from), to: Math.min(first.to, second.to) })),
    )
    .filter(({ from, to }) => from < to)
    .sort((first, second) => first.from - second.from);
}
