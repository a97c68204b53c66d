import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chart } from "../../../tools/capacity-chart/chart";
import { scenarioOf } from "../../../tools/capacity-chart/scenario";
import { PROJECT } from "../../../tools/support/paths";

describe("the chart of what the example serves", () => {
  const scenarios = [1, 2, 10].map(scenarioOf);
  const drawn = chart(scenarios);

  test("is current: else npm run capacity-chart writes it anew", () => {
    expect(readFileSync(join(PROJECT, "docs/guides/images/capacity.svg"), "utf8")).toBe(drawn);
  });

  test("has a panel for today's 500 requests per second, for 1,000 and for 5,000", () => {
    expect(drawn.match(/[\d,]+ requests\/s at the peak, \d+ to \d+ instances/g)).toEqual([
      "500 requests/s at the peak, 9 to 18 instances",
      "1,000 requests/s at the peak, 15 to 30 instances",
      "5,000 requests/s at the peak, 75 to 150 instances",
    ]);
  });

  test("names its axes with their units, and has colours for dark pages", () => {
    for (const text of [">requests/s<", ">instances<", ">minutes<", "prefers-color-scheme: dark"]) expect(drawn).toContain(text);
  });

  test("shows that the planned peak is served but for the requests that targets get before they fail their health checks", () => {
    for (const { unserved } of scenarios) {
      const untilTheCrowd = unserved.filter(({ fromSeconds }) => fromSeconds < 130 * 60);
      expect(untilTheCrowd.map(({ reason }) => reason)).toEqual(["failedTargets", "failedTargets"]);
    }
  });
});
