import { join } from "node:path";
import { Construct } from "constructs";
import { AlarmTopic, AutoScalingService, Bucket, Certificate, Edge, PlatformDashboard, planCapacity, redisEnvironment } from "../../src";
import { TradingEnvironment } from "../trading-stack/environments";
import { DataStack } from "./data-stack";
import { NetworkStack } from "./network-stack";
import { PlatformStack } from "./platform-stack";

/** What changes each day: the services, what they may do, and the edge in front of them. */
export class ServicesStack extends PlatformStack {
  constructor(scope: Construct, id: string, env: TradingEnvironment, platform: NetworkStack, data: DataStack) {
    super(scope, id, env);
    // Rules and policies between two stacks are in the one that is deployed later: this one.
    this.addDependency(data);
    const { key, logs, network, zone, loadBalancer, alarms } = platform;
    const { database, cache, assets, records } = data;

    const releases = new Bucket(this, "Releases", { encryptionKey: key, accessLogs: logs });
    const source = join(__dirname, "../trading-stack/service/server.py");
    const release = releases.addObject("Service", { key: "service/server.py", source });

    const api = new AutoScalingService(this, "TradingApi", {
      network,
      loadBalancer,
      encryptionKey: key,
      route: { priority: 10, paths: ["/api/*", "/ws/*"] },
      capacity: planCapacity(env.tradingApi.load, network),
      release,
      environment: {
        SERVICE_NAME: "trading-api",
        DATABASE_HOST: database.endpoint,
        DATABASE_PORT: `${database.port}`,
        ...redisEnvironment(cache.connection("trading-api")),
      },
      ...env.tradingApi.compute,
    });
    const web = new AutoScalingService(this, "WebFrontend", {
      network,
      loadBalancer,
      encryptionKey: key,
      route: { priority: 20, paths: ["/*"] },
      capacity: planCapacity(env.webFrontend.load, network),
      release,
      environment: { SERVICE_NAME: "web-frontend" },
      ...env.webFrontend.compute,
    });

    database.connections.allowDefaultPortFrom(api, "accounts, orders and transactions");
    database.grantConnect(api, "trading_api");
    cache.connections.allowDefaultPortFrom(api, "order books and sessions");
    cache.grantConnect(api, "trading-api");
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
