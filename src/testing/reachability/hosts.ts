import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { Ports } from "./filters";
import { groupedBy } from "./grouped-by";
import { Subnet } from "./vpcs";

/** Something with network interfaces in subnets. */
export interface Host {
  readonly key: string;
  /** The path of its construct below the stack. */
  readonly name: string;
  /** The keys of the subnets that its interfaces are in. */
  readonly subnets: readonly string[];
  /** The keys of its security groups, none for the VPC's default group; undefined for a Network Load Balancer that was made without. */
  readonly securityGroups?: readonly string[];
  /** The ports that it opens connections from. */
  readonly clientPorts: Ports;
  /** Whether it has a public IPv4 address; `subnet` for what gets one where the subnet assigns it. */
  readonly isPublic: boolean | "subnet";
  /** Whether it has IPv6 addresses; `subnet` for what gets one where the subnet assigns it. */
  readonly ipv6: boolean | "subnet";
  /** Whether an internet gateway carries nothing from or to its IPv6 addresses. */
  readonly isInternal?: boolean;
  /** The name of the AWS service that resolves to it in the VPC, by an interface endpoint's private DNS. */
  readonly serviceName?: string;
}

/** What an argument list tells of a host. */
type HostArguments = Pick<Host, "subnets"> & Partial<Omit<Host, "key" | "name" | "subnets">>;
type Reader = (resource: Resource, configuration: Configuration) => HostArguments | undefined;

/** Load balancers, NAT gateways and Lambda functions (VPC User Guide, "Ephemeral ports"), and whatever says nothing else. */
export const WIDEST_CLIENT_PORTS: Ports = { first: 1024, last: 65_535 };
/** Linux from 32768 up, Windows Server from 49152 (VPC User Guide, "Ephemeral ports"). */
const INSTANCE_CLIENT_PORTS: Ports = { first: 32_768, last: 65_535 };

/** How each type of resource says where its interfaces are. */
const READERS: Readonly<Record<string, Reader>> = {
  aws_instance: (instance, configuration) => ({
    subnets: configuration.keys(instance, instance.args.subnet_id),
    securityGroups: configuration.keys(instance, instance.args.vpc_security_group_ids),
    clientPorts: INSTANCE_CLIENT_PORTS,
    isPublic: orSubnet(instance.args.associate_public_ip_address),
    ipv6: hasIpv6(instance.args) || "subnet",
  }),
  aws_autoscaling_group: (group, configuration) => {
    const mixed = first(first(group.args.mixed_instances_policy)?.launch_template);
    const template = first(group.args.launch_template) ?? first(mixed?.launch_template_specification);
    const named: unknown =
      template === undefined ? group.args.launch_configuration : (template.id ?? template.launch_template_id ?? template.name);
    const resource = configuration.find(configuration.key(group, named));
    const networkInterface = first(resource?.args.network_interfaces) ?? resource?.args;
    return {
      subnets: configuration.keys(group, group.args.vpc_zone_identifier),
      securityGroups: resource
        ? configuration.keys(resource, networkInterface.security_groups ?? resource.args.vpc_security_group_ids)
        : [],
      clientPorts: INSTANCE_CLIENT_PORTS,
      isPublic: orSubnet(networkInterface?.associate_public_ip_address),
      ipv6: hasIpv6(networkInterface ?? {}) || "subnet",
    };
  },
  aws_lb: loadBalancer,
  aws_alb: loadBalancer,
  aws_elb: (balancer, configuration) => ({
    subnets: configuration.keys(balancer, balancer.args.subnets),
    securityGroups: configuration.keys(balancer, balancer.args.security_groups),
    isPublic: !isTrue(balancer.args.internal),
  }),
  aws_lambda_function: (lambda, configuration) => {
    const vpcConfig = first(lambda.args.vpc_config);
    return (
      vpcConfig && {
        subnets: configuration.keys(lambda, vpcConfig.subnet_ids),
        securityGroups: configuration.keys(lambda, vpcConfig.security_group_ids),
        ipv6: isTrue(vpcConfig.ipv6_allowed_for_dual_stack) && "subnet",
      }
    );
  },
  aws_ecs_service: (service, configuration) => {
    const network = first(service.args.network_configuration);
    return (
      network && {
        subnets: configuration.keys(service, network.subnets),
        securityGroups: configuration.keys(service, network.security_groups),
        clientPorts: INSTANCE_CLIENT_PORTS,
        isPublic: isTrue(network.assign_public_ip),
        ipv6: "subnet",
      }
    );
  },
  aws_rds_cluster: inSubnetGroup("aws_db_subnet_group", "db_subnet_group_name", "vpc_security_group_ids"),
  aws_db_instance: inSubnetGroup("aws_db_subnet_group", "db_subnet_group_name", "vpc_security_group_ids"),
  aws_elasticache_replication_group: inSubnetGroup("aws_elasticache_subnet_group", "subnet_group_name", "security_group_ids"),
  aws_elasticache_cluster: inSubnetGroup("aws_elasticache_subnet_group", "subnet_group_name", "security_group_ids"),
  aws_elasticache_serverless_cache: inSubnets("subnet_ids", "security_group_ids"),
  aws_db_proxy: inSubnets("vpc_subnet_ids", "vpc_security_group_ids"),
  aws_network_interface: (networkInterface, configuration) => ({
    subnets: configuration.keys(networkInterface, networkInterface.args.subnet_id),
    securityGroups: configuration.keys(networkInterface, networkInterface.args.security_groups),
    ipv6: hasIpv6(networkInterface.args) || "subnet",
  }),
  aws_vpc_endpoint: (endpoint, configuration) => {
    const { args } = endpoint;
    if (args.vpc_endpoint_type !== "Interface") return undefined;
    const associated = attached(configuration, "aws_vpc_endpoint_subnet_association", "vpc_endpoint_id", "subnet_id");
    return {
      subnets: [...new Set([...configuration.keys(endpoint, args.subnet_ids), ...(associated.get(endpoint.key) ?? [])])],
      securityGroups: configuration.keys(endpoint, args.security_group_ids),
      ipv6: String(args.ip_address_type ?? "") === "dualstack",
      serviceName: isTrue(args.private_dns_enabled) ? String(args.service_name) : undefined,
    };
  },
};

/** Whether a host's interface in a subnet has a public IPv4 address. Pure. */
export function isPublicIn({ isPublic }: Host, { assignsPublicIpv4 }: Subnet): boolean {
  return isPublic === true || (isPublic === "subnet" && assignsPublicIpv4);
}

/** The hosts of stacks, in the order of their names. */
export function readHosts(configuration: Configuration): Host[] {
  const publicKeys = keysOfPublic(configuration);
  const attachedGroups = [
    attached(configuration, "aws_network_interface_sg_attachment", "network_interface_id", "security_group_id"),
    attached(configuration, "aws_vpc_endpoint_security_group_association", "vpc_endpoint_id", "security_group_id"),
  ];
  return Object.entries(READERS)
    .flatMap(([type, read]) =>
      configuration.all(type).flatMap((resource): Host[] => {
        const host = read(resource, configuration);
        if (host === undefined || host.subnets.length === 0) return [];
        const { key, name } = resource;
        const more = attachedGroups.flatMap((groups) => groups.get(key) ?? []);
        const securityGroups = host.securityGroups && [...new Set([...host.securityGroups, ...more])];
        const isPublic = publicKeys.has(key) || (host.isPublic ?? false);
        return [{ clientPorts: WIDEST_CLIENT_PORTS, ipv6: false, ...host, securityGroups, key, name, isPublic }];
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What resources of their own give to interfaces and endpoints, by the key of these. */
function attached(configuration: Configuration, type: string, owner: string, given: string): ReadonlyMap<string, readonly string[]> {
  const pairs = configuration
    .all(type)
    .flatMap((one) =>
      configuration
        .keys(one, one.args[owner])
        .flatMap((key) => configuration.keys(one, one.args[given]).map((value) => [key, value] as const)),
    );
  return groupedBy(
    pairs,
    ([key]) => key,
    ([, value]) => value,
  );
}

function loadBalancer(balancer: Resource, configuration: Configuration): HostArguments {
  const { args } = balancer;
  const mapped = [args.subnet_mapping ?? []].flat().map((mapping) => mapping.subnet_id);
  const securityGroups = configuration.keys(balancer, args.security_groups);
  const isNetwork = args.load_balancer_type === "network";
  const addresses = String(args.ip_address_type ?? "");
  return {
    subnets: configuration.keys(balancer, args.subnets ?? mapped),
    securityGroups: isNetwork && securityGroups.length === 0 ? undefined : securityGroups,
    isPublic: !isTrue(args.internal) && addresses !== "dualstack-without-public-ipv4",
    ipv6: addresses.startsWith("dualstack"),
    // Elastic Load Balancing API Reference, LoadBalancerAttribute: ipv6.deny_all_igw_traffic is true for internal load balancers.
    isInternal: isTrue(args.internal),
  };
}

/** What has a public address by another resource, or says so itself. */
function keysOfPublic(configuration: Configuration): ReadonlySet<string> {
  const owners: Readonly<Record<string, readonly string[]>> = {
    aws_eip: ["instance", "network_interface"],
    aws_eip_association: ["instance_id", "network_interface_id"],
  };
  const byAddress = Object.entries(owners).flatMap(([type, attributes]) =>
    configuration.all(type).flatMap((eip) => attributes.flatMap((attribute) => configuration.keys(eip, eip.args[attribute]))),
  );
  const accessible = ["aws_db_instance", "aws_rds_cluster_instance"]
    .flatMap((type) => configuration.all(type))
    .filter(({ args }) => isTrue(args.publicly_accessible))
    .flatMap((instance) => [instance.key, ...configuration.keys(instance, instance.args.cluster_identifier)]);
  return new Set([...byAddress, ...accessible]);
}

function inSubnets(subnets: string, securityGroups: string): Reader {
  return (resource, configuration) => ({
    subnets: configuration.keys(resource, resource.args[subnets]),
    securityGroups: configuration.keys(resource, resource.args[securityGroups]),
  });
}

function inSubnetGroup(type: string, subnetGroup: string, securityGroups: string): Reader {
  return (resource, configuration) => {
    const { args } = resource;
    const group = configuration.named(resource, type, args[subnetGroup]);
    return {
      // A group that isn't in the stacks stands for its subnets.
      subnets: group ? configuration.keys(group, group.args.subnet_ids) : configuration.keys(resource, args[subnetGroup]),
      securityGroups: configuration.keys(resource, args[securityGroups]),
      ipv6: args.network_type === "DUAL" || args.network_type === "dual_stack",
    };
  };
}

/** Blocks are a list or, where there is one, that one; booleans of some blocks are texts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function first(blocks: any): any {
  return [blocks].flat()[0];
}

/** Whether it gets a public address: where nothing says so, what its subnet does (EC2 User Guide, "Public IPv4 addresses"). */
function orSubnet(value: unknown): boolean | "subnet" {
  return value === undefined || value === null || value === "" ? "subnet" : isTrue(value);
}

/** Whether IPv6 addresses are asked for, whatever the subnet assigns. */
function hasIpv6({ ipv6_address_count: count, ipv6_addresses: addresses, ipv6_prefix_count: prefixes }: Arguments): boolean {
  return Number(count ?? 0) > 0 || Number(prefixes ?? 0) > 0 || [addresses ?? []].flat().length > 0;
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
