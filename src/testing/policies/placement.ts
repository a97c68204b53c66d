import { Configuration, Resource } from "../configuration";
import { blocks, isExpression, isSet, referringTo, values } from "./blocks";
import { hasUnknown } from "./each";

const EVERYWHERE = ["0.0.0.0/0", "::/0"];

/**
 * In how many Availability Zones a resource's subnets are; undefined where only Terraform knows which they are. Those whose zone isn't known, since
 * they aren't in the stacks or only Terraform knows, are in zones of their own.
 */
export function zonesOf(configuration: Configuration, resource: Resource, subnets: unknown): number | undefined {
  const all = values(subnets).map((value) => ({ value, subnet: configuration.find(configuration.key(resource, value)) }));
  const isOne = (subnet: Resource | undefined): boolean =>
    subnet?.type === "aws_subnet" && !isSet(subnet.args.count ?? subnet.args.for_each);
  if (all.some(({ value, subnet }) => isExpression(value) && !isOne(subnet))) return undefined;
  const zones = all.map(({ value, subnet }) => {
    const zone: unknown = subnet?.args.availability_zone ?? subnet?.args.availability_zone_id;
    return isSet(zone) && !isExpression(zone) ? zone : (subnet?.key ?? value);
  });
  return new Set(zones).size;
}

/** The keys of the subnets whose route table leads everywhere by an internet gateway. */
export function publicSubnets(configuration: Configuration): ReadonlySet<string> {
  const isGateway = (resource: Resource, value: unknown): boolean => {
    const key = configuration.key(resource, value);
    return configuration.find(key)?.type === "aws_internet_gateway" || (key?.startsWith("igw-") ?? false);
  };
  const tables = new Set<string | undefined>([
    ...configuration
      .all("aws_route")
      .filter(({ args }) => EVERYWHERE.includes(args.destination_cidr_block ?? args.destination_ipv6_cidr_block))
      .filter((route) => isGateway(route, route.args.gateway_id))
      .map((route) => configuration.key(route, route.args.route_table_id)),
    ...[...configuration.all("aws_route_table"), ...configuration.all("aws_default_route_table")]
      .filter((table) =>
        blocks(table.args.route).some(
          (route) => EVERYWHERE.includes(route.cidr_block ?? route.ipv6_cidr_block) && isGateway(table, route.gateway_id),
        ),
      )
      .map(({ key }) => key),
  ]);
  return new Set(
    configuration
      .all("aws_route_table_association")
      .filter((association) => tables.has(configuration.key(association, association.args.route_table_id)))
      .flatMap((association) => configuration.keys(association, association.args.subnet_id)),
  );
}

/** Whether a VPC has an interface endpoint of a service such as `ecr.api`; a name that only Terraform knows may be that. */
export function hasEndpoint(configuration: Configuration, vpc: Resource, service: string): boolean {
  if (hasUnknown(configuration, "aws_vpc_endpoint", "vpc_id")) return true;
  return referringTo(configuration, "aws_vpc_endpoint", "vpc_id", vpc).some(({ args }) => {
    const name = String(args.service_name).replace(/\$\{[^}]*\}/g, "any");
    return args.vpc_endpoint_type === "Interface" && ["any", service].includes(name.replace(/^(cn\.)?com\.amazonaws\.[^.]+\./, ""));
  });
}
