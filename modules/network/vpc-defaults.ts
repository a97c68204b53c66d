import { DefaultNetworkAcl, DefaultNetworkAclIngress } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import { warnOfDeniedSubnets } from "./denied-subnets";

/** What EC2 creates with a VPC, for whatever names nothing else. */
interface VpcDefaults {
  readonly defaultSecurityGroup: DefaultSecurityGroup;
  readonly defaultRouteTable: DefaultRouteTable;
  readonly defaultNetworkAcl: DefaultNetworkAcl;
}

/**
 * The rules that EC2 creates a default network ACL with (VPC User Guide, "Default network ACL for a VPC"). That of IPv6 is there without IPv6 as well: EC2 adds
 * it by itself when a VPC gets an IPv6 range and its default network ACL is unchanged, and a rule of that number may be there once.
 */
const EVERYTHING: readonly DefaultNetworkAclIngress[] = [
  { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" },
  { ruleNo: 101, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlock: "::/0" },
];

/** The values of `DefaultNetworkAclTraffic`. */
export const DEFAULT_NETWORK_ACL_TRAFFIC = ["allowed", "denied"] as const;
/** `allowed`: everything, by the rules that AWS creates the default network ACL with; `denied`: nothing, as it has no rule. */
export type DefaultNetworkAclTraffic = "allowed" | "denied";

/** Records a default network ACL that would cut off the subnets that use it. */
export function checkDefaultNetworkAcl(
  validator: Validator,
  props: { readonly networkAcls?: boolean; readonly defaultNetworkAclTraffic?: DefaultNetworkAclTraffic },
): void {
  const { networkAcls, defaultNetworkAclTraffic: traffic } = props;
  validator
    .known("defaultNetworkAclTraffic", traffic)
    .check(
      "defaultNetworkAclTraffic",
      traffic,
      traffic !== "denied" || networkAcls === true,
      "must be allowed without networkAcls: the network's subnets use the default network ACL",
      'Set it to "allowed" and deploy with networkAcls, then leave networkAcls out.',
    );
}

/**
 * The VPC's default security group, main route table and default network ACL, adopted, so that what is changed by hand shows in the next plan.
 *
 * The security group has no rule and the route table no route but the local ones: nothing of the network uses them. Subnets without a network ACL of their own use the default
 * one. It keeps AWS's rules unless it is asked to deny: network ACLs that come or go then cut nothing off, in whatever order.
 */
export function createVpcDefaults(
  scope: Construct,
  values: {
    readonly vpc: Vpc;
    readonly defaultNetworkAclTraffic: DefaultNetworkAclTraffic;
    /** The tiers' network ACLs. */
    readonly networkAcls: Readonly<Record<string, ITerraformDependable>>;
  },
): VpcDefaults {
  const { vpc } = values;
  const denied = values.defaultNetworkAclTraffic === "denied";
  const tags = (use: string): { readonly Name: string } => ({ Name: `${pathFromStack(scope).join("/")}/${use}` });
  const defaultSecurityGroup = new DefaultSecurityGroup(scope, "DefaultSecurityGroup", { vpcId: vpc.id, tags: tags("unused") });
  // Written out, so that a rule added by hand shows in the next plan; the bindings leave empty lists out.
  defaultSecurityGroup.addOverride("ingress", []);
  defaultSecurityGroup.addOverride("egress", []);

  const defaultRouteTable = new DefaultRouteTable(scope, "DefaultRouteTable", {
    defaultRouteTableId: vpc.defaultRouteTableId,
    tags: tags("unused"),
  });
  // The provider ignores routes that it isn't told of.
  defaultRouteTable.addOverride("route", []);

  const rules = denied ? [] : [...EVERYTHING];
  const defaultNetworkAcl = new DefaultNetworkAcl(scope, "DefaultNetworkAcl", {
    defaultNetworkAclId: vpc.defaultNetworkAclId,
    ingress: rules,
    egress: rules,
    tags: tags("default"),
    // Subnets leave it before its rules are deleted.
    dependsOn: denied ? Object.values(values.networkAcls) : [],
    // A subnet leaves it by an association with another one alone: a list of those that are in it would be a difference that no apply removes.
    lifecycle: { ignoreChanges: ["subnet_ids"] },
  });
  if (denied) warnOfDeniedSubnets(scope, vpc);
  return { defaultSecurityGroup, defaultRouteTable, defaultNetworkAcl };
}
