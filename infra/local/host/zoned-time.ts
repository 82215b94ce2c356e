/** Wall-clock time of a time zone and back, from the platform's own zone data. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', calendar: 'gregory', ...parts });
  formats.set(zone, format);
  return format;
}

export function wallClockAt(instantMs: number, zone: string): WallClock {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

const asUtc = ({ year, month, day, hour, minute }: WallClock): number => Date.UTC(year, month - 1, day, hour, minute);

/** A time that the zone skips (spring forward) gives the instant an hour of clock time later; a doubled one the first of the two. */
export function instantOf(wall: WallClock, zone: string): number {
  const wanted = asUtc(wall);
  let instant = wanted;
  for (let round = 0; round < 2; round += 1) instant += wanted - asUtc(wallClockAt(instant, zone));
  return instant;
}
