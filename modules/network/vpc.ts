import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { pathFromStack } from "../../src/internal/names";

/** A VPC with what is attached to it. */
interface VpcParts {
  readonly vpc: Vpc;
  readonly internetGateway: InternetGateway;
  /** Undefined without IPv6. */
  readonly egressOnlyInternetGateway?: EgressOnlyInternetGateway;
  readonly defaultSecurityGroup: DefaultSecurityGroup;
}

/** The VPC, its gateways to the internet, and its default security group without a rule. */
export function createVpc(scope: Construct, values: { readonly cidrBlock: string; readonly ipv6: boolean }): VpcParts {
  const name = pathFromStack(scope).join("/");
  const tags = { Name: name };
  const vpc = new Vpc(scope, "Resource", {
    cidrBlock: values.cidrBlock,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    assignGeneratedIpv6CidrBlock: values.ipv6 || undefined,
    tags,
  });
  return {
    vpc,
    internetGateway: new InternetGateway(scope, "InternetGateway", { vpcId: vpc.id, tags }),
    egressOnlyInternetGateway: values.ipv6
      ? new EgressOnlyInternetGateway(scope, "EgressOnlyInternetGateway", { vpcId: vpc.id, tags })
      : undefined,
    defaultSecurityGroup: createDefaultSecurityGroup(scope, vpc.id, `${name}/unused`),
  };
}

/** What names no security group gets this one, which allows nothing. */
function createDefaultSecurityGroup(scope: Construct, vpcId: string, name: string): DefaultSecurityGroup {
  const group = new DefaultSecurityGroup(scope, "DefaultSecurityGroup", { vpcId, tags: { Name: name } });
  // Written out, so that a rule added by hand shows in the next plan; the bindings leave empty lists out.
  group.addOverride("ingress", []);
  group.addOverride("egress", []);
  return group;
}
