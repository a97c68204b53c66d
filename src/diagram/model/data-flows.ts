import { matchesPattern } from "../../internal/wildcards";
import { Resource } from "../../testing/configuration";
import { Documents } from "../../testing/permissions/documents";
import { Arguments } from "../../testing/stack-resources";
import { Flow, Part } from "../types";
import { Owners } from "./owners";
import { Resources, blocks } from "./resources";

/** What is done with objects → the action that allows it, which capitals don't matter to. Service Authorization Reference, "Actions defined by Amazon S3". */
const ACTIONS: Readonly<Record<string, string>> = { reads: "s3:getobject", writes: "s3:putobject", replicates: "s3:replicateobject" };
/** What leads from a host to the roles that it has. */
const TO_ROLES = new Set(["aws_launch_template", "aws_iam_instance_profile", "aws_ecs_task_definition"]);

/** Who reads or writes which bucket: by the policies of roles, and CloudFront by its origins. */
export function dataFlows(resources: Resources, owners: Owners): Flow[] {
  return [...originReads(resources, owners), ...grants(resources, owners)];
}

function originReads(resources: Resources, owners: Owners): Flow[] {
  return resources.configuration.all("aws_cloudfront_distribution").flatMap((distribution) =>
    blocks(distribution.args.origin).flatMap((origin): Flow[] => {
      const bucket = resources.first(distribution, origin.domain_name, "aws_s3_bucket");
      const [from, to] = [owners.of(distribution), owners.of(bucket)];
      return from && to ? [{ from: from.id, to: to.id, label: "reads", kind: "data" }] : [];
    }),
  );
}

function grants(resources: Resources, owners: Owners): Flow[] {
  // References stay as they are, and are followed where a bucket is looked for.
  const documents = new Documents(resources.configuration, { text: (_owner, text) => text });
  const holders = roleHolders(resources, owners);
  return rolePolicies(resources).flatMap(({ role, policy }) => {
    const statements = blocks(documents.json(policy, policy.args.policy)?.Statement);
    return statements.flatMap((statement) => {
      const label = labelOf(statement);
      if (label === undefined) return [];
      return bucketsIn(resources, policy, statement).flatMap((bucket) =>
        (holders.get(role.key) ?? []).flatMap((from): Flow[] => {
          const to = owners.of(bucket);
          return to ? [{ from: from.id, to: to.id, label, kind: "data" }] : [];
        }),
      );
    });
  });
}

/** Each policy with each role that has it. */
function rolePolicies(resources: Resources): { readonly role: Resource; readonly policy: Resource }[] {
  const { configuration } = resources;
  const own = configuration.all("aws_iam_role_policy").flatMap((policy) => {
    const role = configuration.named(policy, "aws_iam_role", policy.args.role);
    return role ? [{ role, policy }] : [];
  });
  const attached = configuration.all("aws_iam_role_policy_attachment").flatMap((attachment) => {
    const role = configuration.named(attachment, "aws_iam_role", attachment.args.role);
    const policy = resources.first(attachment, attachment.args.policy_arn, "aws_iam_policy");
    return role && policy ? [{ role, policy }] : [];
  });
  return [...own, ...attached];
}

/** The key of a role → the parts that have it: what refers to it, or else what it belongs to. */
function roleHolders(resources: Resources, owners: Owners): ReadonlyMap<string, readonly Part[]> {
  const holders = new Map<string, Set<Part>>();
  const add = (role: Resource, part: Part | undefined): void => {
    if (part) holders.set(role.key, (holders.get(role.key) ?? new Set()).add(part));
  };
  for (const resource of resources.all) {
    const part = owners.of(resource);
    if (resource.type === "aws_iam_role" || !part?.main.includes(resource.address)) continue;
    for (const role of rolesOf(resources, resource)) add(role, part);
  }
  // What has a role is what it belongs to as well, but for a role that nothing has.
  for (const role of resources.configuration.all("aws_iam_role")) if (!holders.has(role.key)) add(role, owners.of(role));
  return new Map([...holders].map(([key, parts]) => [key, [...parts]]));
}

function rolesOf(resources: Resources, host: Resource): Resource[] {
  return resources.referred(host, host.args).flatMap((referred) => {
    if (referred.type === "aws_iam_role") return [referred];
    return TO_ROLES.has(referred.type) ? rolesOf(resources, referred) : [];
  });
}

function labelOf({ Effect, Action }: Arguments): string | undefined {
  if (Effect !== "Allow") return undefined;
  const actions = [Action].flat().map((pattern) => String(pattern).toLowerCase());
  const does = Object.entries(ACTIONS).flatMap(([label, action]) =>
    actions.some((pattern) => matchesPattern(pattern, action)) ? [label] : [],
  );
  // Who may do everything may replicate, too: that says nothing more.
  const said = does.length > 1 ? does.filter((label) => label !== "replicates") : does;
  return said.length === 0 ? undefined : said.join(", ");
}

/** The buckets that a statement names: by reference, or by a name that is written out. */
function bucketsIn(resources: Resources, policy: Resource, { Resource: named }: Arguments): Resource[] {
  const texts = [named].flat().map(String);
  const byName = texts.flatMap((text) => /^arn:[^:]*:s3:::([^/*?]+)/.exec(text)?.[1] ?? []);
  const written = resources.configuration.all("aws_s3_bucket").filter(({ args }) => byName.includes(args.bucket));
  return [...resources.referred(policy, texts).filter(({ type }) => type === "aws_s3_bucket"), ...written];
}
