/**
 * Changes of codes: an area that changed its code keeps its people, so both codes name the same area, each in its own time.
 * Codes below the county keep their last six digits. A code without an entry has always been valid.
 */
import type { CalendarDate } from './dates.ts';

export interface RegionChange {
  /** The code that ended, its last name and its successor. */
  readonly code: string;
  readonly name: string;
  readonly successor: string;
  /** First day of the successor. */
  readonly changedOn: CalendarDate;
  readonly source: string;
}

export const regionChanges: readonly RegionChange[] = [
  {
    code: '520522',
    name: '黔西县',
    successor: '520581',
    changedOn: '2021-03-18',
    source: '国务院批准，民政部批复：撤销黔西县，设立县级黔西市（2021年3月）',
  },
];
