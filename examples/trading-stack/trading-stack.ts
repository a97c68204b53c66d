import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import {
  AlarmTopic,
  ApplicationLoadBalancer,
  ArchiveBucket,
  AuroraCluster,
  AutoScalingService,
  Bucket,
  Edge,
  EncryptionKey,
  HostedZone,
  LogBucket,
  Network,
  PlatformDashboard,
  RedisAccess,
  RedisCache,
  redisEnvironment,
  Tags,
  planCapacity,
  staticAssets,
  useRemoval,
  useStateBackend,
} from "../../src";
import { awsProviders } from "./aws-providers";
import { databaseEnvironment } from "./database-environment";
import { TradingEnvironment } from "./environments";
import { uploadServices } from "./uploads";

/** Route 53 → CloudFront → load balancer → trading API and web frontend → Aurora, Redis and S3. */
export class TradingStack extends TerraformStack {
  constructor(scope: Construct, id: string, env: TradingEnvironment) {
    super(scope, id);
    const { global } = awsProviders(this, env.aws); // the region's, and us-east-1 for CloudFront; held to one account
    useStateBackend(this, env.state);
    useRemoval(this, env.removal);
    Tags.of(this).addAll(env.tags);

    const key = new EncryptionKey(this, "Key");
    const logs = new LogBucket(this, "Logs");
    const network = new Network(this, "Network", { encryptionKey: key, ...env.network });
    const zone = new HostedZone(this, "Zone", env.zone);

    const assets = new Bucket(this, "Assets", { encryptionKey: key, accessLogs: logs });
    const records = new ArchiveBucket(this, "TradeRecords", { encryptionKey: key, accessLogs: logs, retentionYears: 7 });
    const releases = new Bucket(this, "Releases", { encryptionKey: key, accessLogs: logs });
    const { tradingApi, webFrontend } = uploadServices(releases, assets);

    const database = new AuroraCluster(this, "Database", { network, encryptionKey: key, dataApi: true, ...env.database });
    const cache = new RedisCache(this, "Cache", { network, encryptionKey: key, ...env.cache });
    const loadBalancer = new ApplicationLoadBalancer(this, "LoadBalancer", {
      network,
      accessLogs: logs,
      zone,
      originDomainName: `origin.${env.domainName}`,
      viewerDomainNames: [env.domainName],
      ...env.loadBalancer,
    });

    const api = new AutoScalingService(this, "TradingApi", {
      network,
      loadBalancer,
      encryptionKey: key,
      route: { priority: 10, paths: ["/api/*", "/ws/*"] },
      capacity: planCapacity(env.tradingApi.load, network),
      runtime: "nodejs24",
      release: tradingApi.release,
      environment: {
        ...tradingApi.environment,
        ...databaseEnvironment(database, "trading_api"),
        ...redisEnvironment(cache.connection("trading-api")),
        RECORDS_BUCKET: records.bucketName,
        AWS_REGION: env.aws.region,
      },
      ...env.tradingApi.compute,
    });
    const web = new AutoScalingService(this, "WebFrontend", {
      network,
      loadBalancer,
      encryptionKey: key,
      route: { priority: 20, paths: ["/*"] },
      capacity: planCapacity(env.webFrontend.load, network),
      runtime: "nodejs24",
      release: webFrontend.release,
      environment: { ...webFrontend.environment, INSTRUMENTS: env.instruments.join(",") },
      ...env.webFrontend.compute,
    });

    database.connections.allowDefaultPortFrom(api, "accounts, orders and transactions");
    database.addUser("trading_api", { access: "read-write" });
    database.grantConnect(api, "trading_api");
    cache.connections.allowDefaultPortFrom(api, "order books");
    cache.grantConnect(api, "trading-api", { access: RedisAccess.orderBook("book") });
    records.grantWrite(api);

    const edge = new Edge(this, "Edge", {
      domainName: env.domainName,
      zone,
      globalProvider: global,
      loadBalancer,
      assets,
      behaviors: { "/static/*": staticAssets("assets", { cache: { queryStrings: ["versionId"] } }) }, // each page its own versions
      accessLogs: logs,
      ...env.edge,
    });

    const alarms = new AlarmTopic(this, "Alarms", { encryptionKey: key, emails: env.alarmEmails });
    for (const watched of [loadBalancer, api, web, database, cache]) watched.addAlarms(alarms);
    edge.addAlarms(new AlarmTopic(this, "GlobalAlarms", { encryptionKey: edge.encryptionKey, emails: env.alarmEmails, provider: global }));
    new PlatformDashboard(this, "Dashboard", {
      sources: [edge, loadBalancer, api, web, database, cache, assets, records, releases, logs, network],
    });

    const outputs = {
      site_url: edge.url,
      distribution_id: edge.distributionId,
      database_endpoint: database.endpoint,
      database_reader_endpoint: database.readerEndpoint,
      database_secret_arn: database.secretArn,
      cache_endpoint: cache.endpoint,
      log_bucket: logs.bucketName,
    };
    for (const [name, value] of Object.entries(outputs)) new TerraformOutput(this, name, { value });
  }
}
