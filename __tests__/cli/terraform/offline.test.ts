import { askingDataSources, offlineEnvironment, offlineStack } from "../../../src/cli/terraform/offline";

const stack = { terraform: { required_version: ">= 1.10", backend: { s3: { bucket: "state" } }, cloud: { organization: "x" } } };
const providerOf = (given: object): object => {
  const { provider } = offlineStack({ ...stack, provider: { aws: given } } as never, "/state");
  return ((provider as Record<string, object[]>).aws ?? [])[0]!;
};

describe("a stack that is planned without an account", () => {
  test("has its state in a file, whatever its backend", () => {
    expect(offlineStack(stack as never, "/folder/state").terraform).toEqual({
      required_version: ">= 1.10",
      backend: { local: { path: "/folder/state" } },
    });
  });

  // AWS provider, "Argument Reference".
  test.each([
    ["assume_role", [{ role_arn: "arn:aws:iam::123456789012:role/deploy" }]],
    ["assume_role_with_web_identity", [{ role_arn: "arn:aws:iam::123456789012:role/deploy" }]],
    ["profile", "deploy"],
    ["shared_config_files", ["~/.aws/config"]],
    ["shared_credentials_files", ["~/.aws/credentials"]],
    ["forbidden_account_ids", ["123456789012"]],
    ["token", "session"],
  ])("leaves out %s, which would ask AWS or read the user's files", (name, value) => {
    expect(providerOf({ region: "eu-central-1", [name]: value })).not.toHaveProperty(name);
  });

  test("asks nobody about keys, account and region", () => {
    expect(providerOf({ region: "eu-central-1", alias: "global", allowed_account_ids: ["123456789012"], access_key: "own" })).toEqual({
      region: "eu-central-1",
      alias: "global",
      access_key: "offline",
      secret_key: "offline",
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
      skip_metadata_api_check: "true",
      skip_region_validation: true,
      allowed_account_ids: [],
    });
  });

  test("has no provider where it had none", () => {
    expect(offlineStack(stack as never, "/state")).not.toHaveProperty("provider");
  });

  describe("and says no region", () => {
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    afterEach(() => {
      for (const [name, value] of Object.entries({ AWS_REGION, AWS_DEFAULT_REGION })) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    });

    // AWS SDKs and Tools Reference Guide, "AWS Region": AWS_REGION comes before AWS_DEFAULT_REGION.
    test.each([
      [{ AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-2" }, "eu-west-1"],
      [{ AWS_DEFAULT_REGION: "eu-west-2" }, "eu-west-2"],
      [{}, "us-east-1"],
    ])("is in the environment's: %j", (env, region) => {
      delete process.env.AWS_REGION;
      delete process.env.AWS_DEFAULT_REGION;
      Object.assign(process.env, env);
      expect(providerOf({})).toMatchObject({ region });
    });
  });
});

describe("the environment of Terraform", () => {
  test("has nothing of AWS's but the certificates, and none of Terraform's variables that change a command", () => {
    const env = {
      PATH: "/bin",
      AWS_PROFILE: "prod",
      AWS_ENDPOINT_URL: "http://localhost",
      AWS_CA_BUNDLE: "/ca.pem",
      TF_CLI_ARGS: "-x",
      TF_CLI_ARGS_plan: "-y",
      TF_DATA_DIR: "/data",
      TF_WORKSPACE: "other",
      TF_LOG: "debug",
    };
    expect(offlineEnvironment(env)).toEqual({
      PATH: "/bin",
      AWS_CA_BUNDLE: "/ca.pem",
      TF_LOG: "debug",
      AWS_CONFIG_FILE: "/nonexistent",
      AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });
});

describe("data sources", () => {
  // Each one's page in the provider's documentation: what has its answer built in, computes it, or reads a file.
  test.each([
    "archive_file",
    "aws_arn",
    "aws_billing_service_account",
    "aws_cloudtrail_service_account",
    "aws_default_tags",
    "aws_elastic_beanstalk_hosted_zone",
    "aws_elb_hosted_zone_id",
    "aws_elb_service_account",
    "aws_iam_policy_document",
    "aws_lb_hosted_zone_id",
    "aws_partition",
    "aws_redshift_service_account",
    "aws_s3_bucket_canonical_service_account",
    "aws_service",
    "aws_service_principal",
    "cloudinit_config",
    "local_file",
    "template_file",
    "terraform_remote_state",
    "tls_public_key",
  ])("of %s are answered without AWS", (type) => {
    expect(askingDataSources({ data: { [type]: { one: {} } } } as never)).toEqual([]);
  });

  test("that ask AWS are named by their addresses", () => {
    const data = { aws_vpc: { main: {}, other: {} }, aws_arn: { a: {} }, aws_ami: { linux: {} } };
    expect(askingDataSources({ data } as never)).toEqual(["data.aws_vpc.main", "data.aws_vpc.other", "data.aws_ami.linux"]);
    expect(askingDataSources({})).toEqual([]);
  });
});
