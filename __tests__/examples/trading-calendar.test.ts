import { environments } from "../../examples/trading-stack/environments";
import { nextMarketOpening } from "../../src";

const { calendar } = environments.prod!.tradingApi.compute.tradingSession!;

/** Easter Sunday by the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
function easter(year: number): Date {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const sum = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114;
  return new Date(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1));
}

function daysFrom(date: Date, days: number): string {
  return new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Frankfurt Stock Exchange, "Trading calendar": New Year, Good Friday, Easter Monday, Labour Day, December 24, 25, 26 and 31. */
function holidaysOf(year: number): string[] {
  const fixed = ["01-01", "05-01", "12-24", "12-25", "12-26", "12-31"].map((day) => `${year}-${day}`);
  const all = [...fixed, daysFrom(easter(year), -2), daysFrom(easter(year), 1)];
  return all.filter((date) => ![0, 6].includes(new Date(date).getUTCDay())).sort();
}

test.each([2027, 2028])("the holidays of Xetra in %i are those of its trading calendar", (year) => {
  expect(calendar.holidays!.filter((date) => date.startsWith(`${year}`))).toEqual(holidaysOf(year));
});

test("each year's last day of trading is a half day", () => {
  for (const [date, closes] of Object.entries(calendar.halfDays!)) {
    expect(closes).toBe("14:00");
    const year = Number(date.slice(0, 4));
    const last = ["30", "29", "28"].map((day) => `${year}-12-${day}`).find((day) => ![0, 6].includes(new Date(day).getUTCDay()));
    expect(date).toBe(last);
  }
});

test("the first opening of 2027 is on its first Monday", () => {
  expect(nextMarketOpening(calendar, new Date("2026-12-30T13:00:00Z"))?.toISOString()).toBe("2027-01-04T08:00:00.000Z");
});
