/**
 * Prints how long building and synthesizing trading-prod takes from the modules, and how long when each of its resources is
 * written by hand as an L1 construct, with the arguments and references that the modules come to. Both alternate in one warm
 * process; the best round of each counts.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";

type L1 = new (scope: Construct, id: string, config: object) => Construct;
/** The constructs made so far, by `<type>.<logical id>`. */
type Made = Map<string, TerraformResource>;
interface Element {
  readonly create: L1;
  readonly id: string;
  /** `<type>.<logical id>`; undefined for a provider. */
  readonly address?: string;
  /** Makes the arguments, with references as a hand writes them: by the other construct's attribute. */
  readonly config: (made: Made) => unknown;
}

const load = createRequire(__filename);
/** Arguments whose keys are the user's own, not the schema's. */
const MAPS = new Set(["tags", "tags_all", "dimensions", "variables", "request_parameters"]);

/** `${type.id.attribute}`. */
const REFERENCE = /\$\{(aws_[a-z0-9_]+)\.([\w-]+)\.([a-z0-9_]+)\}/g;
const ROUNDS = 15;

// As compiled code runs, on both sides and in AWS CDK: CDKTF notes a stack trace of each token, and tsx has its lines looked up in source maps.
process.setSourceMapsEnabled(false);

const outdir = mkdtempSync(join(tmpdir(), "bench-"));
const { elements, outputs } = elementsOf(synthesized());
const best = { modules: Infinity, hand: Infinity };
for (let round = 0; round < ROUNDS; round++) {
  best.modules = Math.min(best.modules, timed(fromModules));
  best.hand = Math.min(best.hand, timed(byHand));
}
checkSame();
rmSync(outdir, { recursive: true });
console.log(JSON.stringify(best));

/** @throws Error unless both sides make the same resources */
function checkSame(): void {
  const [modules, hand] = [fromModules, byHand].map((build) => {
    build();
    const { resource } = JSON.parse(readFileSync(join(outdir, "stacks/trading-prod/cdk.tf.json"), "utf8")) as {
      resource: Record<string, object>;
    };
    return JSON.stringify(
      Object.entries(resource)
        .map(([type, byId]) => [type, Object.keys(byId).length])
        .sort(),
    );
  });
  if (modules !== hand) throw new Error(`the two sides differ:\n${modules}\n${hand}`);
}

/** Milliseconds. */
function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function fromModules(): void {
  const app = new App({ outdir });
  new TradingStack(app, "trading-prod", environments.prod!);
  app.synth();
}

function byHand(): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "trading-prod");
  const made: Made = new Map();
  for (const { create, id, address, config } of elements) {
    const construct = new create(stack, id, config(made) as object);
    if (address) made.set(address, construct as TerraformResource);
  }
  for (const [id, output] of Object.entries(outputs)) new TerraformOutput(stack, id, output(made) as { value: unknown });
  app.synth();
}

/** The stack's JSON, from which the other side's resources are read. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function synthesized(): any {
  fromModules();
  return JSON.parse(readFileSync(join(outdir, "stacks/trading-prod/cdk.tf.json"), "utf8"));
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function elementsOf(json: any): { elements: Element[]; outputs: Record<string, Element["config"]> } {
  const providers: Element[] = (json.provider.aws as object[]).map((config, index) => ({
    create: classOf("provider", "AwsProvider"),
    id: `Aws${index}`,
    config: compiled(camelCased(config)),
  }));
  const resources = Object.entries<Record<string, object>>(json.resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, config]) => {
      const { provider: _, "//": __, depends_on: dependsOn = [], ...args } = config as Record<string, unknown>;
      const folder = type.replace(/^aws_/, "").replace(/_/g, "-");
      return { create: classOf(folder), id, address: `${type}.${id}`, args: camelCased(args), dependsOn: dependsOn as string[] };
    }),
  );
  const sorted = inOrder(resources).map(({ args, dependsOn, ...element }): Element => {
    const config = compiled(args);
    const dependencies = (made: Made) => dependsOn.map((address) => made.get(address)!);
    return { ...element, config: (made) => ({ ...(config(made) as object), dependsOn: dependencies(made) }) };
  });
  const values = Object.entries<{ value: unknown }>(json.output ?? {}).map(([id, { value }]) => [id, compiled({ value })]);
  return { elements: [...providers, ...sorted], outputs: Object.fromEntries(values) };
}

/** Those that others refer to first. */
function inOrder<T extends { readonly address: string; readonly args: unknown; readonly dependsOn: readonly string[] }>(
  resources: readonly T[],
): T[] {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const ordered = new Set<T>();
  const visit = (resource: T): void => {
    if (ordered.has(resource)) return;
    const references = [...JSON.stringify(resource.args).matchAll(REFERENCE)].map(([, type, id]) => `${type}.${id}`);
    for (const address of [...references, ...resource.dependsOn]) {
      const other = byAddress.get(address);
      if (other && other !== resource) visit(other);
    }
    ordered.add(resource);
  };
  resources.forEach(visit);
  return [...ordered];
}

/** A value as a function that puts the references in, so that the clock sees no search for them. */
function compiled(value: unknown): Element["config"] {
  if (typeof value === "string") {
    const whole = new RegExp(`^${REFERENCE.source}$`).exec(value);
    if (whole) {
      const [, type, id, attribute] = whole as unknown as [string, string, string, string];
      return (made) => made.get(`${type}.${id}`)?.getStringAttribute(attribute) ?? value;
    }
    if (!value.includes("${") || /\$\{(?!aws_[a-z0-9_]+\.[\w-]+\.[a-z0-9_]+\})/.test(value)) return () => value;
    const parts = value.split(new RegExp(REFERENCE.source, "g"));
    return (made) => {
      let text = parts[0]!;
      for (let index = 1; index < parts.length; index += 4) {
        text += made.get(`${parts[index]}.${parts[index + 1]}`)!.getStringAttribute(parts[index + 2]!) + parts[index + 3]!;
      }
      return text;
    };
  }
  if (Array.isArray(value)) {
    const items = value.map(compiled);
    return (made) => items.map((item) => item(made));
  }
  if (value === null || typeof value !== "object") return () => value;
  const entries = Object.entries(value).map(([key, inner]): [string, Element["config"]] => [key, compiled(inner)]);
  return (made) => Object.fromEntries(entries.map(([key, inner]) => [key, inner(made)]));
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
