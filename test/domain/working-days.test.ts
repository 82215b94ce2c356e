import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate } from '../../shared/domain/dates.ts';
import { addWorkingDays, isCalendarOfficial, isWorkingDay } from '../../shared/domain/working-days.ts';

const daysFrom = (from: CalendarDate, count: number) =>
  Array.from({ length: count }, (_, index) => addDays(from, index));

describe('working days', () => {
  it('are Monday to Friday in a week without holidays', () => {
    expect(daysFrom('2026-11-02', 7).map(isWorkingDay)).toEqual([true, true, true, true, true, false, false]);
  });

  it('leave out the National Day week of 2026 and count the Saturday and the Sunday worked for it', () => {
    expect(daysFrom('2026-10-01', 7).some(isWorkingDay)).toBe(false);
    expect(isWorkingDay('2026-09-20')).toBe(true);
    expect(isWorkingDay('2026-10-10')).toBe(true);
    expect(isWorkingDay('2026-10-11')).toBe(false);
  });

  it('are worked on every make-up day of 2025 and 2026, all of them at weekends', () => {
    const makeUpDays = ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'].concat([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
    for (const day of makeUpDays) {
      expect([0, 6], day).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
      expect(isWorkingDay(day), day).toBe(true);
    }
  });

  it('number 248 in 2025 and in 2026', () => {
    for (const year of ['2025', '2026']) {
      expect(daysFrom(`${year}-01-01`, 365).filter(isWorkingDay)).toHaveLength(248);
    }
  });

  it('are counted from the day after, over the holiday and its make-up day', () => {
    expect(addWorkingDays('2026-09-30', 1)).toBe('2026-10-08');
    expect(addWorkingDays('2026-09-30', 3)).toBe('2026-10-10');
    expect(addWorkingDays('2026-09-30', 4)).toBe('2026-10-12');
    expect(addWorkingDays('2026-10-03', 1)).toBe('2026-10-08');
    expect(addWorkingDays('2026-10-03', 0)).toBe('2026-10-03');
  });

  it('always end on a working day, with exactly that many of them passed', () => {
    for (const from of daysFrom('2025-12-01', 400)) {
      for (const count of [1, 3, 7]) {
        const until = addWorkingDays(from, count);
        expect(isWorkingDay(until)).toBe(true);
        const passed = daysFrom(addDays(from, 1), 40).filter((day) => day <= until && isWorkingDay(day));
        expect(passed).toHaveLength(count);
      }
    }
  });

  it('say of which years the make-up days are official', () => {
    expect(['2024', '2025', '2026', '2027'].map(isCalendarOfficial)).toEqual([false, true, true, false]);
  });
});
