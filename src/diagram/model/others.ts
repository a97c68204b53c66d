import { Resource } from "../../testing/configuration";
import { Details } from "./details";
import { KINDS, Kind } from "./kinds";
import { Resources, segments } from "./resources";

/** What stands alone and has no symbol of its own. */
export const OTHER: Kind = { shape: "other", caption: "", tier: "regional" };

/** Providers that make values, files and waiting rather than something that runs. https://registry.terraform.io/browse/providers */
const OF_NOTHING = /^(?:random|null|time|local|tls|archive|terraform|template|cloudinit|external|http)_/;

/** Services that have a symbol: what else they have belongs to it, wherever that is. */
const SERVICES = new Set(Object.keys(KINDS).map((type) => type.split("_")[1]!));

/** Services whose types make or connect others, or are about an account. */
const OF_OTHERS = new Set([
  ...["acm", "appautoscaling", "config", "customer", "default", "ebs", "ec2", "egress", "eip", "guardduty", "internet", "key", "launch"],
  ...[
    "network",
    "placement",
    "ram",
    "resourcegroups",
    "route",
    "security",
    "securityhub",
    "service",
    "servicequotas",
    "ssm",
    "subnet",
    "wafv2",
  ],
]);
/** What ends so is of something else whatever its service. */
const OF_ANOTHER = /_(?:attachment|association|policy|permission|rule|alias|subnet_group|parameter_group|option_group|security_group)$/;

/** Whether a resource that belongs to no part has a box of its own. */
export function standsAlone({ type }: Resource): boolean {
  if (OF_NOTHING.test(type) || OF_ANOTHER.test(type)) return false;
  const [provider, service] = type.split("_") as [string, string];
  return provider !== "aws" || !(SERVICES.has(service) || OF_OTHERS.has(service));
}

/** What that box has as its id: the construct at the top of the path, which all of the kind below it share. */
export function idOfOther({ name }: Resource): string {
  return segments(name)[0]!;
}

/** How many types a box names. */
const MOST_TYPES = 2;

/** The types, by Terraform's names, since there are no better ones. */
export function otherDetails(main: readonly Resource[]): Details {
  const counts = new Map<string, number>();
  for (const { type } of main) counts.set(wordsOf(type), (counts.get(wordsOf(type)) ?? 0) + 1);
  const lines = [...counts].map(([words, count]) => (count === 1 ? words : `${count} × ${words}`));
  const [caption, ...details] = lines;
  const left = details.length - (MOST_TYPES - 1);
  return {
    caption: caption!,
    details: left > 0 ? [...details.slice(0, MOST_TYPES - 1), `and ${left} more ${left === 1 ? "type" : "types"}`] : details,
  };
}

/** `aws_glue_job` → `glue job`; another provider's name stays in front. */
function wordsOf(type: string): string {
  return type.replace(/^aws_/, "").replace(/_/g, " ");
}

/** Those of the resources that no group owns, one group for the construct at the top of their paths. */
export function otherGroups(
  { all, configuration }: Resources,
  isOwned: (resource: Resource) => boolean,
): { id: string; kind: Kind; main: Resource[] }[] {
  const groups = new Map<string, { id: string; kind: Kind; main: Resource[] }>();
  for (const resource of all) {
    if (isOwned(resource) || !standsAlone(resource)) continue;
    const id = idOfOther(resource);
    const key = `${configuration.stacks.indexOf(resource.stack)}:${id}`;
    const group = groups.get(key);
    if (group) group.main.push(resource);
    else groups.set(key, { id, kind: OTHER, main: [resource] });
  }
  return [...groups.values()];
}
