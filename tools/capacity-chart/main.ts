/** Draws the chart of the guide about load balancer and services. */
import { readArguments } from "../support/arguments";
import { runTool } from "../support/failure";
import { writeGenerated } from "../support/generated-files";
import { chart } from "./chart";
import { scenarioOf } from "./scenario";

const USAGE = `Usage: npm run capacity-chart [-- --check]

Simulates the example's services with today's load, twice and ten times as much, and draws what they serve.

  --check   write nothing; end with status 1 unless the chart is current
  --help    this text`;

const FILE = "docs/guides/images/capacity.svg";

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { check: { type: "boolean" } });
  const drawn = chart([1, 2, 10].map(scenarioOf));
  writeGenerated(new Map([[FILE, drawn]]), { check: values.check === true, command: "npm run capacity-chart" });
}

void runTool(main);
