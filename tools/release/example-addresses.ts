import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Addresses } from "./addresses";

/** What the example's environments have in common is listed once. */
export function exampleAddresses(): Addresses {
  const outdir = mkdtempSync(join(tmpdir(), "addresses-"));
  try {
    const app = new App({ outdir });
    for (const [name, environment] of Object.entries(environments)) new TradingStack(app, `trading-${name}`, environment);
    app.synth();
    const stacks = join(outdir, "stacks");
    return new Map(readdirSync(stacks).flatMap((name) => addressesOf(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8"))));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function addressesOf(text: string): [string, string][] {
  const { resource } = JSON.parse(text) as { resource: Record<string, Record<string, { "//": { metadata: { path: string } } }>> };
  return Object.entries(resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, block]): [string, string] => [`${type}.${id}`, block["//"].metadata.path.split("/").slice(1).join("/")]),
  );
}
