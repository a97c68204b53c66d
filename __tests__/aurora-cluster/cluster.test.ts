import { CLUSTER, database, synthesized } from "./fixture";

describe("the DB cluster by default", () => {
  const made = synthesized();
  const resource = made.resource(CLUSTER);
  const keyArn = `\${aws_kms_key.${Object.keys(made.resources("aws_kms_key"))[0]!}.arn}`;

  test("encrypts its storage at rest under the platform's key", () => {
    expect(resource).toMatchObject({ storage_encrypted: true, kms_key_id: keyArn });
  });

  test("encrypts the master user's secret under the platform's key", () => {
    expect(resource.master_user_secret_kms_key_id).toBe(keyArn);
  });

  test("leaves the master password to RDS, so that none is in the configuration or the state", () => {
    expect(resource.manage_master_user_password).toBe(true);
    expect(JSON.stringify(made.json)).not.toMatch(/master_password|random_password|secret_string/);
  });

  test("has IAM database authentication enabled", () => {
    expect(resource.iam_database_authentication_enabled).toBe(true);
  });

  test("never names AZs, which would force a replacement", () => {
    expect(resource).not.toHaveProperty("availability_zones");
  });

  test("is in the database subnet group", () => {
    expect(resource.db_subnet_group_name).toBe("database-subnets");
  });

  test("applies changes immediately", () => {
    expect(resource.apply_immediately).toBe(true);
  });
});

test.each([
  [undefined, undefined],
  ["standard", "aurora"],
  ["io-optimized", "aurora-iopt1"],
] as const)("storage type %s is %s to the provider, which keeps what the cluster has where it is left out", (storageType, expected) => {
  expect(synthesized({ storageType }).resource(CLUSTER).storage_type).toBe(expected);
});

test("the storage type is standard where the caller doesn't name one", () => {
  expect(database().cluster.storageType).toBe("standard");
  expect(database({ storageType: "io-optimized" }).cluster.storageType).toBe("io-optimized");
});

test("a cluster of Aurora MySQL listens on 3306", () => {
  expect(synthesized({ engine: "aurora-mysql" }).resource(CLUSTER).port).toBe(3306);
});

describe("a major version upgrade", () => {
  const upgrade = { engineVersion: "17.7", allowMajorVersionUpgrade: true };

  test("is allowed only where the caller allows it", () => {
    expect(synthesized(upgrade).resource(CLUSTER).allow_major_version_upgrade).toBe(true);
    expect(synthesized().resource(CLUSTER).allow_major_version_upgrade).toBe(false);
  });

  test("changes the instances' parameter group with the cluster's, and nothing else does", () => {
    expect(synthesized(upgrade).resource(CLUSTER).db_instance_parameter_group_name).toMatch(/^\$\{aws_db_parameter_group\./);
    expect(synthesized().resource(CLUSTER)).not.toHaveProperty("db_instance_parameter_group_name");
  });
});
