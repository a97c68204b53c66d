/** What Terraform's S3 backend asks for. */
import { ACCOUNT_ADMINISTRATION, REGION, accesses, allow, encryption, may, policy, role, withVerdict } from "./fixture";

describe("Terraform's S3 backend", () => {
  const STATE = "prod/terraform.tfstate";
  const backend = { bucket: "states", key: STATE, encrypt: true, kms_key_id: "alias/states", use_lockfile: true, region: REGION };
  const terraform = { backend: { s3: backend } };
  const LOCK = may(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], `arn:aws:s3:::states/${STATE}.tflock`);
  const STATE_ACCESS = [may("s3:ListBucket", "arn:aws:s3:::states"), may(["kms:Decrypt", "kms:GenerateDataKey"], "${aws_kms_key.key.arn}")];
  const DEPLOYS = [may(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::states/${STATE}`), ...STATE_ACCESS];

  const asks = (statements: readonly object[], bucketPolicy: readonly object[] = []) =>
    accesses(
      "terraform-state",
      {
        aws_iam_role: { deploy: role("deploy", "ec2", []) },
        aws_iam_role_policy: { deploy: { role: "${aws_iam_role.deploy.id}", policy: policy(...statements) } },
        aws_kms_key: { key: { policy: policy(ACCOUNT_ADMINISTRATION) } },
        aws_s3_bucket: { states: { bucket: "states" } },
        aws_s3_bucket_policy: { states: { bucket: "${aws_s3_bucket.states.id}", policy: policy(...bucketPolicy) } },
        aws_s3_bucket_server_side_encryption_configuration: { states: encryption("states") },
      },
      terraform,
    );
  const seen = (all: readonly { action: string; resourcePath?: string }[]) =>
    all.map(({ action, resourcePath = "" }) => `${action} ${resourcePath}`.trim());

  test("a role that deploys reads, writes and locks the state", () => {
    const all = asks([...DEPLOYS, LOCK]);
    expect(seen(all)).toEqual([
      "s3:ListBucket",
      "s3:ListBucket",
      `s3:GetObject /${STATE}`,
      "kms:Decrypt",
      `s3:PutObject /${STATE}`,
      `s3:PutObject /${STATE}.tflock`,
      `s3:GetObject /${STATE}.tflock`,
      `s3:DeleteObject /${STATE}.tflock`,
      "kms:GenerateDataKey",
    ]);
    expect(withVerdict(all, "allowed")).toHaveLength(all.length);
  });

  test("without permissions for the lock file, its requests are denied", () => {
    const denied = asks(DEPLOYS).filter(({ verdict }) => verdict === "denied");
    expect(seen(denied)).toEqual(["PutObject", "GetObject", "DeleteObject"].map((action) => `s3:${action} /${STATE}.tflock`));
    expect(denied[0]!.explanation).toContain(
      "Terraform deploys a stack as deploy: role deploy is not authorized to perform s3:PutObject on states/prod/terraform.tfstate.tflock",
    );
  });

  test("a role that plans only reads the state", () => {
    const all = asks([may("s3:GetObject", `arn:aws:s3:::states/${STATE}`), ...STATE_ACCESS]);
    expect(seen(all)).toEqual(["s3:ListBucket", "s3:ListBucket", `s3:GetObject /${STATE}`, "kms:Decrypt"]);
    expect(withVerdict(all, "allowed")).toHaveLength(all.length);
  });

  test("Terraform has the state encrypted as the backend says", () => {
    const onlyWith = (algorithm: string) => ({
      ...allow({ AWS: "*" }, "s3:PutObject", "arn:aws:s3:::states/*", {
        StringNotEquals: { "s3:x-amz-server-side-encryption": algorithm },
      }),
      Effect: "Deny",
    });
    expect(withVerdict(asks([...DEPLOYS, LOCK], [onlyWith("aws:kms")]), "denied")).toEqual([]);
    expect(withVerdict(asks([...DEPLOYS, LOCK], [onlyWith("aws:kms:dsse")]), "denied")).toEqual([
      "deploy s3:PutObject",
      "deploy s3:PutObject",
    ]);
  });
});
