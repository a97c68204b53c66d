/** What the reference stack doesn't have, on the emulator: applied, planned again, destroyed to nothing. */
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import {
  ApplicationLoadBalancer,
  AuroraCluster,
  AuroraProxy,
  AutoScalingService,
  AwsEnvironment,
  Bucket,
  Distribution,
  Edge,
  EncryptionKey,
  HostedZone,
  LogBucket,
  Network,
  RedisCache,
  ServerlessRedisCache,
  planCapacity,
  singlePageApp,
  useRemoval,
} from "../../src";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const SECRET = "-var=OriginSecret=a-value-that-nobody-guesses";
const emulator = useEmulator();

function build(app: App): TerraformStack {
  const stack = new TerraformStack(app, "everything-else");
  const account = { allowedAccountIds: [EMULATOR_ACCOUNT_ID] };
  new AwsProvider(stack, "Aws", { region: REGION, ...account });
  const globalProvider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global", ...account });
  new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
  useRemoval(stack, "destroy");

  const encryptionKey = new EncryptionKey(stack, "Key");
  const logs = new LogBucket(stack, "Logs");
  const network = new Network(stack, "Network", {
    cidrBlock: "10.40.0.0/16",
    availabilityZones: ["a", "b", "c"].map((zone) => REGION + zone),
    natGateways: "single",
    interfaceEndpoints: ["kms"],
    ipv6: true,
    networkAcls: true,
    flowLogs: logs,
    resolverQueryLogs: logs,
    encryptionKey,
  });
  addData(stack, network, encryptionKey);

  const zone = new HostedZone(stack, "Zone", { zoneName: "example.org" });
  const secret = new TerraformVariable(stack, "OriginSecret", { type: "string", sensitive: true });
  const loadBalancer = new ApplicationLoadBalancer(stack, "LoadBalancer", {
    network,
    accessLogs: logs,
    zone,
    originDomainName: "origin.example.org",
    scheme: "internet-facing",
    viewerDomainNames: ["trading.example.org", "www.example.org", "primary.trading.example.org"],
    originSecretHeader: { values: [secret.stringValue], keptInState: true },
    cloudFrontPrefixListId: "pl-a3a144ca",
  });
  const release = new Bucket(stack, "Releases", { encryptionKey }).addObject("Service", {
    key: "server.py",
    source: join(__dirname, "../support/server.py"),
  });
  new AutoScalingService(stack, "Api", {
    network,
    loadBalancer,
    encryptionKey,
    release,
    route: { priority: 1, hosts: ["*.example.org"], methods: ["GET"], queryParameters: { version: "2" } },
    capacity: planCapacity({ requestsPerSecond: 20, requestsPerSecondPerInstance: 50 }, network),
    loadBalancingAlgorithm: "least_outstanding_requests",
    stickinessSeconds: 300,
    logRetentionDays: 30,
    internetEgressReason: "prices come from vendors without fixed addresses",
  });
  new Edge(stack, "Edge", {
    domainName: "trading.example.org",
    alternateDomainNames: ["www.example.org"],
    zone,
    globalProvider,
    loadBalancer,
    assets: new Bucket(stack, "Assets", { encryptionKey }),
    accessLogs: logs,
    geoRestriction: { type: "block", countries: ["KP"] },
    // Another load balancer in real life: what counts here is that both records of a name are there.
    failover: { dnsName: loadBalancer.dnsName, hostedZoneId: loadBalancer.hostedZoneId },
    webAcl: { blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32"], blockedCountries: ["KP"], managedRuleGroups: { anonymousIp: "off" } },
  });
  new Distribution(stack, "Site", {
    globalProvider,
    origins: { pages: { bucket: new Bucket(stack, "Pages", { encryptionKey }) } },
    defaultBehavior: singlePageApp("pages"),
    errorPages: { 404: "/404.html" },
  });
  return stack;
}

function addData(stack: TerraformStack, network: Network, encryptionKey: EncryptionKey): void {
  const database = new AuroraCluster(stack, "Ledger", {
    network,
    encryptionKey,
    engine: "aurora-mysql",
    readers: { a: {}, reports: { promotionTier: 15 } },
    customEndpoints: { reports: { members: ["reports"] } },
    activityStream: "async",
    databaseInsights: "advanced",
  });
  const user = new SecretsmanagerSecret(stack, "ApiUser", {
    name: "everything-else/api",
    kmsKeyId: encryptionKey.keyArn,
    recoveryWindowInDays: 0,
  });
  new AuroraProxy(stack, "LedgerProxy", { network, database, encryptionKey, userSecretArns: { api: user.arn } });
  new RedisCache(stack, "Sessions", { network, encryptionKey, engine: "redis", clusterMode: false, replicasPerShard: 1 });
  new ServerlessRedisCache(stack, "Books", { network, encryptionKey, maxDataGb: 5, maxEcpuPerSecond: 5000 });
}

test("everything else is applied, and then there is nothing to change, and destroyed to nothing", async () => {
  const workspace = await Workspace.make(build, { endpoint: emulator.url });
  await workspace.apply(SECRET);
  expect((await workspace.plan(SECRET)).unexplained).toEqual([]);
  await workspace.destroy(SECRET);
  expect(await workspace.resources()).toEqual([]);
});
