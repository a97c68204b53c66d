import { CloudfrontDistribution, CloudfrontDistributionOrigin } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontVpcOrigin } from "@cdktf/provider-aws/lib/cloudfront-vpc-origin";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { ILoadBalancerOrigin } from "../../src/core";
import { alsoDependOn } from "../../src/internal/later-dependencies";
import { accountWideName } from "../../src/internal/names";
import { replacementTrigger } from "../../src/internal/replacement-trigger";
import { dependenciesIn } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";

/** What the distribution calls the load balancer. */
export const LOAD_BALANCER_ORIGIN_ID = "load-balancer";

const ORIGIN_TLS = ["TLSv1.2"];
const KEEPALIVE_SECONDS = 60;

/** What the origin of a load balancer is made from. */
interface LoadBalancerOriginSettings {
  readonly loadBalancer: ILoadBalancerOrigin;
  /** @default - the load balancer is public */
  readonly vpcOriginId?: string;
  readonly originResponseTimeoutSeconds: number;
}

/** Records a load balancer that CloudFront can't use as an origin, and a response timeout that it refuses. */
export function checkLoadBalancerOrigin(
  validator: Validator,
  props: { readonly loadBalancer: ILoadBalancerOrigin; readonly originResponseTimeoutSeconds?: number },
): void {
  validator
    .check(
      "loadBalancer.originDomainName",
      props.loadBalancer.originDomainName,
      Boolean(props.loadBalancer.originDomainName),
      "must be a name on the load balancer's certificate, which CloudFront compares with the origin's domain name",
      "Give the load balancer its originDomainName.",
    )
    .check(
      "loadBalancer",
      "client certificates that are verified",
      !props.loadBalancer.requiresClientCertificates,
      "must let clients without a certificate connect: CloudFront shows none",
      "Leave clientCertificates of the load balancer out, and have viewers authenticated otherwise.",
    )
    .integerBetween("originResponseTimeoutSeconds", props.originResponseTimeoutSeconds, 1, 60, "seconds");
}

/**
 * What CloudFront reaches an internal load balancer through. A VPC origin in use can't be changed: a new load balancer gets a new one, under a
 * name of its own, before the old one is deleted.
 */
export function createVpcOrigin(scope: Construct, loadBalancer: ILoadBalancerOrigin): CloudfrontVpcOrigin {
  const { resource, loadBalancerArn: arn } = loadBalancer;
  const trigger = replacementTrigger(scope, "LoadBalancerReplacement", { arn, resource });
  const suffix = Fn.substr(Fn.sha256(loadBalancer.loadBalancerArn), 0, 8);
  const origin = new CloudfrontVpcOrigin(scope, "VpcOrigin", {
    vpcOriginEndpointConfig: [
      {
        name: `${accountWideName(scope, { maxLength: 50, punctuation: "-_" })}-${suffix}`,
        arn: loadBalancer.loadBalancerArn,
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: "https-only",
        originSslProtocols: [{ items: ORIGIN_TLS, quantity: ORIGIN_TLS.length }],
      },
    ],
    lifecycle: {
      createBeforeDestroy: true,
      ...(trigger && { replaceTriggeredBy: [trigger] }),
    },
    dependsOn: dependenciesIn(scope, loadBalancer.originDependencies),
  });
  // While it is deployed, which takes minutes, instances become healthy behind a new load balancer.
  alsoDependOn(origin, () => loadBalancer.replacementDependencies ?? []);
  return origin;
}

/** Has a distribution change to a new load balancer once there are instances behind that. The old load balancer goes only after the distribution. */
export function changeAfterInstances(distribution: CloudfrontDistribution, loadBalancer: ILoadBalancerOrigin): void {
  alsoDependOn(distribution, () => loadBalancer.replacementDependencies ?? []);
}

/** A load balancer as an origin: through its VPC origin, or publicly by its name, over TLS alone. Pure. */
export function loadBalancerOrigin(settings: LoadBalancerOriginSettings): CloudfrontDistributionOrigin {
  const { loadBalancer, vpcOriginId } = settings;
  const header = loadBalancer.originHeader;
  const timeouts = { originKeepaliveTimeout: KEEPALIVE_SECONDS, originReadTimeout: settings.originResponseTimeoutSeconds };
  return {
    originId: LOAD_BALANCER_ORIGIN_ID,
    domainName: loadBalancer.originDomainName!,
    customHeader: header && [header],
    ...(vpcOriginId
      ? { vpcOriginConfig: { vpcOriginId, ...timeouts } }
      : {
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ORIGIN_TLS,
            ...timeouts,
          },
        }),
  };
}
