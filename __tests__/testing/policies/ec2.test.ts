/** Rules for EC2 and VPC: what AWS's pages ask for. A control such as EC2.2 is one of the page "Security Hub CSPM controls for Amazon EC2". */
import { PolicyRow, everyRuleHasARow, findings, flipped, proves, row, rows } from "../../support/policy-rows";

const PRIVATELINK = "AWS PrivateLink Guide, Access an AWS service using an interface VPC endpoint";
const EPHEMERAL = "VPC User Guide, Network ACLs, Ephemeral ports";
const DESCRIPTIONS = "VPC User Guide, Security group rules";

const endpoint = (service: string) => ({
  ...{ service_name: `com.amazonaws.\${data.aws_region.R.region}.${service}`, vpc_endpoint_type: "Interface", private_dns_enabled: true },
  ...{ vpc_id: "${aws_vpc.V.id}", security_group_ids: ["${aws_security_group.E.id}"] },
});
const ENDPOINTS = ["ec2", "ecr.api", "ecr.dkr", "ssm", "ssm-contacts", "ssm-incidents"];
const VPC = {
  aws_vpc: { V: { cidr_block: "10.0.0.0/16", enable_dns_hostnames: true, enable_dns_support: true } },
  aws_default_security_group: { D: { vpc_id: "${aws_vpc.V.id}", ingress: [], egress: [] } },
  aws_flow_log: { F: { vpc_id: "${aws_vpc.V.id}", traffic_type: "REJECT" } },
  aws_vpc_endpoint: Object.fromEntries(ENDPOINTS.map((service) => [service.replace(".", "-"), endpoint(service)])),
  aws_security_group: { E: { description: "Endpoints" } },
  aws_vpc_security_group_ingress_rule: {
    I: {
      ...{ security_group_id: "${aws_security_group.E.id}", ip_protocol: "tcp", from_port: 443, to_port: 443 },
      cidr_ipv4: "10.0.0.0/16",
      description: "The VPC",
    },
  },
};
const TEMPLATE = {
  aws_launch_template: {
    T: {
      block_device_mappings: [{ device_name: "/dev/xvda", ebs: { encrypted: "true", kms_key_id: "${aws_kms_key.K.arn}" } }],
      metadata_options: { http_endpoint: "enabled", http_put_response_hop_limit: 1, http_tokens: "required" },
      network_interfaces: [{ associate_public_ip_address: "false" }],
      user_data: Buffer.from("#!/bin/sh\necho ready\n").toString("base64"),
    },
  },
};
const INSTANCE = { aws_instance: { I: { root_block_device: { encrypted: true }, metadata_options: { http_tokens: "required" } } } };
const VOLUME = { aws_ebs_volume: { V: { encrypted: true, kms_key_id: "${aws_kms_key.K.arn}" } } };
const RULE = { description: "Web", security_group_id: "${aws_security_group.G.id}", ip_protocol: "tcp", from_port: 443, to_port: 443 };
const GROUP = {
  aws_security_group: { G: { description: "Web" } },
  aws_vpc_security_group_ingress_rule: { I: { ...RULE, cidr_ipv4: "0.0.0.0/0" } },
  aws_vpc_security_group_egress_rule: { O: { ...RULE, cidr_ipv4: "10.0.0.0/8" } },
};
const WITHIN = {
  aws_security_group: {
    G: {
      description: "Web",
      ingress: [{ description: "Web", protocol: "tcp", from_port: 443, to_port: 443, ipv6_cidr_blocks: ["::/0"] }],
      egress: [{ description: "Data", protocol: "tcp", from_port: 5432, to_port: 5432, cidr_blocks: ["10.0.0.0/8"] }],
    },
  },
};
const OLDER = {
  aws_security_group_rule: {
    R: { description: "Web", type: "ingress", protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] },
  },
};
const entry = (rule: number, cidr: string, first: number, last: number) => ({
  ...{ rule_no: rule, action: "allow", protocol: "tcp", cidr_block: cidr, from_port: first, to_port: last },
});
const ACL = {
  aws_network_acl: {
    N: {
      subnet_ids: ["subnet-1"],
      ingress: [entry(100, "0.0.0.0/0", 443, 443), entry(110, "10.0.0.0/8", 22, 22), entry(120, "10.0.0.0/8", 1024, 65535)],
      egress: [entry(100, "0.0.0.0/0", 1024, 65535), entry(110, "10.0.0.0/8", 5432, 5432)],
    },
  },
};
const NAT = {
  aws_eip: { E: { domain: "vpc" } },
  aws_nat_gateway: { N: { allocation_id: "${aws_eip.E.id}", subnet_id: "subnet-1" } },
};
const KEY = "AKIAIOSFODNN7EXAMPLE";
const SCRIPT = Buffer.from(`export AWS_ACCESS_KEY_ID=${KEY}\n`).toString("base64");

// Another flow log of the VPC, of the traffic that the control doesn't ask for.
const LOGGED_TWICE = { ...VPC, aws_flow_log: { ...VPC.aws_flow_log, A: { vpc_id: "${aws_vpc.V.id}", traffic_type: "ACCEPT" } } };

const ROWS: readonly PolicyRow[] = [
  row("ec2-flow-logs", "EC2.6", LOGGED_TWICE, "aws_flow_log.F.traffic_type", "ACCEPT", 'traffic_type is "ACCEPT"'),
  ...rows(VPC, "aws_default_security_group.D", [["ec2-default-security-group", "EC2.2", "egress", [{ protocol: "-1" }], "it has a rule"]]),
  ...rows(TEMPLATE, "aws_launch_template.T", [
    ["ec2-volume-encryption", "EC2.181", "block_device_mappings.0.ebs.encrypted", "false", 'encrypted of a volume is "false"'],
    [
      "ec2-volume-key",
      "EBS User Guide, Amazon EBS encryption",
      "block_device_mappings.0.ebs.kms_key_id",
      undefined,
      "kms_key_id of a volume is not set",
    ],
    ["ec2-imdsv2", "EC2.170", "metadata_options.http_tokens", "optional", 'metadata_options.http_tokens is "optional"'],
    [
      "ec2-metadata-hop-limit",
      "EC2 User Guide, Configure the Instance Metadata Service options",
      "metadata_options.http_put_response_hop_limit",
      2,
      "metadata_options.http_put_response_hop_limit is 2",
    ],
    ["ec2-public-address", "EC2.25", "network_interfaces.0.associate_public_ip_address", "true", 'associate_public_ip_address is "true"'],
    ["ec2-one-network-interface", "EC2.17", "network_interfaces.1", {}, "it has 2 network interfaces"],
    [
      "ec2-user-data-secrets",
      "EC2 User Guide, Instance metadata and user data",
      "user_data",
      SCRIPT,
      "user_data has the id of an access key",
    ],
  ]),
  ...rows(INSTANCE, "aws_instance.I", [
    ["ec2-volume-encryption", "EC2.3", "root_block_device", {}, "encrypted of a volume is not set"],
    ["ec2-imdsv2", "EC2.8", "metadata_options", undefined, "metadata_options.http_tokens is not set"],
    ["ec2-public-address", "EC2.9", "associate_public_ip_address", true, "associate_public_ip_address is true"],
    [
      "ec2-user-data-secrets",
      "EC2 User Guide, Instance metadata and user data",
      "user_data",
      `key=${KEY}`,
      "user_data has the id of an access key",
    ],
  ]),
  ...rows(VOLUME, "aws_ebs_volume.V", [["ec2-volume-encryption", "EC2.3", "encrypted", false, "encrypted of a volume is false"]]),
  ...rows(VPC, "aws_flow_log.F", [["ec2-flow-logs", "EC2.6", "vpc_id", "vpc-2", "it has no aws_flow_log"]]),
  ...rows(ACL, "aws_network_acl.N", [
    ["ec2-unused-network-acl", "EC2.16", "subnet_ids", undefined, "it has no subnet"],
    ["ec2-network-acl-admin-ports", "EC2.21", "ingress.1.cidr_block", "0.0.0.0/0", "tcp 22 is allowed from 0.0.0.0/0"],
    [
      "ec2-network-acl-return-ports",
      EPHEMERAL,
      "egress.0.from_port",
      32768,
      "tcp 443 is allowed from 0.0.0.0/0, and tcp 1024 to 65535 isn't to there",
    ],
    [
      "ec2-network-acl-return-ports",
      EPHEMERAL,
      "ingress.2.cidr_block",
      "192.168.0.0/16",
      "tcp 5432 is allowed to 10.0.0.0/8, and tcp 1024 to 65535 isn't from there",
    ],
  ]),
  ...rows(GROUP, "aws_vpc_security_group_ingress_rule.I", [
    ["ec2-unrestricted-ingress", "EC2.18", "to_port", 444, "tcp 443 to 444 is allowed from 0.0.0.0/0"],
    ["ec2-high-risk-ports", "EC2.19", "from_port", 22, "tcp 22 to 443 is allowed from 0.0.0.0/0"],
  ]),
  ...rows(OLDER, "aws_security_group_rule.R", [
    ["ec2-unrestricted-ingress", "EC2.18", "protocol", "udp", "udp 443 is allowed from 0.0.0.0/0"],
  ]),
  ...rows(WITHIN, "aws_security_group.G", [
    ["ec2-high-risk-ports", "EC2.19", "ingress.0.protocol", "-1", "all traffic is allowed from ::/0"],
    ["ec2-high-risk-ports", "EC2.19", "ingress.0.protocol", undefined, "all traffic is allowed from ::/0"],
    [
      "ec2-unrestricted-egress",
      "VPC User Guide, Security group rules",
      "egress.0.ipv6_cidr_blocks",
      ["::/0"],
      "tcp 5432 is allowed to ::/0",
    ],
  ]),
  ...rows(GROUP, "aws_vpc_security_group_egress_rule.O", [
    ["ec2-unrestricted-egress", "VPC User Guide, Security group rules", "cidr_ipv4", "0.0.0.0/0", "tcp 443 is allowed to 0.0.0.0/0"],
    ["ec2-descriptions", DESCRIPTIONS, "description", undefined, "the description of tcp 443 is not set"],
  ]),
  ...rows(VPC, "aws_vpc_endpoint.ssm", [
    [
      "ec2-systems-manager-endpoint",
      "EC2.57",
      "service_name",
      "com.amazonaws.eu-central-1.sqs",
      "it has no interface endpoint of Systems Manager (ssm)",
    ],
    ["ec2-endpoint-private-dns", `${PRIVATELINK}, Private DNS`, "private_dns_enabled", undefined, "private_dns_enabled is not set"],
  ]),
  ...rows(VPC, "aws_vpc_endpoint.ec2", [
    [
      "ec2-api-endpoint",
      "EC2.10",
      "service_name",
      "com.amazonaws.eu-central-1.ec2messages",
      "it has no interface endpoint of Amazon EC2 (ec2)",
    ],
  ]),
  ...rows(VPC, "aws_vpc.V", [
    ["ec2-vpc-dns", "VPC User Guide, DNS attributes for your VPC", "enable_dns_hostnames", undefined, "enable_dns_hostnames is not set"],
    ["ec2-vpc-dns", "VPC User Guide, DNS attributes for your VPC", "enable_dns_support", false, "enable_dns_support is false"],
  ]),
  row(
    "ec2-zone-names",
    "Terraform Registry, AWS Provider, aws_availability_zones",
    { aws_subnet: { S: { availability_zone: "eu-central-1a" } } },
    "aws_subnet.S.availability_zone",
    "${data.aws_availability_zones.Z.names[0]}",
    'availability_zone is "${data.aws_availability_zones.Z.names[0]}"',
  ),
  ...rows(NAT, "aws_nat_gateway.N", [
    ["ec2-keyed-by-zone", "Terraform, The count meta-argument", "count", 3, "count is 3"],
    ["ec2-unused-address", "EC2 User Guide, Elastic IP addresses", "allocation_id", "eipalloc-1", "nothing of the stacks uses it"],
  ]),
  ...rows(GROUP, "aws_security_group.G", [
    ["ec2-descriptions", DESCRIPTIONS, "description", "Managed by Terraform", 'description is "Managed by Terraform"'],
  ]),
  row("ec2-default-security-group", "EC2.2", VPC, "aws_default_security_group", {}, "it has no aws_default_security_group"),
  row(
    "ec2-subnet-public-addresses",
    "EC2.15",
    { aws_subnet: { S: {} } },
    "aws_subnet.S.map_public_ip_on_launch",
    true,
    "map_public_ip_on_launch is true",
  ),
  row("ec2-registry-endpoints", "EC2.55", VPC, "aws_vpc_endpoint.ecr-api", undefined, "it has no interface endpoint of ecr.api"),
  row("ec2-registry-endpoints", "EC2.56", VPC, "aws_vpc_endpoint.ecr-dkr", undefined, "it has no interface endpoint of ecr.dkr"),
  row("ec2-incident-endpoints", "EC2.58", VPC, "aws_vpc_endpoint.ssm-contacts", undefined, "it has no interface endpoint of ssm-contacts"),
  row(
    "ec2-incident-endpoints",
    "EC2.60",
    VPC,
    "aws_vpc_endpoint.ssm-incidents",
    undefined,
    "it has no interface endpoint of ssm-incidents",
  ),
  row(
    "ec2-block-public-access",
    "EC2.172",
    { aws_vpc_block_public_access_options: { B: { internet_gateway_block_mode: "block-ingress" } } },
    "aws_vpc_block_public_access_options.B.internet_gateway_block_mode",
    "off",
    'internet_gateway_block_mode is "off"',
  ),
  row(
    "ec2-source-destination-check",
    "EC2.180",
    { aws_network_interface: { N: {} } },
    "aws_network_interface.N.source_dest_check",
    false,
    "source_dest_check is false",
  ),
  row(
    "ec2-endpoint-https",
    `${PRIVATELINK}, Security groups`,
    { ...VPC, aws_vpc_endpoint: { S: endpoint("sqs") } },
    "aws_vpc_security_group_ingress_rule.I.to_port",
    442,
    "E lets no HTTPS in",
  ),
  row("ec2-default-vpc", "VPC User Guide, Default VPCs", VPC, "aws_default_vpc.D", {}, "it is the default VPC"),
];
proves(ROWS);
everyRuleHasARow("ec2", ROWS);

test.each([
  [
    "a web server's ports are open to everybody",
    GROUP,
    "aws_vpc_security_group_ingress_rule.I",
    { ...RULE, from_port: 80, to_port: 80, cidr_ipv6: "::/0" },
  ],
  ["ports that only Terraform knows may be a web server's", GROUP, "aws_vpc_security_group_ingress_rule.I.from_port", "${var.port}"],
  ["a network ACL's rules of a range that only Terraform knows pass", ACL, "aws_network_acl.N.egress.0.cidr_block", "${var.range}"],
  ["answers leave by a rule of all traffic", ACL, "aws_network_acl.N.egress.0", { ...entry(100, "0.0.0.0/0", 0, 0), protocol: "-1" }],
  ["a group that isn't in the stacks may let HTTPS in", VPC, "aws_vpc_endpoint.ssm.security_group_ids", ["sg-1"]],
  [
    "an instance without the metadata service gives credentials to nobody",
    INSTANCE,
    "aws_instance.I.metadata_options",
    { http_endpoint: "disabled" },
  ],
  ["flow logs of VPCs that are made by count may be this one's", VPC, "aws_flow_log.F.vpc_id", "${aws_vpc.V[0].id}"],
  ["one or none by count is no list", NAT, "aws_eip.E.count", "${var.nat ? 1 : 0}"],
  ["what a file of user data says only Terraform knows", TEMPLATE, "aws_launch_template.T.user_data", "${base64encode(local.script)}"],
])("%s", (_, passes, path, value) => {
  const before = findings(passes);
  expect(findings(flipped(passes, [path, value])).filter((found) => !before.includes(found))).toEqual([]);
});
