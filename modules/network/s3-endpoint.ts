import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, PolicyStatement } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { pathFromStack } from "../../src/internal/names";
import { PolicyDocument } from "../../src/internal/policy-document";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { Validator } from "../../src/internal/validator";
import { TierSubnets } from "./tier-subnets";

/** What the policies of endpoints are made of. */
interface EndpointAccess {
  /** Accounts whose principals may use the endpoint, and whose buckets they may reach. */
  readonly trustedAccountIds: readonly string[];
  /** Buckets of others that may be read. */
  readonly readableBuckets: readonly string[];
}

/** Records what is wrong with the accounts and buckets that endpoints allow. */
export function checkEndpointAccess(validator: Validator, access: Partial<EndpointAccess>): void {
  const { trustedAccountIds, readableBuckets } = access;
  validator
    .known("trustedAccountIds", trustedAccountIds)
    .known("readableBuckets", readableBuckets)
    .check(
      "trustedAccountIds",
      trustedAccountIds,
      trustedAccountIds?.length !== 0,
      "must hold at least one account",
      "Leave the prop out for the stack's account.",
    );
  trustedAccountIds?.forEach((accountId, index) => validator.format(`trustedAccountIds[${index}]`, accountId, FORMATS.accountId));
  readableBuckets?.forEach((name, index) => checkBucketName(validator, `readableBuckets[${index}]`, name, { existing: true }));
}

/**
 * The gateway endpoint that S3 is reached through: free, and without NAT.
 *
 * Its policy allows principals of the trusted accounts the buckets of those accounts, by account rather than bucket by bucket, so that
 * the network waits for no bucket; and reading from the region's Amazon Linux 2023 repository, which instances install and update from.
 */
export function createS3Endpoint(
  scope: Construct,
  values: EndpointAccess & {
    readonly vpcId: string;
    /** All but the public ones reach S3 through it. */
    readonly tiers: readonly TierSubnets[];
    /** Whether container images are pulled, whose layers are in a bucket of ECR's. */
    readonly containerImages: boolean;
    /** In place of the default policy. */
    readonly policy?: readonly PolicyStatement[];
  },
): VpcEndpoint {
  const parent = new Construct(scope, "S3Endpoint");
  const environment = AwsEnvironment.of(parent);
  const tiers = values.tiers.filter(({ kind }) => kind !== "public");
  return new VpcEndpoint(parent, "Resource", {
    vpcId: values.vpcId,
    vpcEndpointType: "Gateway",
    serviceName: `com.amazonaws.${environment.region}.s3`,
    routeTableIds: tiers.flatMap(({ subnets }) => subnets.map(({ routeTableId }) => routeTableId)),
    policy: (values.policy ? new PolicyDocument(values.policy) : endpointPolicy(environment, values, values.containerImages)).toJson(),
    tags: { Name: pathFromStack(parent).join("/") },
  });
}

function endpointPolicy(environment: IAwsEnvironment, access: EndpointAccess, containerImages: boolean): PolicyDocument {
  const { region, partition } = environment;
  const { trustedAccountIds, readableBuckets } = access;
  const accounts = trustedAccountIds.length === 1 ? trustedAccountIds[0]! : trustedAccountIds;
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
  if (containerImages) {
    policy.add({
      sid: "ContainerImageLayers",
      principals: "*",
      actions: ["s3:GetObject"],
      resources: [objectsOf(`prod-${region}-starport-layer-bucket`)],
    });
  }
  if (readableBuckets.length > 0) {
    policy.add({
      sid: "ReadableBuckets",
      principals: "*",
      actions: ["s3:GetObject", "s3:ListBucket"],
      resources: readableBuckets.flatMap((bucket) => [`arn:${partition}:s3:::${bucket}`, objectsOf(bucket)]),
    });
  }
  return policy;
}
