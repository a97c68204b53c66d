import { compareTexts } from "../../internal/compare-texts";
import { Resource } from "../../testing/configuration";
import { Arguments } from "../../testing/stack-resources";
import { Kind } from "./kinds";
import { Resources, blocks } from "./resources";

/** What a part's box says of it. */
export interface Details {
  readonly caption: string;
  readonly details: readonly string[];
}

/** What is asked of a resource. */
interface Subject {
  readonly resources: Resources;
  readonly resource: Resource;
  readonly args: Arguments;
  readonly belonging: readonly Resource[];
}

type Describer = (subject: Subject) => Partial<Details>;

/** What a part's box says: what it is, how large and how many. Values that only Terraform knows are left out. */
export function detailsOf(resources: Resources, main: readonly Resource[], belonging: readonly Resource[], kind: Kind): Details {
  const [resource] = main;
  if (kind.folded === true) return folded(resources, main);
  const described = DESCRIBERS[resource!.type]?.({ resources, resource: resource!, args: resource!.args, belonging });
  const count = main.length > 1 ? [`${main.length} of them`] : [];
  return { caption: described?.caption ?? kind.caption, details: [...(described?.details ?? []).filter((line) => line !== ""), ...count] };
}

function folded(resources: Resources, main: readonly Resource[]): Details {
  if (main[0]!.type === "aws_nat_gateway") {
    return { caption: main.length === 1 ? "NAT gateway" : `${main.length} NAT gateways`, details: [] };
  }
  const services = main.map((endpoint) => (resources.text(endpoint, endpoint.args.service_name) ?? endpoint.name).split(/[./]/).pop()!);
  const names: Readonly<Record<string, string>> = { s3: "S3", dynamodb: "DynamoDB" };
  const gateways = services.flatMap((service) => names[service.toLowerCase().replace(/endpoint$/, "")] ?? []);
  const others = services.length - gateways.length;
  const counts = others === 0 ? [] : [`${others} ${others === 1 ? "service" : "services"}`];
  return { caption: `to ${[...gateways.sort(compareTexts), ...counts].join(" and ")}`, details: [] };
}

const DESCRIBERS: Readonly<Record<string, Describer>> = {
  aws_cloudfront_distribution: ({ resources, resource, args }) => {
    const [alias] = [args.aliases].flat();
    const waf = args.web_acl_id ? "with a web ACL" : "";
    return { details: [resources.text(resource, alias) ?? "", waf] };
  },
  aws_lb: ({ args }) => {
    const kinds: Readonly<Record<string, string>> = { network: "Network LB", gateway: "Gateway LB" };
    return {
      caption: kinds[args.load_balancer_type] ?? "Application LB",
      details: [isTrue(args.internal) ? "internal" : "internet-facing"],
    };
  },
  aws_autoscaling_group: (subject) => ({ details: [scale(subject)] }),
  aws_instance: ({ args }) => ({ details: [known(args.instance_type)] }),
  aws_ecs_service: ({ args }) => ({ details: [counted(args.desired_count, "task")] }),
  aws_lambda_function: ({ args }) => ({ details: [known(args.runtime)] }),
  aws_rds_cluster: cluster,
  aws_db_instance: ({ args }) => ({ details: [[known(args.engine), known(args.instance_class)].filter(Boolean).join(", ")] }),
  aws_elasticache_replication_group: ({ args }) => ({
    caption: `ElastiCache ${engine(args.engine)}`.trim(),
    details: [nodes(args), known(args.node_type)],
  }),
  aws_elasticache_cluster: ({ args }) => ({ caption: `ElastiCache ${engine(args.engine)}`.trim(), details: [known(args.node_type)] }),
  aws_elasticache_serverless_cache: ({ args }) => ({ details: [engine(args.engine)] }),
  aws_s3_bucket: ({ args, belonging }) => {
    const replicated = belonging.some(({ type }) => type === "aws_s3_bucket_replication_configuration");
    return { details: [isTrue(args.object_lock_enabled) ? "Object Lock" : "", replicated ? "replicated" : ""] };
  },
  aws_route53_zone: ({ resources, resource, args }) => ({ details: [resources.text(resource, args.name) ?? ""] }),
};

function scale({ resources, resource, args }: Subject): string {
  const range =
    args.min_size === args.max_size ? known(args.min_size) : [known(args.min_size), known(args.max_size)].filter(Boolean).join("–");
  const template = resources.first(resource, [args.launch_template, args.mixed_instances_policy], "aws_launch_template");
  const type = known(template?.args.instance_type);
  return [range, type].filter(Boolean).join(" × ");
}

function cluster({ resources, resource, args }: Subject): Partial<Details> {
  const engines: Readonly<Record<string, string>> = { "aurora-postgresql": "Aurora PostgreSQL", "aurora-mysql": "Aurora MySQL" };
  const instances = resources.configuration
    .all("aws_rds_cluster_instance")
    .filter((instance) => resources.configuration.key(instance, instance.args.cluster_identifier) === resource.key);
  const readers = instances.length - 1;
  const members = readers < 0 ? "" : readers === 0 ? "writer" : `writer, ${readers} ${readers === 1 ? "reader" : "readers"}`;
  const [capacity] = blocks(args.serverlessv2_scaling_configuration);
  const classes = [...new Set(instances.map((instance) => known(instance.args.instance_class)))].sort(compareTexts);
  const size = classes
    .map((name) => (name === "db.serverless" && capacity ? `${capacity.min_capacity}–${capacity.max_capacity} ACU` : name))
    .join(", ");
  return { caption: engines[args.engine] ?? `RDS ${known(args.engine)}`, details: [members, size] };
}

function nodes(args: Arguments): string {
  const shards = Number(args.num_node_groups ?? 1);
  const each = Number(args.replicas_per_node_group ?? NaN) + 1;
  if (Number.isNaN(shards) || shards < 1) return "";
  if (Number.isNaN(each)) return typeof args.num_cache_clusters === "number" ? counted(args.num_cache_clusters, "node") : "";
  return shards === 1 ? counted(each, "node") : `${shards} shards × ${each}`;
}

function engine(name: unknown): string {
  return ({ redis: "Redis", valkey: "Valkey", memcached: "Memcached" } as Readonly<Record<string, string>>)[String(name)] ?? "";
}

function counted(count: unknown, what: string): string {
  return typeof count === "number" && count >= 0 ? `${count} ${what}${count === 1 ? "" : "s"}` : "";
}

/** What is written out; nothing for what only Terraform knows, or what is sensitive. */
function known(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && !value.includes("${") && !value.startsWith("(sensitive") ? value : "";
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
