import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ApplicationLoadBalancer, AutoScalingService, Bucket, EncryptionKey, Network, planCapacity } from "../../src";

/**
 * A service behind a load balancer that others own: one rule of its listener, a target group, and instances in the VPC that is there.
 *
 * Use it where a platform team has the load balancer and each team its services. The rule's priority and paths must be free; what is in the stack of the load balancer stays as
 * it is, but for a rule of its security group towards the instances.
 */
export class ServiceBehindExistingLoadBalancer extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });

    const network = Network.fromAttributes(this, "Network", {
      vpcId: "vpc-0a1b2c3d4e5f60718",
      cidrBlock: "10.0.0.0/16",
      tiers: {
        private: {
          kind: "private",
          subnetIds: { "eu-central-1a": "subnet-0aaaaaaaaaaaaaaaa", "eu-central-1b": "subnet-0bbbbbbbbbbbbbbbb" },
        },
      },
      s3PrefixListId: "pl-6ea54007",
      endpointSecurityGroupId: "sg-0eeeeeeeeeeeeeeee",
      endpointServices: ["ssm", "ssmmessages", "logs", "monitoring", "autoscaling"],
    });
    const loadBalancer = ApplicationLoadBalancer.fromAttributes(this, "LoadBalancer", {
      listenerArn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2",
      securityGroupId: "sg-0123456789abcdef0",
    });
    const releases = Bucket.fromAttributes(this, "Releases", { bucketName: "releases-111122223333" });

    new AutoScalingService(this, "Quotes", {
      network,
      loadBalancer,
      encryptionKey: new EncryptionKey(this, "Key"),
      route: { priority: 120, paths: ["/quotes/*"] },
      capacity: planCapacity({ requestsPerSecond: 200, requestsPerSecondPerInstance: 100 }, network),
      release: { bucket: releases, key: "quotes/2026-11-26/quotes.py" },
    });
  }
}
