import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import {
  AlarmTopic,
  ApplicationLoadBalancer,
  ArchiveBucket,
  AuroraCluster,
  AuroraProxy,
  AutoScalingService,
  Bucket,
  BucketAuditTrail,
  EncryptionKey,
  GitHubOidcProvider,
  LogBucket,
  Network,
  NotificationQueue,
  NotificationTopic,
  PlatformDashboard,
  RedisCache,
  Role,
  ServerlessRedisCache,
  StateBucket,
  githubTrust,
  stateKey,
  useStateBackend,
} from "../../src";
import { ACCOUNT_ID, synth } from "../support/synth";

/** AWS General Reference and the AWS SDKs' partitions.json: a region of each partition, and what names of hosts end with. */
const PARTITIONS = [
  ["aws", "eu-central-1", "amazonaws.com"],
  ["aws-cn", "cn-north-1", "amazonaws.com.cn"],
  ["aws-us-gov", "us-gov-west-1", "amazonaws.com"],
  ["aws-eusc", "eusc-de-east-1", "amazonaws.eu"],
] as const;

/** A stack of every module but the edge: CloudFront's certificates and web ACLs are in us-east-1, which no other partition has. */
function platform(partition: string, region: string): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "trading-test");
  new AwsProvider(stack, "Aws", { region, allowedAccountIds: [ACCOUNT_ID] });
  const otherRole = `arn:${partition}:iam::222233334444:role/audit`;

  const encryptionKey = new EncryptionKey(stack, "Key");
  const logs = new LogBucket(stack, "Logs");
  const topic = new AlarmTopic(stack, "Alarms", { encryptionKey });
  const network = new Network(stack, "Network", {
    cidrBlock: "10.0.0.0/16",
    availabilityZones: ["a", "b"].map((zone) => `${region}${zone}`),
    interfaceEndpoints: ["sessionManager", "logsAndMetrics", "secretsmanager", "kms"],
    dynamoDbEndpoint: true,
    encryptionKey,
  });

  const queue = new NotificationQueue(stack, "Arrivals", { encryptionKey });
  const changes = new NotificationTopic(stack, "Changes", { encryptionKey });
  changes.addSubscription("arrivals", { endpoint: queue });
  queue.allowEventBridge(`arn:${partition}:events:${region}:${ACCOUNT_ID}:rule/arrivals`);
  const assets = new Bucket(stack, "Assets", { encryptionKey, accessLogs: logs, inventory: { destination: logs } });
  assets.addNotification("arrived", { target: queue, events: ["s3:ObjectCreated:*"] });
  assets.allowReplicationFrom(otherRole);
  const copyKey = EncryptionKey.fromArn(stack, "CopyKey", `arn:${partition}:kms:${region}:222233334444:key/0123`);
  const copy = Bucket.fromAttributes(stack, "Copy", { bucketName: "acme-copy", region, encryptionKey: copyKey });
  const records = new ArchiveBucket(stack, "TradeRecords", {
    encryptionKey,
    accessLogs: logs,
    retentionYears: 7,
    replica: { bucket: copy, accountId: "222233334444" },
  });
  new BucketAuditTrail(stack, "Audit", { buckets: [records], destination: logs, encryptionKey });

  const loadBalancer = new ApplicationLoadBalancer(stack, "LoadBalancer", {
    network,
    accessLogs: logs,
    zone: { zoneName: "example.com", zoneId: "Z0123456789ABC" },
    originDomainName: "origin.example.com",
    cloudFrontPrefixListId: "pl-a3a144ca",
  });
  const releases = new Bucket(stack, "Releases", { encryptionKey });
  const source = join(__dirname, "../support/server.py");
  const service = new AutoScalingService(stack, "TradingApi", {
    network,
    loadBalancer,
    encryptionKey,
    release: releases.addObject("Service", { key: "server.py", source }),
    route: { priority: 10, paths: ["/api/*"] },
    capacity: { minCapacity: 2, maxCapacity: 4, targetRequestsPerMinute: 4000 },
    logRetentionDays: 30,
  });

  const database = new AuroraCluster(stack, "Database", { network, encryptionKey });
  const userSecretArns = { trading_api: `arn:${partition}:secretsmanager:${region}:${ACCOUNT_ID}:secret:trading-api-a1b2c3` };
  const proxy = new AuroraProxy(stack, "Proxy", { network, database, encryptionKey, userSecretArns });
  const cache = new RedisCache(stack, "Cache", { network, encryptionKey });
  const sessions = new ServerlessRedisCache(stack, "Sessions", {
    network,
    encryptionKey,
    maxDataGb: 10,
    maxEcpuPerSecond: 10_000,
  });
  database.grantConnect(service, "trading_api");
  proxy.grantConnect(service, "trading_api");
  cache.grantConnect(service, "trading-api");
  sessions.grantConnect(service, "trading-api");
  records.grantWrite(service);
  queue.grantConsume(service);
  for (const watched of [database, cache, service, loadBalancer]) watched.addAlarms(topic);
  new PlatformDashboard(stack, "Dashboard", { sources: [loadBalancer, service, database, cache] });

  const states = new StateBucket(stack, "States", {
    bucketName: "acme-states",
    accessLogs: logs,
    readers: { audit: { principalArns: [otherRole], stateKeys: [stateKey("trading-test")] } },
  });
  const oidcProviderArn = new GitHubOidcProvider(stack, "GitHub").oidcProviderArn;
  const trust = githubTrust(stack, { repository: "acme/platform", environment: "prod", oidcProviderArn });
  states.grantDeploy(new Role(stack, "Deploy", trust), stateKey("trading-test"));
  useStateBackend(stack, { type: "s3", bucketName: "acme-states", region });
  return stack;
}

/** Service principals and hosts in a text, such as `logs.eu-central-1.amazonaws.com`; names of endpoint services begin with `com.amazonaws`. */
const HOSTS = /(?<![\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.(?:com\.cn|com|eu)(?![\w-]|\.\w)/g;

describe.each(PARTITIONS)("Every module in the partition %s", (partition, region, dnsSuffix) => {
  const { json } = synth(platform(partition, region));
  const text = JSON.stringify({ ...json, "//": undefined });

  test("has ARNs of the partition alone", () => {
    expect([...new Set(text.match(/\barn:[a-z-]+(?=:)/g))]).toEqual([`arn:${partition}`]);
  });

  // AWS provider, aws_service_principal: in China the principal of CloudWatch Logs ends as hosts do there.
  test("has the principal of CloudWatch Logs, and no other name of its region that ends as another partition's", () => {
    const logs = `logs.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
    const regional = [...new Set(text.match(HOSTS))].filter((name) => name.includes(region));
    expect(regional).toContain(logs);
    expect(regional.filter((name) => name !== logs && !name.endsWith(`.${region}.${dnsSuffix}`))).toEqual([]);
  });

  // AWS CDK, iam.ServicePrincipal: principals without a region are the same in every partition.
  test("has global principals that end the same everywhere", () => {
    const global = [...new Set(text.match(HOSTS))].filter((name) => !name.includes(region));
    expect(global).toEqual(expect.arrayContaining(["ec2.amazonaws.com", "rds.amazonaws.com", "s3.amazonaws.com"]));
    expect(global.filter((name) => !name.endsWith(".amazonaws.com"))).toEqual([]);
  });

  test("names no region of another partition", () => {
    const others = PARTITIONS.map(([, other]) => other).filter((other) => other !== region);
    expect([...others, "us-east-1"].filter((other) => text.includes(other))).toEqual([]);
  });
});
