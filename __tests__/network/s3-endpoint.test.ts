import { NetworkProps } from "../../modules/network";
import { statements, synth } from "../support/synth";
import { make, reference, synthesized } from "./fixture";

const endpoint = (props: Partial<NetworkProps> = {}) => synthesized(props).resource("aws_vpc_endpoint", "Network_S3Endpoint");
const statement = (sid: string, props: Partial<NetworkProps>) => statements(endpoint(props).policy).find(({ Sid }) => Sid === sid);

describe("the S3 endpoint", () => {
  test("is a gateway endpoint of the region's S3", () => {
    expect(endpoint()).toMatchObject({ vpc_endpoint_type: "Gateway", service_name: "com.amazonaws.eu-central-1.s3" });
  });

  test("is in the route tables of the private and isolated tiers", () => {
    const { network, stack } = make();
    const tables = ["private", "isolated"]
      .flatMap((tier) => network.subnets(tier))
      .map(({ routeTableId }) => reference(stack, routeTableId));
    expect(tables).toHaveLength(6);
    expect(synth(stack).resource("aws_vpc_endpoint").route_table_ids).toEqual(tables);
  });

  test("allows the account's principals its own buckets, and anybody the packages of Amazon Linux 2023", () => {
    expect(statements(endpoint().policy)).toEqual([
      {
        // Amazon Linux 2023 User Guide, "Deterministic upgrades": the bucket of each region.
        Sid: "AmazonLinuxRepository",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::al2023-repos-eu-central-1-de612dc2/*",
      },
      {
        Sid: "TrustedAccounts",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333", "aws:ResourceAccount": "111122223333" } },
      },
    ]);
  });

  test("allows the accounts that are named", () => {
    const trustedAccountIds = ["111122223333", "444455556666"];
    expect(statement("TrustedAccounts", { trustedAccountIds })!.Condition).toEqual({
      StringEquals: { "aws:PrincipalAccount": trustedAccountIds, "aws:ResourceAccount": trustedAccountIds },
    });
  });

  test("allows reading the buckets of others that are named", () => {
    expect(statement("ReadableBuckets", { readableBuckets: ["aws-ssm-eu-central-1"] })).toEqual({
      Sid: "ReadableBuckets",
      Effect: "Allow",
      Principal: "*",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: ["arn:aws:s3:::aws-ssm-eu-central-1", "arn:aws:s3:::aws-ssm-eu-central-1/*"],
    });
  });

  // S3 User Guide, "Namespaces for general purpose buckets": names of an account's regional namespace end with -an.
  test("allows reading buckets of another account's regional namespace", () => {
    const bucket = "packages-444455556666-eu-central-1-an";
    expect(statement("ReadableBuckets", { readableBuckets: [bucket] })!.Resource).toContain(`arn:aws:s3:::${bucket}/*`);
  });

  // Amazon ECR User Guide, "Minimum Amazon S3 bucket permissions for Amazon ECR".
  test.each(["containerImages", "ecr.dkr"] as const)("allows reading the layers of container images with %s", (service) => {
    expect(statement("ContainerImageLayers", { interfaceEndpoints: [service] })).toEqual({
      Sid: "ContainerImageLayers",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
    });
  });

  test("is reachable as a resource, with the prefix list of S3's addresses", () => {
    const { network, stack } = make();
    expect(reference(stack, network.s3Endpoint.prefixListId)).toBe(
      `\${aws_vpc_endpoint.${network.s3Endpoint.friendlyUniqueId}.prefix_list_id}`,
    );
  });
});
