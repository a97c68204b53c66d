import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import * as library from "../../src";
import { Arguments, synthesize } from "../../src/testing";
import { PROJECT } from "../support/paths";

/** A module's guide, and what its smallest use is given. */
export interface GuideUse {
  /** The guide's name, as in `docs/guides/network.md`. */
  readonly guide: string;
  readonly title: string;
  /** The module's folder below modules/. */
  readonly folder: string;
  /** What the use refers to, in the order in which it is made; the table of what is created is without it. */
  readonly given: readonly (keyof typeof GIVEN)[];
}

export const USES: readonly GuideUse[] = [
  { guide: "network", title: "Network", folder: "network", given: ["key"] },
  { guide: "storage", title: "Storage", folder: "storage", given: ["key"] },
  { guide: "alb-asg", title: "Load balancer and services", folder: "alb-asg", given: ["key", "network", "logs", "releases"] },
  { guide: "aurora-cluster", title: "Aurora", folder: "aurora-cluster", given: ["key", "network", "api", "topic"] },
  { guide: "redis-cache", title: "Redis and Valkey", folder: "redis-cache", given: ["key", "network", "api", "topic"] },
  { guide: "edge", title: "Edge", folder: "edge", given: ["key", "network", "logs", "assets", "loadBalancer"] },
  { guide: "state", title: "State", folder: "state-backend", given: [] },
];

/** Resources by `type.id`. */
export type Resources = ReadonlyMap<string, Arguments>;

type Made = Record<string, never>;

/** What the guides' code takes for granted. */
const GIVEN = {
  key: (stack: TerraformStack) => new library.EncryptionKey(stack, "Key"),
  network: (stack: TerraformStack, { key }: Made) =>
    new library.Network(stack, "Network", {
      cidrBlock: "10.0.0.0/16",
      availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      encryptionKey: key!,
      interfaceEndpoints: ["sessionManager", "logsAndMetrics", "lifecycleHooks"],
    }),
  logs: (stack: TerraformStack) => new library.LogBucket(stack, "Logs"),
  releases: (stack: TerraformStack, { key }: Made) => new library.Bucket(stack, "Releases", { encryptionKey: key! }),
  assets: (stack: TerraformStack, { key }: Made) => new library.Bucket(stack, "Assets", { encryptionKey: key! }),
  topic: (stack: TerraformStack, { key }: Made) => new library.AlarmTopic(stack, "Alarms", { encryptionKey: key!, emails: [] }),
  api: (stack: TerraformStack, { network }: Made) => ({
    role: new library.Role(stack, "ApiRole", { assumedBy: { services: ["ec2.amazonaws.com"] } }).role,
    connections: new library.SecurityGroup(stack, "Api", {
      vpcId: (network! as library.Network).vpcId,
      description: "the API",
    }).connections,
  }),
  loadBalancer: (stack: TerraformStack, { network, logs }: Made) =>
    new library.ApplicationLoadBalancer(stack, "LoadBalancer", {
      network: network!,
      accessLogs: logs!,
      zone: { zoneId: "Z0123456789ABC", zoneName: "example.com" },
      originDomainName: "origin.trading.example.com",
      viewerDomainNames: ["trading.example.com"],
      cloudFrontPrefixListId: "pl-a3a144ca",
    }),
} as const;

/** The first code of a guide's "The smallest use", or of the guide. */
export function smallestUse(guide: string): string {
  const text = readFileSync(join(PROJECT, `docs/guides/${guide}.md`), "utf8");
  const section = text.split("\n## The smallest use\n")[1] ?? text;
  return /```ts\n([\s\S]*?)```/.exec(section)![1]!;
}

/** What a guide's smallest use creates, besides what it is given: the code of the guide is run as it is printed. */
export function createdBy({ guide, given }: GuideUse): Resources {
  const without = synthesized(given, "");
  const withUse = synthesized(given, smallestUse(guide));
  return new Map([...withUse].filter(([address]) => !without.has(address)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function synthesized(given: GuideUse["given"], code: string): Resources {
  const stack = new TerraformStack(Testing.app(), "guide");
  new AwsProvider(stack, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });
  const made: Made = {};
  for (const name of given) made[name] = GIVEN[name](stack, made) as never;
  const scope = { ...library, AwsProvider, stack, ...made };
  const { outputText } = transpileModule(code, { compilerOptions: { module: ModuleKind.None, target: ScriptTarget.ES2022 } });
  // A file that the code names is any one that there is.
  const files = outputText.replaceAll(/source: "service\/[^"]+"/g, `source: ${JSON.stringify(join(PROJECT, "package.json"))}`);
  new Function(...Object.keys(scope), `{${files}}`).call(stack, ...Object.values(scope));
  return resourcesOf(synthesize(stack).json);
}

/** All resources of a synthesized stack. */
export function resourcesOf(json: Arguments): Resources {
  const types = Object.entries<Record<string, Arguments>>(json.resource ?? {});
  return new Map(types.flatMap(([type, resources]) => Object.entries(resources).map(([id, resource]) => [`${type}.${id}`, resource])));
}

/** The resources of a type. */
export function ofType(resources: Resources, type: string): Arguments[] {
  return [...resources].filter(([address]) => address.startsWith(`${type}.`)).map(([, resource]) => resource);
}
