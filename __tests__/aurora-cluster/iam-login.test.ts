import { Token } from "cdktf";
import { Role } from "../../src/core";
import { service } from "../support/network";
import { messageOf, statements, synth } from "../support/synth";
import { database } from "./fixture";

describe("IAM database authentication", () => {
  test("is granted for one user, by the cluster's resource id", () => {
    const { stack, cluster } = database();
    const { role } = service(stack);
    cluster.grantConnect({ role }, "trading_api");
    expect(statements(synth(stack).resource("aws_iam_role_policy", "ApiRole").policy)).toEqual([
      {
        Sid: "DatabaseConnectAsTradingApi",
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: expect.stringMatching(
          /^arn:aws:rds-db:eu-central-1:111122223333:dbuser:\$\{aws_rds_cluster\.Database_\w+\.cluster_resource_id\}\/trading_api$/,
        ),
      },
    ]);
  });

  // Aurora User Guide, "IAM database authentication": it takes precedence over the password, which Secrets Manager rotates and administrators use.
  test("is refused for the master user", () => {
    const { stack, cluster } = database({ masterUsername: "owner" });
    expect(messageOf(() => cluster.grantConnect(service(stack), "owner"))).toBe(
      "trading-test/Database: invalid input\n  - databaseUser: must not be the master user: one that logs in with IAM can't use its password any more; " +
        'received "owner". Make a user: addUser.',
    );
  });

  test("is granted to an imported role", () => {
    const { stack, cluster } = database();
    const role = Role.fromAttributes(stack, "Existing", { roleArn: "arn:aws:iam::111122223333:role/api", roleName: "api" });
    cluster.grantConnect(role, "trading_api");
    expect(synth(stack).resource("aws_iam_role_policy", "Existing").role).toBe("api");
  });

  test("is granted for a user that Terraform alone knows", () => {
    const { stack, cluster } = database();
    cluster.grantConnect(service(stack), Token.asString("${var.user}"));
    expect(synth(stack).resource("aws_iam_role_policy", "ApiRole").policy).toContain("/${var.user}");
  });

  test.each(["*", "trading_*", "", "a user", "x".repeat(64)])("is never granted for more than one user: %p", (user) => {
    const { stack, cluster } = database();
    const { role } = service(stack);
    expect(messageOf(() => cluster.grantConnect({ role }, user))).toBe(
      "trading-test/Database: invalid input\n" +
        `  - databaseUser: must be the name of one user, of at most 63 letters, digits and _.$-; received ${JSON.stringify(user)}. ` +
        'Write it as "trading_api".',
    );
  });

  test("allows MySQL's 32 characters on MySQL", () => {
    const { stack, cluster } = database({ engine: "aurora-mysql" });
    const api = service(stack);
    expect(() => cluster.grantConnect(api, "x".repeat(32))).not.toThrow();
    expect(messageOf(() => cluster.grantConnect(api, "x".repeat(33)))).toBe(
      "trading-test/Database: invalid input\n" +
        `  - databaseUser: must be the name of one user, of at most 32 letters, digits and _.$-; received "${"x".repeat(33)}". Write it as "trading_api".`,
    );
  });

  test.each<[string, unknown, unknown, string]>([
    ["a name", undefined, 7, "databaseUser: must be a string; received 7. Put it in quotes."],
    [
      "a role",
      "trading-api",
      "trading_api",
      'grantee: must be a role, or something that runs as one; received "trading-api". Give a role, or something that runs as one; for one that exists, Role.fromArn(…).',
    ],
  ])("needs %s", (_, grantee, user, line) => {
    const { stack, cluster } = database();
    const grant = () => cluster.grantConnect((grantee ?? service(stack)) as never, user as never);
    expect(messageOf(grant)).toBe(`trading-test/Database: invalid input\n  - ${line}`);
  });
});

describe("the master user's secret", () => {
  test("can be read and decrypted by a role that is granted it", () => {
    const { stack, cluster } = database();
    cluster.grantReadSecret(service(stack));
    expect(statements(synth(stack).resource("aws_iam_role_policy", "ApiRole").policy)).toEqual([
      expect.objectContaining({
        Sid: "DatabaseReadSecret",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: expect.stringMatching(/master_user_secret\[0\]\.secret_arn\}$/),
      }),
      expect.objectContaining({
        Sid: "DecryptThroughSecretsmanager",
        Action: "kms:Decrypt",
        Condition: { StringLike: { "kms:ViaService": "secretsmanager.eu-central-1.*" } },
      }),
    ]);
  });

  test("is granted to nothing but roles", () => {
    const { cluster } = database();
    expect(messageOf(() => cluster.grantReadSecret(undefined as never))).toBe(
      "trading-test/Database: invalid input\n" +
        "  - grantee: must be a role, or something that runs as one; received nothing. Give a role, or something that runs as one.",
    );
  });
});
