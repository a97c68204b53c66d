import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIB, Measurement } from "../measure";
import { must } from "../tools";

export const tarball: Measurement = {
  rows: [
    {
      name: "tarball",
      what: "published package, packed",
      bar: 960,
      unit: "kB",
      how: "What `npm run pack` makes. The bar is of [ADR 12](../adr/0012-published-code-is-readable.md).",
    },
  ],
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    await must("tools/pack/main.ts", "--framework", "cdktf", "--lib", LIB, "--out-dir", folder);
    const [name] = readdirSync(folder);
    const { size } = statSync(join(folder, name!));
    rmSync(folder, { recursive: true });
    return [{ value: size / 1000, detail: "cdktf-trading-platform" }];
  },
};
