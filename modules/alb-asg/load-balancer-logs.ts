import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, ILogBucket, LogDelivery, LogSource } from "../../src/core";
import { logPrefix } from "../../src/internal/log-prefix";
import { checkLogBucketRegion } from "../../src/internal/region";
import { Validator } from "../../src/internal/validator";
import { accountFolder, checkEnvironment } from "../../src/internal/vended-logs";

/** The accounts of Elastic Load Balancing that deliver in China's regions (Application Load Balancers guide of these regions, "Enable access logs"). */
const CHINA_DELIVERY_ACCOUNTS: Readonly<Record<string, string>> = { "cn-north-1": "638102146993", "cn-northwest-1": "037604701340" };

/**
 * Access, connection and health check logs of the account's load balancers in a region, which go to a bucket of that region without a
 * customer-managed key (Application Load Balancers guide, "Enable access logs"). Pure.
 *
 * @param environment where the load balancers are
 * @param region the region of the load balancers and of the bucket; the environment's where it is left out
 * @throws ValidationError for anything but an environment
 */
export function loadBalancerLogSource(environment: IAwsEnvironment, region?: string): LogSource {
  checkEnvironment("loadBalancerLogSource", environment);
  const { accountId } = environment;
  return {
    sid: "LoadBalancerLogs",
    description: "load balancers",
    service: "logdelivery.elasticloadbalancing.amazonaws.com",
    deliveryAccountId: CHINA_DELIVERY_ACCOUNTS[region ?? environment.region],
    accountId,
    sourceArn: environment.arn("elasticloadbalancing", "loadbalancer/*", { region }),
    keyPattern: accountFolder(accountId),
  };
}

/** Records a log bucket in another region than the load balancer. */
export function checkLoadBalancerLogs(validator: Validator, scope: Construct, accessLogs: ILogBucket): void {
  checkLogBucketRegion(validator, "accessLogs", accessLogs, AwsEnvironment.of(scope).region);
}

/** Where a load balancer's logs go. */
export interface LoadBalancerLogs {
  readonly access: LogDelivery;
  readonly connections: LogDelivery;
}

/** Lets the load balancer deliver its access logs and its connection logs to a log bucket, under a prefix each. */
export function addLoadBalancerLogs(scope: Construct, accessLogs: ILogBucket): LoadBalancerLogs {
  const prefix = logPrefix("load-balancer", scope, accessLogs, 100);
  const source = loadBalancerLogSource(AwsEnvironment.of(scope), accessLogs.region);
  return {
    access: accessLogs.addLogSource(`${prefix}/access`, source),
    connections: accessLogs.addLogSource(`${prefix}/connections`, source),
  };
}
