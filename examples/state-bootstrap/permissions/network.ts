import { PolicyConditions, PolicyStatement } from "../../../src";
import { DeployedStack, adopted, created, owned, regional, untagged } from "./deployed-stack";

/** Operation → the type of what it creates, as ARNs have it. */
const CREATES: Readonly<Record<string, string>> = {
  AllocateAddress: "elastic-ip",
  AuthorizeSecurityGroupEgress: "security-group-rule",
  AuthorizeSecurityGroupIngress: "security-group-rule",
  CreateFlowLogs: "vpc-flow-log",
  CreateInternetGateway: "internet-gateway",
  CreateNatGateway: "natgateway",
  CreateRouteTable: "route-table",
  CreateSecurityGroup: "security-group",
  CreateSubnet: "subnet",
  CreateVpc: "vpc",
  CreateVpcEndpoint: "vpc-endpoint",
};

/** What else is done with a network that is there. */
const CHANGES = [
  "AssociateRouteTable",
  "AttachInternetGateway",
  "CreateNetworkAclEntry",
  "CreateRoute",
  "DeleteFlowLogs",
  "DeleteInternetGateway",
  "DeleteNatGateway",
  "DeleteNetworkAclEntry",
  "DeleteRoute",
  "DeleteRouteTable",
  "DeleteSecurityGroup",
  "DeleteSubnet",
  "DeleteTags",
  "DeleteVpc",
  "DeleteVpcEndpoints",
  "DetachInternetGateway",
  "DisassociateAddress",
  "DisassociateRouteTable",
  "ModifySecurityGroupRules",
  "ModifySubnetAttribute",
  "ModifyVpcAttribute",
  "ModifyVpcEndpoint",
  "ReleaseAddress",
  "ReplaceRoute",
  "ReplaceRouteTableAssociation",
  "RevokeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
];

/** The VPC, security groups and flow logs. EC2 makes up the ids: only tags tell the stack's own from others. */
export function networkStatements(stack: DeployedStack): PolicyStatement[] {
  const ec2 = (type: string): string => regional(stack, "ec2", type);
  const creating = actions(Object.keys(CREATES));
  return [
    {
      sid: "NetworkCreate",
      actions: creating,
      resources: [...new Set(Object.values(CREATES))].map((type) => ec2(`${type}/*`)),
      conditions: created(stack),
    },
    {
      sid: "NetworkChange",
      actions: [...creating, ...actions(CHANGES), "ec2:CreateTags"],
      resources: [ec2("*")],
      conditions: owned(stack),
    },
    {
      sid: "NetworkTagsAtCreation",
      actions: ["ec2:CreateTags"],
      resources: [ec2("*")],
      conditions: {
        StringEquals: { ...created(stack).StringEquals, "ec2:CreateAction": [...Object.keys(CREATES), "CreateLaunchTemplate"] },
      },
    },
    // What comes with a VPC has no tags yet when the stack takes it over. The provider replaces the rules of the network ACL before it tags it.
    {
      sid: "NetworkDefaults",
      actions: ["ec2:CreateTags"],
      resources: ["network-acl/*", "route-table/*", "security-group/*"].map(ec2),
      conditions: { ...adopted(stack), ...inOwnVpc(stack) },
    },
    {
      sid: "NetworkDefaultAcl",
      actions: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAclEntry"],
      resources: [ec2("network-acl/*")],
      conditions: { ...untagged(stack), ...inOwnVpc(stack) },
    },
    // The network interface is that of the NAT gateway, the prefix lists are CloudFront's and S3's.
    { sid: "NetworkAddresses", actions: ["ec2:DisassociateAddress"], resources: [ec2("network-interface/*")] },
    { sid: "NetworkPrefixLists", actions: ["ec2:ModifySecurityGroupRules"], resources: [ec2("prefix-list/*")] },
    // The private names of an interface endpoint are in a zone that AWS makes for it (Service Authorization Reference, CreateVpcEndpoint).
    {
      sid: "NetworkEndpointNames",
      actions: ["route53:AssociateVPCWithHostedZone"],
      resources: [`arn:${stack.partition}:route53:::hostedzone/*`],
    },
  ];
}

/** Until the VPC is there, nobody knows its id, and of its tags IAM knows nothing where its parts are changed. */
function inOwnVpc(stack: DeployedStack): PolicyConditions {
  return stack.vpcId === undefined ? {} : { ArnEquals: { "ec2:Vpc": regional(stack, "ec2", `vpc/${stack.vpcId}`) } };
}

function actions(operations: readonly string[]): string[] {
  return operations.map((operation) => `ec2:${operation}`);
}
