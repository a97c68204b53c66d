import { TerraformVariable, Token } from "cdktf";
import { AuroraCluster, AuroraProxy, AuroraProxyProps } from "../../modules/aurora-cluster";
import { EncryptionKey } from "../../src/core";
import { network, service } from "../support/network";
import { messageOf, statements, synth, testStack } from "../support/synth";
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

  test("requires TLS of its clients", () => {
    expect(synthesized.resource("aws_db_proxy").require_tls).toBe(true);
  });

  test("is named by its path", () => {
    expect(synthesized.resource("aws_db_proxy").name).toBe("trading-test-proxy");
  });

  test("speaks PostgreSQL, and closes clients' connections that are idle for half an hour", () => {
    expect(synthesized.resource("aws_db_proxy")).toMatchObject({ engine_family: "POSTGRESQL", idle_client_timeout: 1800 });
  });

  test("is in the network's data subnets", () => {
    expect(synthesized.resource("aws_db_proxy").vpc_subnet_ids).toEqual(network.dataSubnets.map(({ subnetId }) => subnetId));
  });

  test("has a security group of its own", () => {
    expect(synthesized.resource("aws_db_proxy").vpc_security_group_ids).toEqual([expect.stringMatching(/Proxy_SecurityGroup/)]);
  });

  test("may connect to the database, and to nothing else", () => {
    expect(Object.values(synthesized.resources("aws_vpc_security_group_egress_rule"))).toEqual([
      expect.objectContaining({ from_port: 5432, description: "Proxy to Database: pooled connections" }),
    ]);
  });

  test("keeps its log for a year, under the key", () => {
    expect(synthesized.resource("aws_cloudwatch_log_group", "Proxy_LogGroup")).toMatchObject({
      name: "/aws/rds/proxy/trading-test-proxy",
      retention_in_days: 365,
      kms_key_id: expect.stringMatching(/aws_kms_key\.Key_/),
      lifecycle: { prevent_destroy: true },
    });
  });

  test("is created after its log group and after the permissions that it needs", () => {
    expect(synthesized.resource("aws_db_proxy").depends_on).toEqual([
      expect.stringMatching(/^aws_cloudwatch_log_group\.Proxy_LogGroup/),
      expect.stringMatching(/^aws_iam_role_policy\.Proxy_UsersRole_Grants/),
    ]);
  });

  test("has the cluster as its target once that has instances", () => {
    expect(synthesized.resource("aws_db_proxy_target")).toMatchObject({
      db_cluster_identifier: expect.stringMatching(/aws_rds_cluster\.Database/),
      depends_on: [expect.stringMatching(/Database_Instances_a/), expect.stringMatching(/Database_Instances_main/)],
    });
  });

  test("pools up to 90 percent of the connections, half of them idle", () => {
    expect(synthesized.resource("aws_db_proxy_default_target_group").connection_pool_config).toEqual({
      max_connections_percent: 90,
      max_idle_connections_percent: 45,
      connection_borrow_timeout: 30,
    });
  });

  test("has a read-only endpoint", () => {
    expect(synthesized.resource("aws_db_proxy_endpoint")).toMatchObject({
      db_proxy_endpoint_name: "trading-test-proxy-readers",
      target_role: "READ_ONLY",
    });
    expect(proxy.readerEndpoint).toBeDefined();
  });

  // RDS API Reference, "CreateDBProxyEndpoint": otherwise in the VPC's default security group.
  test("has it where the proxy is: in its subnets and its security group", () => {
    const { vpc_subnet_ids, vpc_security_group_ids } = synthesized.resource("aws_db_proxy");
    expect(synthesized.resource("aws_db_proxy_endpoint")).toMatchObject({ vpc_subnet_ids, vpc_security_group_ids });
  });

  // Aurora User Guide, "Using reader endpoints with Aurora clusters": a new read-only endpoint requires that the cluster has a reader.
  test("has it once the cluster, and so its reader, is the proxy's target", () => {
    expect(synthesized.resource("aws_db_proxy_endpoint").depends_on).toEqual([expect.stringMatching(/^aws_db_proxy_target\.Proxy_Target/)]);
  });

  test("has every resource that is created reachable for an override", () => {
    const reachable = [
      proxy.resource,
      proxy.targetGroup,
      proxy.target,
      proxy.readerEndpointResource,
      proxy.securityGroup.resource,
      proxy.usersRole.resource,
      proxy.usersRole.policy,
      proxy.logGroup,
    ];
    // The rule between proxy and database belongs to neither.
    const created = proxy.node.findAll().filter((node) => "terraformResourceType" in node && !node.node.id.startsWith("EgressTo"));
    expect(new Set(created)).toEqual(new Set(reachable));
  });
});

describe("a proxy", () => {
  test("speaks MySQL for Aurora MySQL", () => {
    const { stack, proxy } = proxied({}, { engine: "aurora-mysql" });
    expect(synth(stack).resource("aws_db_proxy").engine_family).toBe("MYSQL");
    expect(proxy.connections.defaultPort?.fromPort).toBe(3306);
  });

  test("takes every choice of the caller", () => {
    const { stack, proxy } = proxied({
      maxConnectionsPercent: 80,
      maxIdleConnectionsPercent: 10,
      connectionBorrowTimeoutSeconds: 5,
      idleClientTimeoutSeconds: 600,
      logRetentionDays: 30,
      createReaderEndpoint: false,
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
    expect(proxy.readerEndpoint).toBeUndefined();
  });

  // RDS API Reference, "ConnectionPoolConfiguration": MaxIdleConnectionsPercent is between 0 and the value of MaxConnectionsPercent.
  test("may keep all of its connections idle", () => {
    const { stack } = proxied({ maxConnectionsPercent: 50, maxIdleConnectionsPercent: 50 });
    expect(synth(stack).resource("aws_db_proxy_default_target_group").connection_pool_config).toMatchObject({
      max_idle_connections_percent: 50,
    });
  });

  test("grants a role to connect as one of its users, by the proxy's resource id", () => {
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

  // RDS API Reference, "CreateDBProxy", "CreateDBProxyEndpoint": names of up to 63 letters, digits and single dashes.
  test("and its endpoint have names that RDS takes, however long the path is", () => {
    const { stack, key, cluster } = database();
    const id = "ProxyOfTheAccountsAndOrdersAndTransactionsOfTheTradingPlatform";
    new AuroraProxy(stack, id, { network, database: cluster, encryptionKey: key, userSecretArns: { trading_api: SECRET } });
    const made = synth(stack);
    for (const name of [made.resource("aws_db_proxy").name, made.resource("aws_db_proxy_endpoint").db_proxy_endpoint_name]) {
      expect(name).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,62}(?<!-)$/);
    }
  });

  test("refuses a user whose secret it doesn't have", () => {
    const { stack, proxy } = proxied();
    expect(messageOf(() => proxy.grantConnect(service(stack), "web"))).toBe(
      'trading-test/Proxy: invalid input\n  - databaseUser: must be one of trading_api; received "web". Use one of these.',
    );
  });

  test("has half of a maximum idle that Terraform alone knows", () => {
    const { stack, key, cluster } = database();
    const maxConnectionsPercent = new TerraformVariable(stack, "percent", { type: "number" }).numberValue;
    new AuroraProxy(stack, "Proxy", {
      network,
      database: cluster,
      encryptionKey: key,
      userSecretArns: { trading_api: SECRET },
      maxConnectionsPercent,
    });
    expect(synth(stack).resource("aws_db_proxy_default_target_group").connection_pool_config).toMatchObject({
      max_connections_percent: "${var.percent}",
      max_idle_connections_percent: "${floor((var.percent / 2))}",
    });
  });

  test("compares no number with one that Terraform alone knows", () => {
    const { stack } = proxied({ maxConnectionsPercent: Token.asNumber("${var.percent}"), maxIdleConnectionsPercent: 10 });
    expect(synth(stack).resource("aws_db_proxy_default_target_group").connection_pool_config).toMatchObject({
      max_idle_connections_percent: 10,
    });
  });

  test("grants nothing without a database user", () => {
    const { stack, proxy } = proxied();
    expect(messageOf(() => proxy.grantConnect(service(stack), undefined as never))).toBe(
      "trading-test/Proxy: invalid input\n  - databaseUser: must be one of trading_api; received nothing. Use one of these.",
    );
  });
});

describe("a proxy for a cluster that exists", () => {
  function imported(engine?: "aurora-mysql") {
    const stack = testStack();
    const encryptionKey = new EncryptionKey(stack, "Key");
    const cluster = AuroraCluster.fromAttributes(stack, "Orders", {
      clusterIdentifier: "orders",
      clusterResourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      endpoint: "orders.cluster-x.eu-central-1.rds.amazonaws.com",
      readerEndpoint: "orders.cluster-ro-x.eu-central-1.rds.amazonaws.com",
      securityGroupId: "sg-0123456789abcdef0",
      engine,
    });
    const proxy = new AuroraProxy(stack, "Proxy", {
      network,
      database: cluster,
      encryptionKey,
      userSecretArns: { trading_api: SECRET },
    });
    return { stack, proxy };
  }

  test("has it as its target, and waits for none of its instances", () => {
    const target = synth(imported().stack).resource("aws_db_proxy_target");
    expect(target.db_cluster_identifier).toBe("orders");
    expect(target.depends_on ?? []).toEqual([]);
  });

  test("may connect to it", () => {
    expect(synth(imported().stack).resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: "sg-0123456789abcdef0",
      from_port: 5432,
      description: "Proxy to Orders: pooled connections",
    });
  });

  test("speaks its engine's protocol, on its port", () => {
    const { stack, proxy } = imported("aurora-mysql");
    expect(synth(stack).resource("aws_db_proxy").engine_family).toBe("MYSQL");
    expect(proxy.port).toBe(3306);
  });

  test("grants to connect by the proxy's resource id", () => {
    const { stack, proxy } = imported();
    proxy.grantConnect(service(stack), "trading_api");
    expect(synth(stack).resource("aws_iam_role_policy", "ApiRole").policy).toMatch(/dbuser:\$\{local\.Proxy_ResourceId_\w+\}\/trading_api/);
  });
});

// RDS API Reference, CreateDBProxyEndpoint: a read-only endpoint needs a reader DB instance.
test("a proxy has no reader endpoint for a cluster without a reader, unless it is asked for", () => {
  const readerEndpoint = (props: Partial<AuroraProxyProps>) => {
    const { stack, key, cluster } = database({ readers: {} });
    const userSecretArns = { api: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:api-AbCdEf" };
    return new AuroraProxy(stack, "Proxy", { network, database: cluster, encryptionKey: key, userSecretArns, ...props }).readerEndpoint;
  };
  expect(readerEndpoint({})).toBeUndefined();
  expect(readerEndpoint({ createReaderEndpoint: true })).toBeDefined();
});

describe("a proxy refuses", () => {
  test("a key of another region", () => {
    const { stack, cluster } = database();
    const encryptionKey = EncryptionKey.fromArn(stack, "Elsewhere", "arn:aws:kms:eu-west-1:111122223333:key/1");
    const props = { network, database: cluster, encryptionKey, userSecretArns: { trading_api: SECRET } };
    expect(messageOf(() => new AuroraProxy(stack, "Proxy", props))).toBe(
      'trading-test/Proxy: invalid input\n  - encryptionKey: must be a key in eu-central-1: a key serves no other region; received "eu-west-1". ' +
        "Make an EncryptionKey with a provider of eu-central-1.",
    );
  });

  test("a cluster that doesn't say what instances it has", () => {
    const { instances: _, ...cluster } = database().cluster;
    expect(messageOf(() => proxied({ database: cluster as never }))).toBe(
      "trading-test/Proxy: invalid input\n  - database: must be an AuroraCluster; received the Object trading-test/Database. Give an AuroraCluster.",
    );
  });

  const TOKEN = Token.asString("${var.later}");
  const UNKNOWN =
    'must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.';
  const RANGE = (min: number, max: number, unit: string, received: number) =>
    `must be a whole number from ${min} to ${max} ${unit}; received ${received}. Give a value from ${min} to ${max}.`;
  const users = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, user) => [`user${user}`, SECRET]));

  test("no user of the two hundred that RDS takes", () => {
    expect(() => proxied({ userSecretArns: users(200) })).not.toThrow();
  });

  test.each<[string, Partial<AuroraProxyProps>, ...string[]]>([
    [
      "nobody",
      { userSecretArns: {} },
      'userSecretArns: must name a user, where iamUsers names none; received []. Write it as { trading_api: "arn:…" }.',
    ],
    ["more users than RDS takes", { userSecretArns: users(201) }, "userSecretArns: must be at most 200; received 201. Share users."],
    [
      "a password in place of a secret",
      { userSecretArns: { web: "hunter2" } },
      'userSecretArns["web"]: must be a secret\'s whole ARN, which ends with the six characters that Secrets Manager adds to its name; ' +
        'received "a value that isn\'t shown". Copy it from Secrets Manager.',
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
      `connectionBorrowTimeoutSeconds: ${RANGE(1, 300, "seconds", 0)}`,
      `idleClientTimeoutSeconds: ${RANGE(1, 28800, "seconds", 30000)}`,
    ],
    [
      "a retention that CloudWatch Logs doesn't know",
      { logRetentionDays: 2 },
      "logRetentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; " +
        "received 2. Use one of these.",
    ],
    [
      "choices that Terraform alone knows and that decide what is created",
      { userSecretArns: TOKEN, createReaderEndpoint: TOKEN, removal: TOKEN } as never,
      `userSecretArns: ${UNKNOWN}`,
      `createReaderEndpoint: ${UNKNOWN}`,
      `removal: ${UNKNOWN}`,
    ],
    [
      "props of other types",
      {
        network: undefined,
        database: "orders",
        encryptionKey: "alias/platform",
        userSecretArns: [SECRET],
        maxConnectionsPercent: "90",
        maxIdleConnectionsPercent: "45",
        connectionBorrowTimeoutSeconds: "30",
        idleClientTimeoutSeconds: "1800",
        createReaderEndpoint: "no",
        logRetentionDays: "365",
        removal: "keep",
      } as never,
      "network: must be a Network; received nothing. Give a Network.",
      'database: must be an AuroraCluster; received "orders". Give an AuroraCluster.',
      'encryptionKey: must be an EncryptionKey; received "alias/platform". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).',
      'userSecretArns: must be an object of strings; received "a value that isn\'t shown". Write it as { name: "value" }.',
      'maxConnectionsPercent: must be a number; received "90". Write it without quotes.',
      'maxIdleConnectionsPercent: must be a number; received "45". Write it without quotes.',
      'connectionBorrowTimeoutSeconds: must be a number; received "30". Write it without quotes.',
      'idleClientTimeoutSeconds: must be a number; received "1800". Write it without quotes.',
      'createReaderEndpoint: must be true or false; received "no". Write true or false, without quotes.',
      'logRetentionDays: must be a number; received "365". Write it without quotes.',
      'removal: must be one of protect, destroy; received "keep". Use one of these.',
    ],
  ])("%s", (_, props, ...lines) => {
    const head = `trading-test/Proxy: ${lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`}`;
    expect(messageOf(() => proxied(props))).toBe([head, ...lines.map((line) => `  - ${line}`)].join("\n"));
  });
});
