import { Construct } from "constructs";
import { ArchiveBucket, AuroraCluster, RedisCache } from "../../src";
import { TradingEnvironment } from "../trading-stack/environments";
import { NetworkStack } from "./network-stack";
import { PlatformStack } from "./platform-stack";

/** What must not be lost: the database, the cache and the trade records. */
export class DataStack extends PlatformStack {
  public readonly database: AuroraCluster;
  public readonly cache: RedisCache;
  public readonly records: ArchiveBucket;

  constructor(scope: Construct, id: string, env: TradingEnvironment, { key, logs, network, alarms }: NetworkStack) {
    super(scope, id, env);
    this.records = new ArchiveBucket(this, "TradeRecords", { encryptionKey: key, accessLogs: logs, retentionYears: 7 });
    this.database = new AuroraCluster(this, "Database", { network, encryptionKey: key, dataApi: true, ...env.database });
    this.cache = new RedisCache(this, "Cache", { network, encryptionKey: key, ...env.cache });
    for (const watched of [this.database, this.cache]) watched.addAlarms(alarms);

    this.addOutputs({
      database_endpoint: this.database.endpoint,
      database_secret_arn: this.database.secretArn,
      cache_endpoint: this.cache.endpoint,
    });
  }
}
