import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { userStatements } from "../../modules/aurora-cluster/database-user-sql";
import { AuroraUserProps, DatabaseUsers, databaseUserScript, resolveUser, usersSteps } from "../../modules/aurora-cluster/database-users";
import { AuroraEngine } from "../../modules/aurora-cluster/engine";
import { EncryptionKey } from "../../src/core";
import { Request, evaluate } from "../support/policy-evaluator";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { database } from "./fixture";

const SETTINGS = {
  engine: "aurora-postgresql" as AuroraEngine,
  clusterArn: "arn:aws:rds:eu-central-1:111122223333:cluster:trading",
  secretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-1-abcdef",
  encryptionKey: { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/1" } as EncryptionKey,
  instances: [],
  mayPause: false,
};
const user = (name: string, props: Partial<AuroraUserProps> = {}) =>
  resolveUser("cluster", name, { access: "read-only", ...props }, { engine: "aurora-postgresql", databaseName: "app" });

function users(names: readonly string[]) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const parent = new Construct(stack, "Database");
  const cluster = new RdsCluster(parent, "Resource", { engine: "aurora-postgresql" });
  const secretArn = cluster.masterUserSecret.get(0).secretArn;
  const made = new DatabaseUsers(parent, "Users", { ...SETTINGS, clusterArn: cluster.arn, secretArn, encryptionKey, instances: [cluster] });
  names.forEach((name) => made.add(user(name)));
  return synth(stack);
}

describe("the runbook of database users", () => {
  // RDS Data API reference, "ExecuteStatement".
  test("runs each statement by the Data API, in the user's database, as the master user", () => {
    expect(usersSteps([user("trading_api", { database: "orders" })], SETTINGS)).toEqual([
      {
        name: "User1TradingApi_1",
        action: "aws:executeAwsApi",
        maxAttempts: 3,
        inputs: {
          Service: "rds-data",
          Api: "ExecuteStatement",
          resourceArn: SETTINGS.clusterArn,
          secretArn: SETTINGS.secretArn,
          database: "orders",
          sql: expect.stringContaining('CREATE ROLE "trading_api"'),
        },
      },
    ]);
  });

  // RDS Data API: "multistatement" requests aren't supported; a DO block is one statement.
  test.each<[AuroraEngine, number]>([
    ["aurora-postgresql", 1],
    ["aurora-mysql", 4],
  ])("has a step for each statement of %s", (engine, count) => {
    const steps = usersSteps([user("reports")], { ...SETTINGS, engine });
    expect(steps).toHaveLength(count);
    if (engine === "aurora-mysql") steps.forEach(({ inputs }) => expect((inputs as { sql: string }).sql).not.toContain(";"));
  });

  // RDS Data API reference, "ExecuteStatement": a colon begins a parameter.
  test.each<AuroraEngine>(["aurora-postgresql", "aurora-mysql"])("has no parameter in the statements of %s", (engine) => {
    for (const { inputs } of usersSteps([user("reports")], { ...SETTINGS, engine })) {
      expect((inputs as { sql: string }).sql).not.toContain(":");
    }
  });

  test("is JSON, with the quotation marks of its statements", () => {
    const runbook = JSON.parse(Object.values(users(["a"]).json.locals)[0] as string) as { mainSteps: { inputs: { sql?: string } }[] };
    expect(runbook.mainSteps[1]!.inputs.sql).toBe(userStatements("aurora-postgresql", user("a"))[0]);
  });

  test("is the same in whatever order users are added", () => {
    expect(users(["b", "a", "c"]).json).toEqual(users(["c", "b", "a"]).json);
  });

  // Systems Manager User Guide, "Automation actions reference": names are unique within the runbook.
  test("names its steps apart", () => {
    const names = usersSteps([user("trading_api"), user("trading-api"), user("TradingApi")], { ...SETTINGS, engine: "aurora-mysql" }).map(
      ({ name }) => name,
    );
    expect(new Set(names).size).toBe(names.length);
    names.forEach((name) => expect(name).toMatch(/^\w+$/));
  });

  // Aurora User Guide, "Scaling to Zero ACUs with automatic pause and resume".
  test("wakes a cluster that may be paused, and goes on whether it answers or not", () => {
    const [resume, wait] = usersSteps([user("a")], { ...SETTINGS, mayPause: true });
    expect(resume).toMatchObject({
      name: "Resume",
      onFailure: "Continue",
      isCritical: false,
      inputs: { database: "app", sql: "SELECT 1" },
    });
    // Systems Manager, "aws:sleep": a duration by ISO 8601. The guide: about 15 seconds, or 30 and more after a day's pause.
    expect(wait).toEqual({ name: "AwaitResumed", action: "aws:sleep", inputs: { Duration: "PT30S" } });
  });

  test("runs once the cluster has its instances, and Terraform waits for it", () => {
    const association = users(["a", "b"]).resource("aws_ssm_association");
    expect(association.depends_on).toEqual(expect.arrayContaining([expect.stringMatching(/^aws_rds_cluster\.Database_/)]));
    expect(association.wait_for_success_timeout_seconds).toBe(2 * 3 * 45 + 300);
  });

  test("is no longer than Systems Manager allows", () => {
    const names = Array.from({ length: 120 }, (_, index) => `user_${index}`);
    expect(messageOf(() => users(names))).toMatch(
      /^trading-test\/Database: invalid input\n {2}- databaseUser: must leave the runbook of all users within 65536 characters; received \d+\. Share users between services, or make these by hand: databaseUserScript\.$/,
    );
  });
});

describe("the role of database users", () => {
  const policy = statements(users(["a"]).resource("aws_iam_role_policy").policy);
  const [cluster, secret, key] = [
    /\$\{aws_rds_cluster\.[^}]*\.arn\}/,
    /\$\{aws_rds_cluster\.[^}]*secret_arn\}/,
    /\$\{aws_kms_key\.[^}]*\.arn\}/,
  ].map((pattern) => pattern.exec(JSON.stringify(policy))![0]);

  // Aurora User Guide, "Authorizing access to the Amazon RDS Data API".
  test.each<[string, Request]>([
    ["run statements on the cluster", { action: "rds-data:ExecuteStatement", resource: cluster! }],
    ["read the master user's secret", { action: "secretsmanager:GetSecretValue", resource: secret! }],
    ["decrypt it", { action: "kms:Decrypt", resource: key!, context: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" } }],
  ])("may %s", (_, request) => {
    expect(evaluate(policy, request)).toBe("allow");
  });

  test.each<[string, Request]>([
    ["run statements elsewhere", { action: "rds-data:ExecuteStatement", resource: "arn:aws:rds:eu-central-1:111122223333:cluster:other" }],
    ["change the secret", { action: "secretsmanager:PutSecretValue", resource: secret! }],
    ["decrypt anything else", { action: "kms:Decrypt", resource: key! }],
  ])("may not %s", (_, request) => {
    expect(evaluate(policy, request)).toBe("none");
  });
});

describe("a database user", () => {
  const CLUSTER = { engine: "aurora-postgresql" as AuroraEngine, databaseName: "app", masterUsername: "platform_admin" };
  const message = (name: unknown, props: object = {}, cluster: object = {}) =>
    messageOf(() => resolveUser("cluster", name as string, { access: "read-only", ...props }, { ...CLUSTER, ...cluster }));
  const NAME = 'letters, digits and _.-; received "%". Write it as "trading_api".';

  test("uses the cluster's first database and the schema public by default", () => {
    expect(user("a")).toEqual({ name: "a", access: "read-only", database: "app", schemas: ["public"] });
  });

  // PostgreSQL documentation, "Lexical Structure": 63 bytes; MySQL Reference Manual, "Account user names": 32 characters.
  test.each([
    ["aurora-postgresql", "a".repeat(64), 63],
    ["aurora-postgresql", 'a"b', 63],
    ["aurora-postgresql", "a$users$b", 63],
    ["aurora-postgresql", "", 63],
    ["aurora-mysql", "a".repeat(33), 32],
    ["aurora-mysql", "a'@'%", 32],
  ])("of %s isn't called %p", (engine, name, longest) => {
    expect(message(name, {}, { engine })).toBe(
      `cluster: invalid input\n  - databaseUser: must be 1 to ${longest} ${NAME.replace('"%"', () => JSON.stringify(name))}`,
    );
  });

  // The same pages; MySQL Reference Manual, "Identifier Length Limits": a database has 64.
  test.each<[AuroraEngine, number, number]>([
    ["aurora-postgresql", 63, 63],
    ["aurora-mysql", 32, 64],
  ])("of %s may have a name of %i characters, in a database of %i", (engine, userLength, databaseLength) => {
    const [name, name2] = ["a".repeat(userLength), "b".repeat(databaseLength)];
    const schemas = engine === "aurora-postgresql" ? { schemas: [name2] } : {};
    expect(() => resolveUser("cluster", name, { access: "read-only", database: name2, ...schemas }, { engine })).not.toThrow();
    expect(message(name, { database: `${name2}b` }, { engine })).toBe(
      `cluster: invalid input\n  - database: must be 1 to ${databaseLength} ${NAME.replace("%", () => `${name2}b`)}`,
    );
  });

  test("isn't called what only Terraform knows", () => {
    expect(message(Fn.upper("a"))).toBe(
      'cluster: invalid input\n  - databaseUser: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    );
  });

  // PostgreSQL documentation, "CREATE ROLE"; Aurora User Guide, "Understanding the rds_superuser role", "Reserved accounts".
  test.each([
    ["aurora-postgresql", "platform_admin"],
    ["aurora-postgresql", "rds_superuser"],
    ["aurora-postgresql", "pg_monitor"],
    ["aurora-postgresql", "public"],
    ["aurora-mysql", "rdsadmin"],
    ["aurora-mysql", "mysql.sys"],
    ["aurora-mysql", "root"],
  ])("of %s isn't one that the cluster has: %s", (engine, name) => {
    expect(message(name, {}, { engine })).toBe(
      `cluster: invalid input\n  - databaseUser: must be none of the users that the cluster has: the master user, those of RDS and of the engine; received "${name}". Write it as "trading_api".`,
    );
  });

  test.each([
    ["database", { database: 'app"' }, `database: must be 1 to 63 ${NAME.replace('"%"', '"app\\""')}`],
    ["schemas", { schemas: ["public", "a b"] }, `schemas[1]: must be 1 to 63 ${NAME.replace("%", "a b")}`],
    ["schemas", { schemas: [] }, 'schemas: must name a schema; received []. Write it as ["public"].'],
    ["access", { access: "all" }, 'access: must be one of read-only, read-write; received "all". Use one of these.'],
  ])("has %s that are names: %p", (_, props, problem) => {
    expect(message("a", props)).toBe(`cluster: invalid input\n  - ${problem}`);
  });

  test("of MySQL has no schemas", () => {
    expect(message("a", { schemas: ["public"] }, { engine: "aurora-mysql" })).toBe(
      'cluster: invalid input\n  - schemas: must be left out: MySQL has no schemas within a database; received ["public"]. Remove it.',
    );
  });

  test("of a restored cluster says its database", () => {
    expect(message("a", {}, { databaseName: undefined })).toBe(
      "cluster: invalid input\n  - database: must be given: restored data decides what databases there are; received nothing. Give database.",
    );
  });

  test("is added once", () => {
    expect(messageOf(() => users(["a", "a"]))).toBe(
      'trading-test/Database: invalid input\n  - databaseUser: must be added once; received "a". Remove the second call of addUser.',
    );
  });
});

describe("a cluster with users", () => {
  test("has them made once it has its instances", () => {
    const { cluster, stack } = database({ dataApi: true });
    cluster.addUser("trading_api", { access: "read-write" });
    const json = synth(stack);
    expect(json.resource("aws_rds_cluster").enable_http_endpoint).toBe(true);
    expect(json.resource("aws_ssm_association").depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/Database_Instances_main/), expect.stringMatching(/Database_Instances_a/)]),
    );
    expect(cluster.users?.document.documentTypeInput).toBe("Automation");
  });

  // Aurora User Guide, "Scaling to Zero ACUs with automatic pause and resume for Aurora Serverless v2": with a minimum of 0 instances pause.
  test.each([
    [0, true],
    [0.5, false],
  ])("is woken before where it may be paused, with a minimum of %p: %p", (minCapacityAcu, woken) => {
    const { cluster, stack } = database({ dataApi: true, serverless: { minCapacityAcu, maxCapacityAcu: 4 } });
    cluster.addUser("trading_api", { access: "read-write" });
    expect(JSON.stringify(synth(stack).json.locals).includes("SELECT 1")).toBe(woken);
  });

  test("has the Data API", () => {
    expect(messageOf(() => database().cluster.addUser("trading_api", { access: "read-write" }))).toBe(
      "trading-test/Database: invalid input\n  - dataApi: must be true for addUser, which makes users by the Data API; received false. Set it, or make the user by hand: databaseUserScript.",
    );
  });

  test("is there without any", () => {
    expect(database({ dataApi: true }).cluster.users).toBeUndefined();
  });
});

describe("the SQL of a database user, for somebody to run", () => {
  test.each<AuroraEngine>(["aurora-postgresql", "aurora-mysql"])("is what the runbook has run for a cluster of %s", (engine) => {
    const choices = { access: "read-write", database: "app" } as const;
    const run = userStatements(engine, { ...choices, name: "reports", schemas: ["public"] });
    expect(databaseUserScript({ ...choices, engine, databaseUser: "reports" })).toBe(run.map((sql) => `${sql};\n`).join(""));
  });

  test("asks for its database", () => {
    expect(messageOf(() => databaseUserScript({ engine: "aurora-mysql", databaseUser: "a", access: "read-only" } as never))).toBe(
      "databaseUserScript: invalid input\n  - database: must be a string; received nothing. It is required.",
    );
  });
});
