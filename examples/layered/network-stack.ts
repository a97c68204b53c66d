import { Construct } from "constructs";
import { AlarmTopic, ApplicationLoadBalancer, EncryptionKey, HostedZone, LogBucket, Network } from "../../src";
import { TradingEnvironment } from "../trading-stack/environments";
import { PlatformStack } from "./platform-stack";

/** What everything stands on: the key, the log bucket, the VPC, the load balancer that all services share, and the topic that alarms notify. */
export class NetworkStack extends PlatformStack {
  public readonly key: EncryptionKey;
  public readonly logs: LogBucket;
  public readonly network: Network;
  public readonly zone: HostedZone;
  public readonly loadBalancer: ApplicationLoadBalancer;
  public readonly alarms: AlarmTopic;

  constructor(scope: Construct, id: string, env: TradingEnvironment) {
    super(scope, id, env);
    this.key = new EncryptionKey(this, "Key");
    this.logs = new LogBucket(this, "Logs");
    this.network = new Network(this, "Network", { encryptionKey: this.key, ...env.network });
    this.zone = new HostedZone(this, "Zone", env.zone);
    this.loadBalancer = new ApplicationLoadBalancer(this, "LoadBalancer", {
      network: this.network,
      accessLogs: this.logs,
      zone: this.zone,
      originDomainName: `origin.${env.domainName}`,
      viewerDomainNames: [env.domainName],
      ...env.loadBalancer,
    });
    this.alarms = new AlarmTopic(this, "Alarms", { encryptionKey: this.key, emails: env.alarmEmails });
    this.loadBalancer.addAlarms(this.alarms);

    this.addOutputs({ vpc_id: this.network.vpcId, log_bucket: this.logs.bucketName });
  }
}
