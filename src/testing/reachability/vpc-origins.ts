import { Configuration, Resource } from "../configuration";
import { SecurityGroupRule } from "./security-group-rules";
import { ConnectionStep } from "./verdict";

/** CloudFront, as it connects to a load balancer or an instance in private subnets. */
export interface VpcOrigin {
  readonly kind: "vpcOrigin";
  readonly name: string;
  /** The key of what it connects to. */
  readonly origin: string;
  /** The ports that it connects to. */
  readonly ports: readonly number[];
}

/** How security groups know CloudFront. */
export interface CloudFrontIdentity {
  /** The key of the prefix list that has its addresses; undefined where no rule names one. */
  readonly prefixList?: string;
  /** The keys of the security group that it gives its own interfaces. */
  readonly securityGroups: readonly string[];
  /** What is assumed of them. */
  readonly steps: readonly ConnectionStep[];
}

const PREFIX_LIST_NAME = "com.amazonaws.global.cloudfront.origin-facing";
const SECURITY_GROUP_NAME = "CloudFront-VPCOrigins-Service-SG";

/** CloudFront's VPC origins in stacks. */
export function readVpcOrigins(configuration: Configuration): VpcOrigin[] {
  return configuration.all("aws_cloudfront_vpc_origin").flatMap((resource) => {
    const [config] = [resource.args.vpc_origin_endpoint_config].flat();
    const origin = configuration.key(resource, config?.arn);
    if (origin === undefined) return [];
    const ports: Readonly<Record<string, readonly number[]>> = { "https-only": [config.https_port], "http-only": [config.http_port] };
    return [
      {
        kind: "vpcOrigin",
        name: resource.name,
        origin,
        ports: ports[config.origin_protocol_policy] ?? [config.http_port, config.https_port],
      },
    ];
  });
}

/**
 * What the security groups of a VPC origin can allow CloudFront by: its prefix list, or the group of its own interfaces (CloudFront Developer Guide,
 * "Restrict access with VPC origins").
 *
 * @param origin the VPC origin's name
 * @param rules the inbound rules of the origin's groups
 */
export function cloudFrontIdentity(configuration: Configuration, origin: string, rules: readonly SecurityGroupRule[]): CloudFrontIdentity {
  const lists = rules.flatMap(({ peer }) => (peer.kind === "prefixList" ? [peer.key] : []));
  const isNamed = (key: string): boolean => configuration.find(key)?.args.name === PREFIX_LIST_NAME;
  const prefixList = lists.find(isNamed) ?? lists.find((key) => !isAnother(configuration.find(key)));
  const securityGroups = configuration
    .all("data.aws_security_group")
    .filter(({ args }) => JSON.stringify(args).includes(SECURITY_GROUP_NAME))
    .map(({ key }) => key);
  if (prefixList === undefined || isNamed(prefixList)) {
    return { prefixList, securityGroups, steps: [] };
  }
  const list = configuration.nameOf(prefixList);
  const sentence = `${list} is taken to be the list of CloudFront's addresses, ${PREFIX_LIST_NAME}`;
  return { prefixList, securityGroups, steps: [{ resource: origin, verdict: "allowed", sentence, assumed: true }] };
}

/** Whether a prefix list is the stack's own, or has another name: none of these has CloudFront's addresses. */
function isAnother(list: Resource | undefined): boolean {
  const name: unknown = list?.args.name;
  return list?.type === "aws_ec2_managed_prefix_list" || (typeof name === "string" && !name.includes("${"));
}
