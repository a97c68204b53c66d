import { SynthesizedStack } from "../../../src/testing";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

/** A VPC with a public and a private subnet, a web server in the one, a database in the other: the VPC User Guide's "VPC with servers in private subnets", smaller. */
export function network(): Json {
  return {
    aws_vpc: { Main: { cidr_block: "10.0.0.0/16" } },
    aws_internet_gateway: { Gateway: { vpc_id: "${aws_vpc.Main.id}" } },
    aws_subnet: {
      Public: { vpc_id: "${aws_vpc.Main.id}", cidr_block: "10.0.0.0/24", availability_zone: "eu-central-1a" },
      Private: { vpc_id: "${aws_vpc.Main.id}", cidr_block: "10.0.1.0/24", availability_zone: "eu-central-1a" },
    },
    aws_route_table: { Public: { vpc_id: "${aws_vpc.Main.id}" }, Private: { vpc_id: "${aws_vpc.Main.id}" } },
    aws_route: {
      Public: {
        route_table_id: "${aws_route_table.Public.id}",
        destination_cidr_block: "0.0.0.0/0",
        gateway_id: "${aws_internet_gateway.Gateway.id}",
      },
    },
    aws_route_table_association: {
      Public: { subnet_id: "${aws_subnet.Public.id}", route_table_id: "${aws_route_table.Public.id}" },
      Private: { subnet_id: "${aws_subnet.Private.id}", route_table_id: "${aws_route_table.Private.id}" },
    },
    aws_security_group: { WebGroup: { vpc_id: "${aws_vpc.Main.id}" }, DatabaseGroup: { vpc_id: "${aws_vpc.Main.id}" } },
    aws_vpc_security_group_ingress_rule: {
      Https: {
        security_group_id: "${aws_security_group.WebGroup.id}",
        cidr_ipv4: "0.0.0.0/0",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
      },
    },
    aws_instance: {
      Web: {
        subnet_id: "${aws_subnet.Public.id}",
        associate_public_ip_address: true,
        vpc_security_group_ids: ["${aws_security_group.WebGroup.id}"],
      },
    },
    aws_db_subnet_group: { Database: { name: "database", subnet_ids: ["${aws_subnet.Private.id}"] } },
    aws_rds_cluster: {
      Database: { db_subnet_group_name: "database", vpc_security_group_ids: ["${aws_security_group.DatabaseGroup.id}"] },
    },
  };
}

/** The rules by which the web server reaches the database. */
export function toDatabase(port: number, toPort = port): Json {
  const ports = { ip_protocol: "tcp", from_port: port, to_port: toPort };
  return {
    aws_vpc_security_group_egress_rule: {
      ToDatabase: {
        security_group_id: "${aws_security_group.WebGroup.id}",
        referenced_security_group_id: "${aws_security_group.DatabaseGroup.id}",
        ...ports,
      },
    },
    aws_vpc_security_group_ingress_rule: {
      FromWeb: {
        security_group_id: "${aws_security_group.DatabaseGroup.id}",
        referenced_security_group_id: "${aws_security_group.WebGroup.id}",
        ...ports,
      },
    },
  };
}

/** Resources of several sections in one stack; what stands later wins, and undefined takes away. */
export function stack(...sections: readonly Json[]): SynthesizedStack {
  const resource: Json = {};
  for (const section of sections) {
    for (const [type, byId] of Object.entries(section)) {
      resource[type] = { ...resource[type], ...byId };
      for (const [id, args] of Object.entries(resource[type] as Json)) if (args === undefined) delete resource[type][id];
      if (Object.keys(resource[type] as Json).length === 0) delete resource[type];
    }
  }
  return new SynthesizedStack({ provider: { aws: [{ region: "eu-central-1", allowed_account_ids: ["111122223333"] }] }, resource });
}
