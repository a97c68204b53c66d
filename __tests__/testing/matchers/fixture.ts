import { SynthesizedStack } from "../../../src/testing";
import { matchers } from "../../../src/testing/matchers/jest";
import { messageOf } from "../../support/synth";

expect.extend(matchers);

/** What a matcher says of an expectation that isn't met. */
export function said(expectation: () => void): string {
  return messageOf(expectation);
}

/** A web server that the internet reaches, and a database that it reaches. */
export function webStack(): SynthesizedStack {
  const rule = (port: number, other: object) => ({ ip_protocol: "tcp", from_port: port, to_port: port, ...other });
  return new SynthesizedStack({
    provider: { aws: [{ region: "eu-central-1", allowed_account_ids: ["111122223333"] }] },
    resource: {
      aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16", tags: { team: "trading" } } },
      aws_subnet: {
        Public: { vpc_id: "${aws_vpc.Vpc.id}", cidr_block: "10.0.0.0/24", map_public_ip_on_launch: true },
        Private: { vpc_id: "${aws_vpc.Vpc.id}", cidr_block: "10.0.1.0/24" },
      },
      aws_internet_gateway: { Gateway: { vpc_id: "${aws_vpc.Vpc.id}" } },
      aws_route_table: { Public: { vpc_id: "${aws_vpc.Vpc.id}" } },
      aws_route: {
        Internet: {
          route_table_id: "${aws_route_table.Public.id}",
          destination_cidr_block: "0.0.0.0/0",
          gateway_id: "${aws_internet_gateway.Gateway.id}",
        },
      },
      aws_route_table_association: { Public: { subnet_id: "${aws_subnet.Public.id}", route_table_id: "${aws_route_table.Public.id}" } },
      aws_security_group: { WebGroup: { vpc_id: "${aws_vpc.Vpc.id}" }, DatabaseGroup: { vpc_id: "${aws_vpc.Vpc.id}" } },
      aws_vpc_security_group_ingress_rule: {
        FromInternet: { security_group_id: "${aws_security_group.WebGroup.id}", ...rule(443, { cidr_ipv4: "0.0.0.0/0" }) },
        FromWeb: {
          security_group_id: "${aws_security_group.DatabaseGroup.id}",
          ...rule(5432, { referenced_security_group_id: "${aws_security_group.WebGroup.id}" }),
        },
      },
      aws_vpc_security_group_egress_rule: {
        ToDatabase: {
          security_group_id: "${aws_security_group.WebGroup.id}",
          ...rule(5432, { referenced_security_group_id: "${aws_security_group.DatabaseGroup.id}" }),
        },
      },
      aws_iam_role: {
        WebRole: {
          name: "web",
          assume_role_policy: policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
        },
      },
      aws_iam_role_policy: {
        Reads: {
          role: "${aws_iam_role.WebRole.id}",
          policy: policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }),
        },
      },
      aws_s3_bucket: { Orders: { bucket: "orders" } },
      aws_s3_bucket_logging: { Logging: { bucket: "${aws_s3_bucket.Orders.bucket}" } },
      aws_instance: {
        Web: {
          subnet_id: "${aws_subnet.Public.id}",
          vpc_security_group_ids: ["${aws_security_group.WebGroup.id}"],
          associate_public_ip_address: true,
          metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
        },
        Database: { subnet_id: "${aws_subnet.Private.id}", vpc_security_group_ids: ["${aws_security_group.DatabaseGroup.id}"] },
      },
    },
  });
}

function policy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
