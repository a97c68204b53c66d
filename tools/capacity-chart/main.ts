/** Draws the chart of the guide about load balancer and services. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { PROJECT } from "../support/paths";
import { chart } from "./chart";
import { scenarioOf } from "./scenario";

const USAGE = `Usage: npm run capacity-chart [-- --check]

Simulates the example's services with today's load, twice and ten times as much, and draws what they serve.

  --check   write nothing; end with status 1 unless the chart is current
  --help    this text`;

const FILE = join(PROJECT, "docs/guides/images/capacity.svg");

const { values } = parseArgs({ options: { check: { type: "boolean", default: false }, help: { type: "boolean", default: false } } });
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
} else {
  const drawn = chart([1, 2, 10].map(scenarioOf));
  if (!values.check) {
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, drawn);
    process.stdout.write(`${relative(PROJECT, FILE)} is written.\n`);
  } else if (readFileSync(FILE, "utf8") !== drawn) {
    process.stderr.write(`${relative(PROJECT, FILE)} isn't what the example does. Look at the change: npm run capacity-chart\n`);
    process.exitCode = 1;
  }
}
