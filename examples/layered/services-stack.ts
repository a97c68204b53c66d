import { Construct } from "constructs";
import {
  AlarmTopic,
  AutoScalingService,
  Bucket,
  Certificate,
  Edge,
  PlatformDashboard,
  RedisAccess,
  planCapacity,
  redisEnvironment,
  staticAssets,
} from "../../src";
import { databaseEnvironment } from "../trading-stack/database-environment";
import { TradingEnvironment } from "../trading-stack/environments";
import { uploadServices } from "../trading-stack/uploads";
import { DataStack } from "./data-stack";
import { NetworkStack } from "./network-stack";
import { PlatformStack } from "./platform-stack";

/** What changes each day: the services, what their page loads, what they may do, and the edge in front of them. */
export class ServicesStack extends PlatformStack {
  constructor(scope: Construct, id: string, env: TradingEnvironment, platform: NetworkStack, data: DataStack) {
    super(scope, id, env);
    // Rules and policies between two stacks are in the one that is deployed later: this one.
    this.addDependency(data);
    const { key, logs, network, zone, loadBalancer, alarms } = platform;
    const { database, cache, records } = data;

    const assets = new Bucket(this, "Assets", { encryptionKey: key, accessLogs: logs });
    const releases = new Bucket(this, "Releases", { encryptionKey: key, accessLogs: logs });
    const { tradingApi, webFrontend } = uploadServices(releases, assets);

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
      // The load balancer's certificate holds the name as well: its state has the record that validates both.
      certificate: new Certificate(this, "Certificate", {
        domainName: env.domainName,
        zone,
        validatedElsewhere: [env.domainName],
        provider: this.globalProvider,
      }),
      globalProvider: this.globalProvider,
      loadBalancer,
      assets,
      behaviors: { "/static/*": staticAssets("assets", { cache: { queryStrings: ["versionId"] } }) },
      accessLogs: logs,
      ...env.edge,
    });

    for (const watched of [api, web]) watched.addAlarms(alarms);
    edge.addAlarms(
      new AlarmTopic(this, "GlobalAlarms", { encryptionKey: edge.encryptionKey, emails: env.alarmEmails, provider: this.globalProvider }),
    );
    new PlatformDashboard(this, "Dashboard", { sources: [edge, loadBalancer, api, web, database, cache] });

    this.addOutputs({ site_url: edge.url, distribution_id: edge.distributionId });
  }
}
