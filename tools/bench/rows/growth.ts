import { join } from "node:path";
import { Measurement, printedBy } from "../measure";

export const growth: Measurement = {
  rows: [
    {
      name: "growth",
      what: "100 environments in one app, per resource, against 10",
      bar: 1.15,
      unit: "×",
      how: "Apps of 10 and of 100 stacks like trading-prod, each in a process of its own that has built three stacks before; the best of two rounds counts.",
    },
  ],
  measure: async () => {
    const best = { 10: Infinity, 100: Infinity };
    for (let round = 0; round < 2; round++) {
      for (const count of [10, 100] as const) {
        const script = join(__dirname, "../growth.ts");
        const { ms, resources } = printedBy<{ ms: number; resources: number }>(["--import", "tsx", script, `${count}`]);
        best[count] = Math.min(best[count], ms / resources);
      }
    }
    return [{ value: best[100] / best[10], detail: `${best[100].toFixed(2)} ms a resource against ${best[10].toFixed(2)} ms` }];
  },
};
