import { Testing } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { synthesize } from "../../src/testing";
import { BillLine, REGIONS, Region, fixedBill } from "./bill";
import { PRICES, Price, PriceId } from "./prices";
import { billTable, figure, knownCents, regions, table, unknown, usd } from "./tables";
import { resourcesOf } from "./uses";

/** The environments that run on AWS. */
const ON_AWS: Readonly<Record<string, string>> = {
  dev: "Two AZs, endpoints in one of them, a serverless database at its minimum, one cache node and its replica.",
  prod: "Three AZs, a writer and two readers, two shards with two replicas each, the instances that serve 500 requests/s when an AZ is lost.",
};

/** What traffic costs, of some amount. */
interface Traffic {
  readonly what: string;
  readonly region: Region;
  /** How an amount comes about, the amount, and what it is multiplied by. */
  readonly terms: readonly (readonly [reckoning: string, quantity: number, price: PriceId])[];
}

const TRAFFIC: readonly Traffic[] = [
  {
    what: "AWS WAF inspects 50 requests/s on average",
    region: "euCentral1",
    terms: [["50 × 3,600 × 730 = 131.4 million", 131.4, "webAclRequests"]],
  },
  {
    what: "services exchange 1 TB with cache and database in other AZs",
    region: "euCentral1",
    terms: [["1,000 GB × 2, out and in", 2000, "crossAzGb"]],
  },
  { what: "services and flow logs write 10 GB of logs a day", region: "euCentral1", terms: [["300 GB", 300, "logs"]] },
  { what: "one `c7g.large` more, all month", region: "euCentral1", terms: [["730 hours", 730, "c7g.large"]] },
  {
    what: "the database has 100 GB and 500 million I/O requests",
    region: "euCentral1",
    terms: [
      ["100 GB", 100, "auroraStorage"],
      ["500 million", 500, "auroraIo"],
    ],
  },
];

/** What an environment of the example costs before the first request. */
export function environmentBill(name: string): BillLine[] {
  return fixedBill(resourcesOf(synthesize(new TradingStack(Testing.app(), `trading-${name}`, environments[name]!)).json));
}

/** The page about the example's costs. */
export function costsPage(): string {
  const bills = Object.keys(ON_AWS).map((name): [string, BillLine[]] => [name, environmentBill(name)]);
  return `# Costs

What [the example](../../examples/trading-stack) costs, from its own configuration: \`npm run guide-pages\` synthesizes each environment, counts what is billed by the hour or the month, and writes this page; a unit test holds it current.
What to do when the bill grows is in [operations](operations.md#costs).

USD, On-Demand, without tax, free tier, Savings Plans and reservations; a month has 730 hours. AWS's pricing pages load their figures by script, so these were read from published copies of AWS's Price List and from bills, on 26 November
2026: [the prices](#the-prices) say what each is as of. "See AWS" is a figure that no copy had: ${missing()}. Look them up there, or ask the Price List:

\`\`\`sh
aws pricing get-products --region us-east-1 --service-code AmazonElastiCache \\
  --filters Type=TERM_MATCH,Field=regionCode,Value=eu-central-1 Type=TERM_MATCH,Field=instanceType,Value=cache.r7g.large
\`\`\`

## Before the first request

| | ${regions()
    .map((region) => REGIONS[region])
    .join(" | ")} |
|---|---|---|
| local | nothing: it runs on the emulator | nothing |
${bills.map(summary).join("\n")}

${bills.map(environmentSection).join("\n")}
## What comes with use

In eu-central-1:

${table(["", "USD a month"], TRAFFIC.map(trafficRow))}

Not in any sum, since no price of theirs could be read: load balancer capacity units, CloudFront's requests, Database Insights of prod, detailed monitoring of instances, the health check, backups beyond the volume's size, S3 requests. Each has its figure on
AWS's page: [Elastic Load Balancing](https://aws.amazon.com/elasticloadbalancing/pricing/), [CloudFront](https://aws.amazon.com/cloudfront/pricing/), [CloudWatch](https://aws.amazon.com/cloudwatch/pricing/),
[Route 53](https://aws.amazon.com/route53/pricing/), [Aurora](https://aws.amazon.com/rds/aurora/pricing/), [S3](https://aws.amazon.com/s3/pricing/).

## The prices

${table(
  ["", "for each", ...regions().flatMap((region) => [REGIONS[region], "as of"])],
  Object.values<Price>(PRICES).map((price) => [
    `[${price.item}](https://aws.amazon.com/${price.page})`,
    price.unit,
    ...regions().flatMap((region) => [figure(price, region), price[region]?.[1] ?? ""]),
  ]),
)}
`;
}

/** What has no figure, by region. */
function missing(): string {
  const lists = regions().map((region): [string, string[]] => [
    REGIONS[region],
    Object.values<Price>(PRICES)
      .filter((price) => price[region] === undefined)
      .map(({ item }) => item),
  ]);
  return lists
    .filter(([, items]) => items.length > 0)
    .map(([region, items]) => `in ${region} ${items.join(", ")}`)
    .join("; ");
}

function trafficRow({ what, region, terms }: Traffic): string[] {
  const prices = terms.map(([reckoning, quantity, id]) => {
    const known: Price = PRICES[id];
    return { reckoning, usd: known[region]![0], cents: Math.round(quantity * known[region]![0] * 100) };
  });
  const total = prices.reduce((sum, { cents }) => sum + cents, 0);
  return [what, `${prices.map(({ reckoning, usd: price }) => `${reckoning} × ${price}`).join(" + ")} = **${usd(total)}**`];
}

function summary([name, bill]: [string, BillLine[]]): string {
  const sums = regions().map((region) => {
    const without = unknown(bill, region);
    return `${usd(knownCents(bill, region))} a month${without && `, plus ${without}`}`;
  });
  return `| [${name}](#${name}) | ${sums.join(" | ")} |`;
}

function environmentSection([name, bill]: [string, BillLine[]]): string {
  return `## ${name}\n\n${ON_AWS[name]} Instances and capacity units are counted at their minimum.\n\n${billTable(bill)}\n`;
}
