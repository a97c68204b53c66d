import { Named, arnOf, nameOf } from "./arns";
import { digest, placeOf, uuidOf } from "./digests";
import { Shape } from "./schema";

/** The resource that a value is made up for. */
export interface Owner extends Named {
  /** Whether anything refers to an attribute of it, by the attribute's name. */
  readonly isReferenced: (attribute: string) => boolean;
}

/** As many as an index into a list of AWS's answers reaches in practice: name servers are four. */
const LIST_LENGTH = 4;

/**
 * A value that the provider would accept where AWS decides it, such as an id or an ARN. The same input always gives the same value.
 *
 * @param path the attribute's path, such as `endpoint` or `dns_entry.0.dns_name`
 */
export function placeholder(shape: Shape, path: string, owner: Owner): unknown {
  if (isBestEmpty(shape, path, owner)) return null;
  switch (shape.kind) {
    case "string":
      return stringPlaceholder(path, owner);
    case "number":
      return numberPlaceholder(lastName(path), owner);
    case "bool":
      return false;
    case "object":
      return Object.fromEntries(
        Object.entries(shape.members ?? {}).map(([name, member]) => [name, placeholder(member, `${path}.${name}`, owner)]),
      );
    case "map":
      return {};
    case "list":
    case "set":
      return collectionPlaceholder(shape, path, owner);
    case "dynamic":
      return `placeholder-${hash(owner, path, 8)}`;
  }
}

/**
 * What AWS decides is often one of few values, which a placeholder can't know: the provider takes nothing for it as well. Where something refers to it
 * there has to be a value.
 */
function isBestEmpty({ kind }: Shape, path: string, owner: Owner): boolean {
  // The provider takes no element for nothing.
  if (/\.\d+$/.test(path) || owner.isReferenced(path.split(".")[0]!)) return false;
  if (kind === "string") return ruleOf(lastName(path)) === undefined && askedFor(path, owner) === undefined;
  return kind === "number" || kind === "bool";
}

/** Nothing, but for what only AWS can say and others refer to, by its place. */
function collectionPlaceholder({ kind, element, settable }: Shape, path: string, owner: Owner): unknown[] {
  if (settable || element === undefined || !owner.isReferenced(path.split(".")[0]!)) return [];
  const length = kind === "set" || element.kind === "object" ? 1 : LIST_LENGTH;
  return Array.from({ length }, (_, index) => placeholder(element, `${path}.${index}`, owner));
}

type Rule = readonly [name: RegExp, value: (owner: Owner, path: string) => string];

/** By the attribute's name, as the provider's documentation has them; the first that matches. */
const STRINGS: readonly Rule[] = [
  [/^id$/, idOf],
  [/^(arn|.*_arn|arns|.*_arns)$/, (owner, path) => (lastName(path) === "arn" ? arnOf(owner) : arnOf(owner, hash(owner, path, 8)))],
  [/record_type$/, () => "CNAME"],
  [/^(key_id|.*uuid|unique_id)$/, (owner) => uuidOf(placeOf(owner))],
  [/^(.*_)?(hosted_)?zone_id$/, (owner, path) => `Z${hash(owner, path, 19).toUpperCase()}`],
  [/^(.*_)?(account_id|owner_id|owner|registry_id)$/, ({ accountId }) => accountId],
  [/^(.*_)?region$/, ({ region }) => region],
  [/^(.*_)?availability_zone$/, ({ region }) => `${region}a`],
  [/ipv6.*cidr|^ipv6_cidr_block$/, (owner, path) => `2001:db8:${hash(owner, path, 4)}:${hash(owner, path, 2)}00::/56`],
  [/cidr/, (owner, path) => `10.${octet(owner, path)}.${octet(owner, `${path} 2`)}.0/24`],
  [/ipv6_address/, (owner, path) => `2001:db8::${hash(owner, path, 4)}`],
  [/^(.*_)?ips?(_address(es)?)?$/, (owner, path) => `203.0.113.${octet(owner, path)}`],
  [/^(.*_)?(url|uri)$/, (owner, path) => `https://${hash(owner, path, 12)}.example.com/`],
  [/^(.*_)?(policy|json|document|definition|assume_role_policy)$/, () => '{"Statement":[],"Version":"2012-10-17"}'],
  [/(_at|_time|_date|_timestamp|^created|^expiration|_before|_after)$/, () => "2020-01-01T00:00:00Z"],
  [
    /^(.*_)?(endpoint|address|dns_name|domain_name|dns|fqdn|hostname|domain|name_servers|\d*.*_record_name)$/,
    (owner, path) => `${hash(owner, path, 12)}.example.com`,
  ],
  [/^.*_ids?$/, (owner, path) => identifier(`aws_${lastName(path).replace(/_ids?$/, "")}`, hash(owner, path, 17))],
];

function ruleOf(name: string): Rule | undefined {
  return STRINGS.find(([pattern]) => pattern.test(name));
}

/** What AWS runs is what was asked for, as far as anybody can say: `engine_version_actual`. */
function askedFor(path: string, { known }: Owner): string | undefined {
  const asked = known[path.replace(/_actual$/, "")];
  return typeof asked === "string" ? asked : undefined;
}

function stringPlaceholder(path: string, owner: Owner): string {
  const name = lastName(path);
  const asked = askedFor(path, owner);
  if (asked !== undefined) return asked;
  const rule = ruleOf(name);
  return rule ? rule[1](owner, path) : `${name.replaceAll("_", "-")}-${hash(owner, path, 8)}`;
}

function numberPlaceholder(name: string, { type, known, isRenewed = false }: Owner): number {
  if (!/(^|_)port$/.test(name)) return isRenewed ? 2 : 1;
  if (type.startsWith("aws_elasticache")) return 6379;
  if (typeof known.engine === "string") return known.engine.includes("postgres") ? 5432 : 3306;
  return 443;
}

/** Ids of EC2's kind, by what comes before the hyphen. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const ID_PREFIXES: Readonly<Record<string, string>> = {
  aws_customer_gateway: "cgw",
  aws_ebs_snapshot: "snap",
  aws_ebs_volume: "vol",
  aws_ec2_transit_gateway: "tgw",
  aws_efs_access_point: "fsap",
  aws_efs_file_system: "fs",
  aws_efs_mount_target: "fsmt",
  aws_egress_only_internet_gateway: "eigw",
  aws_eip: "eipalloc",
  aws_eip_association: "eipassoc",
  aws_flow_log: "fl",
  aws_instance: "i",
  aws_internet_gateway: "igw",
  aws_launch_template: "lt",
  aws_nat_gateway: "nat",
  aws_network_acl: "acl",
  aws_default_network_acl: "acl",
  aws_network_interface: "eni",
  aws_primary_network_interface: "eni",
  aws_route_table: "rtb",
  aws_main_route_table: "rtb",
  aws_default_route_table: "rtb",
  aws_route_table_association: "rtbassoc",
  aws_association: "rtbassoc",
  aws_security_group: "sg",
  aws_vpc_security_group: "sg",
  aws_default_security_group: "sg",
  aws_security_group_rule: "sgr",
  aws_vpc_security_group_egress_rule: "sgr",
  aws_vpc_security_group_ingress_rule: "sgr",
  aws_subnet: "subnet",
  aws_vpc: "vpc",
  aws_vpc_dhcp_options: "dopt",
  aws_dhcp_options: "dopt",
  aws_vpc_endpoint: "vpce",
  aws_vpc_peering_connection: "pcx",
  aws_vpn_gateway: "vgw",
};

/** Resources whose id is their ARN, in the provider. */
const ARN_IDS = new Set([
  "aws_acm_certificate",
  "aws_ecs_cluster",
  "aws_ecs_task_definition",
  "aws_iam_openid_connect_provider",
  "aws_iam_policy",
  "aws_lb",
  "aws_alb",
  "aws_lb_listener",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_msk_cluster",
  "aws_secretsmanager_secret",
  "aws_sfn_state_machine",
  "aws_sns_topic",
  "aws_sns_topic_subscription",
]);

function idOf(owner: Owner, path: string): string {
  const { type } = owner;
  if (ARN_IDS.has(type)) return arnOf(owner);
  if (type === "aws_kms_key") return uuidOf(placeOf(owner));
  if (type === "aws_cloudfront_distribution") return `E${hash(owner, path, 13).toUpperCase()}`;
  if (type === "aws_route53_zone") return `Z${hash(owner, path, 19).toUpperCase()}`;
  if (ID_PREFIXES[type] !== undefined) return identifier(type, hash(owner, path, 17));
  return nameOf(owner) ?? `${type.replace(/^[a-z]+_/, "").replaceAll("_", "-")}-${digest(placeOf(owner)).slice(0, 12)}`;
}

function identifier(type: string, hexadecimal: string): string {
  return `${ID_PREFIXES[type] ?? type.replace(/^aws_/, "").replaceAll("_", "-")}-${hexadecimal}`;
}

/** The name of the attribute at the end of a path; of an element of a list, the list's. */
function lastName(path: string): string {
  return path
    .split(".")
    .filter((part) => !/^\d+$/.test(part))
    .at(-1)!;
}

function octet(owner: Owner, path: string): number {
  return 1 + (Number(`0x${hash(owner, path, 2)}`) % 250);
}

/** Hexadecimal digits of the resource and its attribute. */
function hash(owner: Owner, path: string, length: number): string {
  return digest(`${placeOf(owner)} ${path}`).slice(0, length);
}
