import { AuroraProxy, AuroraProxyProps } from "../../modules/aurora-cluster";
import { network, service } from "../support/network";
import { messageOf, statements, synth } from "../support/synth";
import { DatabaseProps, database } from "./fixture";

const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:trading-api-AbCdEf";

function proxied(props: Partial<AuroraProxyProps> = {}, databaseProps: DatabaseProps = {}) {
  const { stack, key, cluster } = database(databaseProps);
  const proxy = new AuroraProxy(stack, "Proxy", {
    network,
    database: cluster,
    encryptionKey: key,
    userSecretArns: { trading_api: SECRET },
    ...props,
  });
  return { stack, cluster, proxy };
}

describe("a proxy by default", () => {
  const { stack, proxy } = proxied();
  const synthesized = synth(stack);

  test("takes TLS and IAM tokens alone", () => {
    expect(synthesized.resource("aws_db_proxy")).toMatchObject({
      name: "trading-test-proxy",
      engine_family: "POSTGRESQL",
      require_tls: true,
      idle_client_timeout: 1800,
      auth: [{ auth_scheme: "SECRETS", iam_auth: "REQUIRED", secret_arn: SECRET, description: "trading_api" }],
    });
  });

  test("stands in the isolated subnets, behind a group of its own", () => {
    expect(synthesized.resource("aws_db_proxy")).toMatchObject({
      vpc_subnet_ids: ["subnet-isolated-a", "subnet-isolated-b", "subnet-isolated-c"],
      vpc_security_group_ids: [expect.stringMatching(/Proxy_SecurityGroup/)],
    });
  });

  test("reaches the database, and nothing else", () => {
    expect(Object.values(synthesized.resources("aws_vpc_security_group_egress_rule"))).toEqual([
      expect.objectContaining({ from_port: 5432, description: "Proxy to Database: pooled connections" }),
    ]);
  });

  test("reads its users' secrets, and uses the key through Secrets Manager alone", () => {
    const granted = statements(synthesized.resource("aws_iam_role_policy", "Proxy_SecretsRole").policy);
    expect(granted).toEqual([
      expect.objectContaining({
        Action: "kms:Decrypt",
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" } },
      }),
      expect.objectContaining({ Action: "secretsmanager:GetSecretValue", Resource: SECRET }),
    ]);
  });

  test("is made after its log group and after the rights that it needs", () => {
    expect(synthesized.resource("aws_cloudwatch_log_group", "Proxy_LogGroup")).toMatchObject({
      name: "/aws/rds/proxy/trading-test-proxy",
      retention_in_days: 365,
    });
    expect(synthesized.resource("aws_db_proxy").depends_on).toEqual([
      expect.stringMatching(/^aws_cloudwatch_log_group\.Proxy_LogGroup/),
      expect.stringMatching(/^aws_iam_role_policy\.Proxy_SecretsRole_Grants/),
    ]);
  });

  test("pools for the cluster once that has instances", () => {
    expect(synthesized.resource("aws_db_proxy_target")).toMatchObject({
      db_cluster_identifier: expect.stringMatching(/aws_rds_cluster\.Database/),
      depends_on: [expect.stringMatching(/Database_Writer/), expect.stringMatching(/Database_Readers_a/)],
    });
    expect(synthesized.resource("aws_db_proxy_default_target_group").connection_pool_config).toEqual({
      max_connections_percent: 90,
      max_idle_connections_percent: 45,
      connection_borrow_timeout: 30,
    });
  });

  test("has a name for reads too", () => {
    expect(synthesized.resource("aws_db_proxy_endpoint")).toMatchObject({
      db_proxy_endpoint_name: "trading-test-proxy-readers",
      target_role: "READ_ONLY",
    });
    expect(proxy.readerEndpoint).toBeDefined();
  });

  test("holds every resource where it can be overridden", () => {
    const reachable = [
      proxy.resource,
      proxy.targetGroup,
      proxy.target,
      proxy.readerEndpointResource,
      proxy.securityGroup.resource,
      proxy.secretsRole.resource,
      proxy.secretsRole.policy,
      proxy.logGroup,
    ];
    // Its rule to the database belongs to the wire, not to the proxy.
    const made = proxy.node.findAll().filter((node) => "terraformResourceType" in node && !node.node.id.startsWith("EgressTo"));
    expect(new Set(made)).toEqual(new Set(reachable));
  });
});

describe("a proxy", () => {
  test("speaks MySQL for Aurora MySQL", () => {
    const { stack, proxy } = proxied({}, { engine: "aurora-mysql" });
    expect(synth(stack).resource("aws_db_proxy").engine_family).toBe("MYSQL");
    expect(proxy.connections.defaultPort?.fromPort).toBe(3306);
  });

  test("takes every number from the caller", () => {
    const { stack } = proxied({
      maxConnectionsPercent: 80,
      maxIdleConnectionsPercent: 10,
      connectionBorrowTimeoutSeconds: 5,
      idleClientTimeoutSeconds: 600,
      logRetentionDays: 30,
      readerEndpoint: false,
      removal: "destroy",
    });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_db_proxy_default_target_group").connection_pool_config).toEqual({
      max_connections_percent: 80,
      max_idle_connections_percent: 10,
      connection_borrow_timeout: 5,
    });
    expect(synthesized.resource("aws_db_proxy").idle_client_timeout).toBe(600);
    expect(synthesized.resource("aws_cloudwatch_log_group", "Proxy_LogGroup")).toMatchObject({ retention_in_days: 30 });
    expect(synthesized.resource("aws_cloudwatch_log_group", "Proxy_LogGroup").lifecycle).toBeUndefined();
    expect(synthesized.resources("aws_db_proxy_endpoint")).toEqual({});
  });

  test("lets a role in as one of its users, by the proxy's resource id", () => {
    const { stack, proxy } = proxied();
    const api = service(stack);
    proxy.connections.allowDefaultPortFrom(api);
    proxy.grantConnect(api, "trading_api");
    const synthesized = synth(stack);
    const [statement] = statements(synthesized.resource("aws_iam_role_policy", "ApiRole").policy);
    expect(statement).toMatchObject({
      Sid: "ProxyConnectAsTradingApi",
      Action: "rds-db:connect",
      Resource: expect.stringMatching(/^arn:aws:rds-db:eu-central-1:111122223333:dbuser:\$\{local\.Proxy_ResourceId_\w+\}\/trading_api$/),
    });
    expect(Object.values(synthesized.json.locals)).toEqual([
      expect.stringMatching(/^\$\{element\(split\(":", aws_db_proxy\.Proxy_\w+\.arn\), 6\)\}$/),
    ]);
    expect(synthesized.resource("aws_vpc_security_group_ingress_rule", "Proxy")).toMatchObject({ description: "Api to Proxy" });
  });

  test("refuses a user whose secret it doesn't have", () => {
    const { stack, proxy } = proxied();
    expect(messageOf(() => proxy.grantConnect(service(stack), "web"))).toBe(
      'trading-test/Proxy: invalid input\n  - databaseUser: must be one of trading_api; received "web". Use one of these.',
    );
  });

  const RANGE = (min: number, max: number, unit: string, received: number) =>
    `must be a whole number from ${min} to ${max} ${unit}; received ${received}. Give a value from ${min} to ${max}.`;
  const users = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, user) => [`user${user}`, SECRET]));

  test.each<[string, Partial<AuroraProxyProps>, ...string[]]>([
    ["nobody", { userSecretArns: {} }, 'userSecretArns: must name a user; received []. Write it as { trading_api: "arn:…" }.'],
    ["more users than RDS takes", { userSecretArns: users(201) }, "userSecretArns: must be at most 200; received 201. Share users."],
    [
      "a password in place of a secret",
      { userSecretArns: { web: "hunter2" } },
      'userSecretArns["web"]: must be a secret\'s ARN; received "hunter2". Copy it from Secrets Manager.',
    ],
    [
      "shares of more than everything",
      { maxConnectionsPercent: 101, maxIdleConnectionsPercent: -1 },
      `maxConnectionsPercent: ${RANGE(1, 100, "percent", 101)}`,
      `maxIdleConnectionsPercent: ${RANGE(0, 100, "percent", -1)}`,
    ],
    [
      "more idle connections than connections",
      { maxConnectionsPercent: 50, maxIdleConnectionsPercent: 60 },
      "maxIdleConnectionsPercent: must be no more than maxConnectionsPercent (50); received 60. Lower it.",
    ],
    [
      "times that RDS doesn't take",
      { connectionBorrowTimeoutSeconds: 0, idleClientTimeoutSeconds: 30_000 },
      `connectionBorrowTimeoutSeconds: ${RANGE(1, 3600, "seconds", 0)}`,
      `idleClientTimeoutSeconds: ${RANGE(1, 28800, "seconds", 30000)}`,
    ],
    [
      "a retention that CloudWatch Logs doesn't know",
      { logRetentionDays: 2 },
      "logRetentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; " +
        "received 2. Use one of these.",
    ],
  ])("refuses %s", (_, props, ...lines) => {
    const head = `trading-test/Proxy: ${lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`}`;
    expect(messageOf(() => proxied(props))).toBe([head, ...lines.map((line) => `  - ${line}`)].join("\n"));
  });
});
