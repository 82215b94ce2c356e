/**
 * Working days of the State Council's calendar: Monday to Friday, less the public holidays, plus the make-up days (调休). Years without
 * an official notice yet fall back on the statutory holidays and are named by {@link isCalendarOfficial}.
 */
import { addDays, type CalendarDate, dayNumberOf } from './dates.ts';

interface HolidayYear {
  readonly source: string;
  readonly isOfficial: boolean;
  /** First and last day of each period off. */
  readonly holidays: readonly (readonly [CalendarDate, CalendarDate])[];
  /** Saturdays and Sundays that are worked. */
  readonly makeUpDays: readonly CalendarDate[];
}

const years: Readonly<Record<string, HolidayYear>> = {
  '2025': {
    source: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
    isOfficial: true,
    holidays: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    makeUpDays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  '2026': {
    source: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    isOfficial: true,
    holidays: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
  '2027': {
    source: '全国年节及纪念日放假办法（2024年修订），调休通知公布前的法定节假日',
    isOfficial: false,
    holidays: [
      ['2027-01-01', '2027-01-01'],
      ['2027-02-05', '2027-02-08'],
      ['2027-04-05', '2027-04-05'],
      ['2027-05-01', '2027-05-02'],
      ['2027-06-09', '2027-06-09'],
      ['2027-09-15', '2027-09-15'],
      ['2027-10-01', '2027-10-03'],
    ],
    makeUpDays: [],
  },
};

/** Whether the make-up days of the year are known from an official notice. */
export function isCalendarOfficial(year: string): boolean {
  return years[year]?.isOfficial ?? false;
}

export function isWorkingDay(date: CalendarDate): boolean {
  const year = years[date.slice(0, 4)];
  if (year?.makeUpDays.includes(date)) return true;
  if (year?.holidays.some(([from, to]) => from <= date && date <= to)) return false;
  const weekday = (((dayNumberOf(date) + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
  return weekday !== 0 && weekday !== 6;
}

/** The day `count` working days after `date`; the day itself is not counted. */
export function addWorkingDays(date: CalendarDate, count: number): CalendarDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}
