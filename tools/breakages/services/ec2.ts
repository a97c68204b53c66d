import { Breakage, because, wrong } from "../breakage";

export const EC2: readonly Breakage[] = [
  wrong(
    "subnet-outside-of-vpc",
    "A subnet lies outside of its VPC.",
    ["aws_subnet", "Network_private_eu-central-1a"],
    /InvalidSubnet\.Range: The CIDR '10\.99\.0\.0\/20' is invalid/,
    (r) => {
      r.cidr_block = "10.99.0.0/20";
    },
  ),
  wrong(
    "subnet-of-another-region",
    "A subnet is in an AZ of another region.",
    ["aws_subnet", "Network_public_eu-central-1a"],
    /InvalidParameterValue: Value \(eu-west-1a\) for parameter availabilityZone is invalid/,
    (r) => {
      r.availability_zone = "eu-west-1a";
    },
  ),
  wrong(
    "vpc-too-small",
    "The VPC's range is smaller than EC2 makes any.",
    ["aws_vpc", "Network"],
    /expected "cidr_block" to contain a network Value with between 16 and 28 significant bits/,
    (r) => {
      r.cidr_block = "10.30.0.0/29";
    },
  ),
  wrong(
    "endpoint-of-no-service",
    "An endpoint is for a service that there isn't.",
    ["aws_vpc_endpoint", "Network_InterfaceEndpoints_kms"],
    /InvalidServiceName: The Vpc Endpoint Service 'com\.amazonaws\.eu-central-1\.kmss' does not exist/,
    (r) => {
      r.service_name = "com.amazonaws.eu-central-1.kmss";
    },
  ),
  because(
    "private-dns-without-host-names",
    "An endpoint has private DNS in a VPC without DNS host names.",
    ["aws_vpc_endpoint", "Network_InterfaceEndpoints_kms"],
    /InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames/,
    (stack) => {
      stack.resource("aws_vpc", "Network").enable_dns_hostnames = false;
    },
  ),
  because(
    "prefix-list-twice",
    "A security group takes CloudFront's list on two ports, which together are more rules than it holds.",
    ["aws_vpc_security_group_ingress_rule", "Second"],
    /RulesPerSecurityGroupLimitExceeded/,
    (stack) => {
      const first = stack.resource("aws_vpc_security_group_ingress_rule", "LoadBalancer_SecurityGroup_IngressFrom-CloudFront-tcp-443");
      const address = stack.address("aws_vpc_security_group_ingress_rule", "LoadBalancer_SecurityGroup_IngressFrom-CloudFront-tcp-443");
      const second = { ...first, from_port: 80, to_port: 80, depends_on: [address] };
      stack.json.resource.aws_vpc_security_group_ingress_rule.Second_00000000 = second;
    },
  ),
  wrong(
    "unknown-prefix-list",
    "A rule names a prefix list that doesn't exist.",
    ["aws_vpc_security_group_ingress_rule", "LoadBalancer_SecurityGroup_IngressFrom-CloudFront-tcp-443"],
    /InvalidPrefixListID\.NotFound/i,
    (r) => {
      r.prefix_list_id = "pl-0123456789abcdef0";
    },
  ),
  wrong(
    "flow-log-interval",
    "Flow logs are aggregated over five minutes, which EC2 doesn't do.",
    ["aws_flow_log", "Network_FlowLogs"],
    /expected max_aggregation_interval to be one of \[60 600\]/,
    (r) => {
      r.max_aggregation_interval = 300;
    },
  ),
];
