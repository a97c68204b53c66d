import { Configuration, Resource } from "../configuration";
import { Ports } from "./filters";

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
  /** Whether it has a public IPv4 address. */
  readonly isPublic: boolean;
  /** Whether it has IPv6 addresses; `subnet` for what gets one where the subnet assigns it. */
  readonly ipv6: boolean | "subnet";
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
    isPublic: isTrue(instance.args.associate_public_ip_address),
    ipv6: "subnet",
  }),
  aws_autoscaling_group: (group, configuration) => {
    const mixed = first(first(group.args.mixed_instances_policy)?.launch_template);
    const template = first(group.args.launch_template) ?? first(mixed?.launch_template_specification);
    const resource = configuration.find(configuration.key(group, template?.id ?? template?.launch_template_id ?? template?.name));
    const networkInterface = first(resource?.args.network_interfaces);
    return {
      subnets: configuration.keys(group, group.args.vpc_zone_identifier),
      securityGroups: resource
        ? configuration.keys(resource, networkInterface?.security_groups ?? resource.args.vpc_security_group_ids)
        : [],
      clientPorts: INSTANCE_CLIENT_PORTS,
      isPublic: isTrue(networkInterface?.associate_public_ip_address),
      ipv6: "subnet",
    };
  },
  aws_lb: (balancer, configuration) => {
    const { args } = balancer;
    const mapped = [args.subnet_mapping ?? []].flat().map((mapping) => mapping.subnet_id);
    const securityGroups = configuration.keys(balancer, args.security_groups);
    const isNetwork = args.load_balancer_type === "network";
    return {
      subnets: configuration.keys(balancer, args.subnets ?? mapped),
      securityGroups: isNetwork && securityGroups.length === 0 ? undefined : securityGroups,
      isPublic: !isTrue(args.internal),
      ipv6: String(args.ip_address_type ?? "").startsWith("dualstack"),
    };
  },
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
    ipv6: "subnet",
  }),
  aws_vpc_endpoint: (endpoint, configuration) => {
    const { args } = endpoint;
    if (args.vpc_endpoint_type !== "Interface") return undefined;
    return {
      subnets: configuration.keys(endpoint, args.subnet_ids),
      securityGroups: configuration.keys(endpoint, args.security_group_ids),
      ipv6: String(args.ip_address_type ?? "") === "dualstack",
      serviceName: isTrue(args.private_dns_enabled) ? String(args.service_name) : undefined,
    };
  },
};

/** The hosts of stacks, in the order of their names. */
export function readHosts(configuration: Configuration): Host[] {
  const publicKeys = keysOfPublic(configuration);
  return Object.entries(READERS)
    .flatMap(([type, read]) =>
      configuration.all(type).flatMap((resource): Host[] => {
        const host = read(resource, configuration);
        if (host === undefined || host.subnets.length === 0) return [];
        const { key, name } = resource;
        return [
          { clientPorts: WIDEST_CLIENT_PORTS, ipv6: false, ...host, key, name, isPublic: host.isPublic === true || publicKeys.has(key) },
        ];
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
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

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
