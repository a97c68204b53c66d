import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";

/** A resource's address in Terraform → its construct's path within the stack. */
export type Addresses = ReadonlyMap<string, string>;

/** An address that is gone, and those of the same type that are new. */
export interface LostAddress {
  readonly address: string;
  readonly path: string;
  readonly candidates: readonly string[];
}

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

export function written(addresses: Addresses): string {
  return [...addresses]
    .map(([address, path]) => `${address} ${path}\n`)
    .sort()
    .join("");
}

export function read(text: string): Addresses {
  return new Map(
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split(" ", 2) as [string, string]),
  );
}

/** What a state of the older one has and the newer one doesn't know. */
export function lostAddresses(older: Addresses, newer: Addresses): LostAddress[] {
  const type = (address: string): string => address.slice(0, address.indexOf("."));
  const fresh = [...newer.keys()].filter((address) => !older.has(address));
  return [...older]
    .filter(([address]) => !newer.has(address))
    .map(([address, path]) => ({ address, path, candidates: fresh.filter((other) => type(other) === type(address)).sort() }));
}

/** For the changelog and the upgrade guide of a release: what users put into their code. */
export function movedLines(lost: readonly LostAddress[], newer: Addresses): string {
  return lost
    .map(({ address, path, candidates }) => {
      const moved = candidates.map((to) => `  moved to ${to} (${newer.get(to)})? Users call .moveFromId("${address}") on it.\n`).join("");
      return `${address} (${path}) is gone.\n${moved || "  Nothing of its type is new: it is deleted.\n"}`;
    })
    .join("");
}
