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
}

/** The VPC and its gateways to the internet. */
export function createVpc(scope: Construct, values: { readonly cidrBlock: string; readonly ipv6: boolean }): VpcParts {
  const tags = { Name: pathFromStack(scope).join("/") };
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
  };
}
