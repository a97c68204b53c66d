import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { NetworkAclAssociation } from "@cdktf/provider-aws/lib/network-acl-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Annotations, Aspects, TerraformResource } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { AppWide } from "../../src/internal/app-wide";
import { isAttributeOf } from "../../src/internal/stacks";

/** The subnets of an app, and what its network ACLs say of theirs. */
interface AppSubnets {
  readonly subnets: readonly Subnet[];
  readonly associated: readonly string[];
}

const SUBNETS = new AppWide((app): AppSubnets => {
  const resources = app.node.findAll().filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));
  const ofType = <T>(type: string): T[] => resources.filter(({ terraformResourceType }) => terraformResourceType === type) as T[];
  return {
    subnets: ofType<Subnet>("aws_subnet"),
    associated: [
      ...ofType<NetworkAcl>("aws_network_acl").flatMap(({ subnetIdsInput }) => subnetIdsInput ?? []),
      ...ofType<NetworkAclAssociation>("aws_network_acl_association").flatMap(({ subnetIdInput }) => subnetIdInput ?? []),
    ],
  };
});

/** Warns at synthesis of each subnet of the app that is left to a default network ACL without a rule: nothing gets in or out of it. */
export function warnOfDeniedSubnets(network: Construct, vpc: Vpc): void {
  const visit = (node: IConstruct): void => {
    if (node !== network) return;
    const { subnets, associated } = SUBNETS.for(network);
    const denied = subnets.filter(
      (subnet) => isAttributeOf(subnet.vpcIdInput, vpc) && !associated.some((subnetId) => isAttributeOf(subnetId, subnet)),
    );
    for (const { node: subnet } of denied) {
      Annotations.of(network).addWarning(
        `${subnet.path} is associated with no network ACL and uses the VPC's default one, which denies all traffic. Associate it with one, or set defaultNetworkAclTraffic to "allowed".`,
      );
    }
  };
  Aspects.of(network).add({ visit });
}
