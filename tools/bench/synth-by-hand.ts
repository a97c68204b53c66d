/**
 * Prints how long building and synthesizing the resources of trading-prod takes when each is written by hand as an L1
 * construct, with the arguments and references that the modules come to.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";

type L1 = new (scope: Construct, id: string, config: object) => Construct;
interface Element {
  readonly create: L1;
  readonly id: string;
  readonly config: object;
}

const load = createRequire(__filename);
/** Arguments whose keys are the user's own, not the schema's. */
const MAPS = new Set(["tags", "tags_all", "dimensions", "variables", "request_parameters"]);

const outdir = mkdtempSync(join(tmpdir(), "bench-"));
const { elements, outputs } = elementsOf(synthesized());
const started = performance.now();
const app = new App({ outdir });
const stack = new TerraformStack(app, "trading-prod");
for (const { create, id, config } of elements) new create(stack, id, config);
for (const [id, output] of Object.entries(outputs)) new TerraformOutput(stack, id, output);
app.synth();
const ms = performance.now() - started;
rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ ms, mb: process.memoryUsage().rss / 1024 / 1024 }));

/** The stack's JSON, made before the clock starts; it also loads every class, as the other side has done. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function synthesized(): any {
  const before = new App({ outdir });
  new TradingStack(before, "trading-prod", environments.prod);
  before.synth();
  return JSON.parse(readFileSync(join(outdir, "stacks/trading-prod/cdk.tf.json"), "utf8"));
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function elementsOf(json: any): { elements: Element[]; outputs: Record<string, { value: unknown }> } {
  const found: Element[] = [];
  for (const config of json.provider.aws as object[]) {
    found.push({ create: classOf("provider", "AwsProvider"), id: `Aws${found.length}`, config: camelCased(config) as object });
  }
  for (const [type, byId] of Object.entries<Record<string, object>>(json.resource)) {
    const folder = type.replace(/^aws_/, "").replace(/_/g, "-");
    for (const [id, config] of Object.entries(byId)) {
      const { provider: _, "//": __, ...args } = config as Record<string, unknown>;
      found.push({ create: classOf(folder), id, config: camelCased(args) as object });
    }
  }
  return { elements: found, outputs: json.output ?? {} };
}

function classOf(folder: string, name?: string): L1 {
  const exported = load(`@cdktf/provider-aws/lib/${folder}`) as Record<string, L1 & { tfResourceType?: string }>;
  const found = name ? exported[name] : Object.values(exported).find((value) => value.tfResourceType !== undefined);
  if (!found) throw new Error(`no construct in @cdktf/provider-aws/lib/${folder}`);
  return found;
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      MAPS.has(key) ? inner : camelCased(inner),
    ]),
  );
}
