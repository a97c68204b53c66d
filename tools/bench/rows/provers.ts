import { join } from "node:path";
import { Measurement, printedBy, seconds } from "../measure";

export const provers: Measurement = {
  rows: [
    {
      name: "provers",
      what: "all provers on trading-prod, once it is synthesized",
      bar: 300,
      unit: "ms",
      how: "Every wire and all that the internet reaches, every request that AWS services make, and every rule; each prover reads the stack anew. In one warm process; the best of ten rounds of each counts.",
    },
  ],
  measure: async () => {
    const best = printedBy<Record<"synthesis" | "reachability" | "permissions" | "policies", number>>([
      "--import",
      "tsx",
      join(__dirname, "../provers.ts"),
    ]);
    const { synthesis, ...each } = best;
    const parts = Object.entries(each).map(([name, ms]) => `${name} ${seconds(ms)}`);
    const value = Object.values(each).reduce((sum, ms) => sum + ms, 0);
    return [{ value, detail: `${parts.join(", ")}; the synthesis takes ${seconds(synthesis)}` }];
  },
};
