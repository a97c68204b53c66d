import { IAwsEnvironment, LogSource } from "../../src/core";
import { accountFolder } from "../../src/internal/vended-logs";

/**
 * Access, connection and health check logs of the account's load balancers in a region, which go to a bucket of that region without a
 * customer-managed key (Application Load Balancers guide, "Enable access logs"). Pure.
 *
 * @param environment where the load balancers are
 * @param region the region of the load balancers and of the bucket; the environment's where it is left out
 */
export function loadBalancerLogSource(environment: IAwsEnvironment, region?: string): LogSource {
  const { accountId } = environment;
  return {
    sid: "LoadBalancerLogs",
    description: "load balancers",
    service: "logdelivery.elasticloadbalancing.amazonaws.com",
    accountId,
    sourceArn: environment.arn("elasticloadbalancing", "loadbalancer/*", { region }),
    keyPattern: accountFolder(accountId),
  };
}
