import { BillLine, REGIONS, Region, centsAMonth } from "./bill";
import { PRICES, Price, PriceId, timesAMonth } from "./prices";
import { Resources } from "./uses";

const AWS = "https://aws.amazon.com";
const LINE_LENGTH = 160;

/** A table of Markdown. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), `|${heads.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

/** What a smallest use creates, by type, in lines as long as the guides'. */
export function createdList(resources: Resources): string {
  const types = [...resources.keys()].map((address) => address.split(".")[0]!);
  const entries = [...new Set(types)].map((type) => {
    const number = types.filter((other) => other === type).length;
    return number === 1 ? `\`${type}\`` : `\`${type}\` (${number})`;
  });
  return entries.reduce((text, entry) => {
    const line = text.slice(text.lastIndexOf("\n") + 1);
    return `${text},${line.length + entry.length > LINE_LENGTH ? "\n" : " "}${entry}`;
  });
}

/** Prices, and what the lines of a bill that have them come to in a month. */
export function priceTable(prices: readonly PriceId[], bill: readonly BillLine[]): string {
  const ids = [...new Set([...bill.map(({ price }) => price), ...prices])];
  const heads = ["USD for", "unit", ...Object.values(REGIONS), "the smallest use has", "a month"];
  const rows = ids.map((id) => {
    const known: Price = PRICES[id];
    const line = bill.find(({ price }) => price === id);
    return [
      `[${known.item}](${AWS}/${known.page})`,
      known.unit,
      ...regions().map((region) => figure(known, region)),
      line ? quantity(line) : known.unit === "hour" || known.unit === "month" ? "none" : "by use",
      line
        ? regions()
            .map((region) => cell(line, region))
            .join(", ")
        : "",
    ];
  });
  return [table(heads, rows), "", sumOf(bill)].join("\n");
}

/** The lines of a bill, each with its arithmetic, and their sum. */
export function billTable(bill: readonly BillLine[]): string {
  const rows = bill.map((line) => {
    const known: Price = PRICES[line.price];
    return [known.item, ...regions().flatMap((region) => [arithmetic(line, region), cell(line, region)])];
  });
  const total = ["**sum**", ...regions().flatMap((region) => ["", `**${usd(knownCents(bill, region))}**`])];
  return table(["", ...regions().flatMap((region) => [REGIONS[region], "USD a month"])], [...rows, total]);
}

function sumOf(bill: readonly BillLine[]): string {
  if (bill.length === 0) return "The smallest use costs nothing by the hour or the month.";
  const sums = regions().map((region) => {
    const without = unknown(bill, region);
    return `${usd(knownCents(bill, region))} USD${without && ` plus ${without}`} in ${REGIONS[region]}`;
  });
  return `A month of the smallest use, before the first request: ${sums.join("; ")}.`;
}

/** What is known of a bill, in cents. */
export function knownCents(bill: readonly BillLine[], region: Region): number {
  return bill.reduce((total, line) => total + (centsAMonth(line, region) ?? 0), 0);
}

/** What a sum leaves out, since its price isn't known: as `3 × Aurora instance`. */
export function unknown(bill: readonly BillLine[], region: Region): string {
  const lines = bill.filter((line) => centsAMonth(line, region) === undefined);
  return lines.map(({ price, quantity: number }) => `${number} × ${PRICES[price].item}`).join(" and ");
}

export function usd(cents: number): string {
  return (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });
}

export function regions(): Region[] {
  return Object.keys(REGIONS) as Region[];
}

export function figure(price: Price, region: Region): string {
  return price[region] ? `${price[region][0]}` : `[see AWS](${AWS}/${price.page})`;
}

function cell(line: BillLine, region: Region): string {
  const cents = centsAMonth(line, region);
  return cents === undefined ? "–" : usd(cents);
}

function quantity({ price, quantity: number }: BillLine): string {
  return `${number}${timesAMonth(PRICES[price]) === 1 ? "" : ` × ${timesAMonth(PRICES[price])} hours`}`;
}

function arithmetic({ price, quantity: number }: BillLine, region: Region): string {
  const known: Price = PRICES[price];
  const times = timesAMonth(known) === 1 ? "" : ` × ${timesAMonth(known)}`;
  return `${number} × ${figure(known, region)}${times}`;
}
