import { Token } from "cdktf";
import { AuroraCluster, AuroraClusterAttributes, IAuroraCluster } from "../../modules/aurora-cluster";
import { service } from "../support/network";
import { messageOf, statements, synth, testStack } from "../support/synth";

const attributes: AuroraClusterAttributes = {
  clusterIdentifier: "orders",
  clusterResourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  endpoint: "orders.cluster-x.eu-central-1.rds.amazonaws.com",
  readerEndpoint: "orders.cluster-ro-x.eu-central-1.rds.amazonaws.com",
  securityGroupId: "sg-0123456789abcdef0",
};

/** What the compiler checks as well: an imported cluster is a cluster. */
function imported(changes: Partial<AuroraClusterAttributes> = {}) {
  const stack = testStack();
  const cluster: IAuroraCluster = AuroraCluster.fromAttributes(stack, "Orders", { ...attributes, ...changes });
  return { stack, cluster };
}

describe("a cluster that exists", () => {
  test("says what it was told", () => {
    const { securityGroupId: _, ...told } = attributes;
    expect(imported().cluster).toMatchObject({ ...told, engine: "aurora-postgresql", port: 5432, instances: [] });
  });

  test("creates nothing", () => {
    const { stack, cluster } = imported();
    const api = service(stack);
    cluster.connections.allowDefaultPortFrom(api);
    cluster.grantConnect(api, "trading_api");
    expect(synth(stack).types.filter((type) => /rds|db_/.test(type))).toEqual([]);
  });

  test("has rules added to its security group", () => {
    const { stack, cluster } = imported();
    cluster.connections.allowDefaultPortFrom(service(stack));
    expect(synth(stack).resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: "sg-0123456789abcdef0",
      from_port: 5432,
    });
  });

  test("is named by its resource id in grants", () => {
    const { stack, cluster } = imported();
    cluster.grantConnect(service(stack), "trading_api");
    expect(statements(synth(stack).resource("aws_iam_role_policy", "ApiRole").policy)).toEqual([
      {
        Sid: "OrdersConnectAsTradingApi",
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: "arn:aws:rds-db:eu-central-1:111122223333:dbuser:cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ/trading_api",
      },
    ]);
  });

  test("has the port of its engine, or its own", () => {
    expect(imported({ engine: "aurora-mysql" }).cluster.port).toBe(3306);
    expect(imported({ port: 6432 }).cluster.connections.defaultPort?.fromPort).toBe(6432);
  });

  test("takes attributes that Terraform alone knows", () => {
    const names = ["clusterIdentifier", "clusterResourceId", "endpoint", "readerEndpoint", "securityGroupId"] as const;
    const tokens = Object.fromEntries(names.map((name) => [name, Token.asString(`\${var.${name}}`)]));
    expect(() => imported({ ...tokens, port: Token.asNumber("${var.port}") })).not.toThrow();
  });
});

describe("an import refuses", () => {
  const DOMAIN = (received: string) => `must be a lower-case domain name; received "${received}". Write it as "trading.example.com".`;

  test.each<[string, object | undefined, ...string[]]>([
    ["nothing", undefined, "props: must be an object; received nothing. It is required."],
    [
      "missing attributes",
      { clusterIdentifier: undefined, clusterResourceId: undefined, endpoint: null, readerEndpoint: undefined, securityGroupId: undefined },
      "clusterIdentifier: must be a string; received nothing. It is required.",
      "clusterResourceId: must be a string; received nothing. It is required.",
      "endpoint: must be a string; received nothing. It is required.",
      "readerEndpoint: must be a string; received nothing. It is required.",
      "securityGroupId: must be a string; received nothing. It is required.",
    ],
    ["a port as a string", { port: "5432" }, 'port: must be a number; received "5432". Write it without quotes.'],
    [
      "an engine that Terraform alone knows",
      { engine: Token.asString("${var.engine}") },
      'engine: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    [
      "an engine that Aurora isn't, and a name where a resource id is meant",
      { engine: "aurora", clusterResourceId: "orders" },
      'engine: must be one of aurora-postgresql, aurora-mysql; received "aurora". Use one of these.',
      'clusterResourceId: must be a cluster\'s resource id, not its name; received "orders". Copy the one that begins with "cluster-".',
    ],
    [
      "an identifier that RDS doesn't have",
      { clusterIdentifier: "Orders" },
      'clusterIdentifier: must be 1 to 63 lower-case letters, digits and single dashes, beginning with a letter; received "Orders". Write it as "trading-prod".',
    ],
    [
      "endpoints with a port or a scheme",
      { endpoint: `${attributes.endpoint}:5432`, readerEndpoint: `https://${attributes.readerEndpoint}` },
      `endpoint: ${DOMAIN(`${attributes.endpoint}:5432`)}`,
      `readerEndpoint: ${DOMAIN(`https://${attributes.readerEndpoint}`)}`,
    ],
    [
      "the name of a security group",
      { securityGroupId: "orders" },
      'securityGroupId: must be a security group\'s id; received "orders". Copy the one that begins with "sg-".',
    ],
    [
      "a port that RDS doesn't have",
      { port: 80 },
      "port: must be a whole number from 1150 to 65535; received 80. Give a value from 1150 to 65535.",
    ],
  ])("%s", (_, changes, ...lines) => {
    const given = changes && ({ ...attributes, ...changes } as AuroraClusterAttributes);
    const head = `trading-test/Orders: ${lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`}`;
    expect(messageOf(() => AuroraCluster.fromAttributes(testStack(), "Orders", given!))).toBe(
      [head, ...lines.map((line) => `  - ${line}`)].join("\n"),
    );
  });
});
