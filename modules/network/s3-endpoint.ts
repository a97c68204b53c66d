import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { AwsEnvironment } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";
import { PolicyDocument } from "../../src/internal/policy-document";

export interface S3EndpointProps {
  readonly vpcId: string;
  readonly routeTableIds: readonly string[];
  /** Accounts whose principals may use the endpoint, and whose buckets they may reach. */
  readonly trustedAccountIds: readonly string[];
  /** Buckets of others that may be read. */
  readonly readableBuckets: readonly string[];
  /** Whether container images are pulled, whose layers are in a bucket of ECR's. */
  readonly containerImages: boolean;
}

/**
 * The gateway endpoint that S3 is reached through: free, and without NAT.
 *
 * Its policy admits the buckets of the trusted accounts to principals of those accounts, by account rather than bucket by
 * bucket, so that the network waits for no bucket; and reading from the region's Amazon Linux 2023 repository, which
 * instances install and update from.
 */
export class S3Endpoint extends Construct {
  public readonly resource: VpcEndpoint;
  /** The managed prefix list with S3's addresses in the region, for security groups. */
  public readonly prefixListId: string;

  constructor(scope: Construct, id: string, props: S3EndpointProps) {
    super(scope, id);
    this.resource = new VpcEndpoint(this, "Resource", {
      vpcId: props.vpcId,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${AwsEnvironment.of(this).region}.s3`,
      routeTableIds: [...props.routeTableIds],
      policy: this.policy(props).toJson(),
      tags: { Name: pathFromStack(this).join("/") },
    });
    this.prefixListId = this.resource.prefixListId;
  }

  private policy(props: S3EndpointProps): PolicyDocument {
    const { region, partition } = AwsEnvironment.of(this);
    const accounts = props.trustedAccountIds.length === 1 ? props.trustedAccountIds[0]! : props.trustedAccountIds;
    const objectsOf = (bucket: string): string => `arn:${partition}:s3:::${bucket}/*`;
    const policy = new PolicyDocument([
      {
        sid: "TrustedAccounts",
        principals: "*",
        actions: ["s3:*"],
        resources: ["*"],
        conditions: { StringEquals: { "aws:PrincipalAccount": accounts, "aws:ResourceAccount": accounts } },
      },
      {
        // dnf sends no credentials: no condition on who asks (Amazon Linux 2023 User Guide, "Deterministic upgrades").
        sid: "AmazonLinuxRepository",
        principals: "*",
        actions: ["s3:GetObject"],
        resources: [objectsOf(`al2023-repos-${region}-de612dc2`)],
      },
    ]);
    if (props.containerImages) {
      policy.add({
        sid: "ContainerImageLayers",
        principals: "*",
        actions: ["s3:GetObject"],
        resources: [objectsOf(`prod-${region}-starport-layer-bucket`)],
      });
    }
    if (props.readableBuckets.length > 0) {
      policy.add({
        sid: "ReadableBuckets",
        principals: "*",
        actions: ["s3:GetObject", "s3:ListBucket"],
        resources: props.readableBuckets.flatMap((bucket) => [`arn:${partition}:s3:::${bucket}`, objectsOf(bucket)]),
      });
    }
    return policy;
  }
}
