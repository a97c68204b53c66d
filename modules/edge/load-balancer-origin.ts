import {
  CloudfrontDistribution,
  CloudfrontDistributionOrigin,
  CloudfrontDistributionOriginCustomOriginConfig,
} from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontVpcOrigin } from "@cdktf/provider-aws/lib/cloudfront-vpc-origin";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { ILoadBalancerOrigin } from "../../src/core";
import { LOAD_BALANCER_ORIGIN } from "../../src/core/interfaces";
import { alsoDependOn } from "../../src/internal/later-dependencies";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { accountWideName } from "../../src/internal/names";
import { NUMBER, PropTypes, optional } from "../../src/internal/prop-types";
import { replacementTrigger } from "../../src/internal/replacement-trigger";
import { dependenciesIn } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { warnOfVpcOriginPlace } from "./vpc-origin-places";

const ORIGIN_TLS = ["TLSv1.2"];
const KEEPALIVE_SECONDS = 60;

/** A load balancer: an internal one is reached through a VPC origin, a public one by its `originDomainName`. */
export interface LoadBalancerOrigin {
  /** The load balancer. */
  readonly loadBalancer: ILoadBalancerOrigin;
  /** CloudFront's response timeout: how long it waits for the response, and between two packets of it, 1 to 60 seconds. @default 30 */
  readonly responseTimeoutSeconds?: number;
}

const LOAD_BALANCER: PropTypes<LoadBalancerOrigin> = { loadBalancer: LOAD_BALANCER_ORIGIN, responseTimeoutSeconds: optional(NUMBER) };

/** Records a load balancer that CloudFront can't use as an origin, and a response timeout that it refuses. */
export function checkLoadBalancerOrigin(validator: Validator, prop: string, origin: LoadBalancerOrigin): void {
  validator.props(origin, LOAD_BALANCER, prop);
  checkLoadBalancer(validator, `${prop}.loadBalancer`, origin.loadBalancer);
  checkResponseTimeout(validator, `${prop}.responseTimeoutSeconds`, origin.responseTimeoutSeconds);
}

/** Records a load balancer that CloudFront can't use as an origin. */
export function checkLoadBalancer(validator: Validator, prop: string, loadBalancer: ILoadBalancerOrigin): void {
  const { originDomainName, requiresClientCertificates } = loadBalancer;
  validator
    .check(
      `${prop}.originDomainName`,
      originDomainName,
      Boolean(originDomainName),
      "must be a name on the load balancer's certificate, which CloudFront compares with the origin's domain name",
      "Give the load balancer its originDomainName.",
    )
    .check(
      prop,
      "client certificates that are verified",
      !requiresClientCertificates,
      "must let clients without a certificate connect: CloudFront shows none",
      "Leave clientCertificates of the load balancer out, and have viewers authenticated otherwise.",
    );
}

/** Records a response timeout that CloudFront refuses. */
export function checkResponseTimeout(validator: Validator, prop: string, responseTimeoutSeconds: number | undefined): void {
  validator.integerBetween(prop, responseTimeoutSeconds ?? undefined, 1, 60, "seconds");
}

/**
 * What CloudFront reaches an internal load balancer through. A VPC origin in use can't be changed: a new load balancer gets a new one, under a
 * name of its own, before the old one is deleted.
 */
export function createVpcOrigin(scope: Construct, loadBalancer: ILoadBalancerOrigin): CloudfrontVpcOrigin {
  warnOfVpcOriginPlace(scope, loadBalancer);
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
      ...CREATE_BEFORE_DESTROY,
      ...(trigger && { replaceTriggeredBy: [trigger] }),
    },
    dependsOn: dependenciesIn(scope, loadBalancer.originDependencies),
  });
  // While it is deployed, which takes minutes, instances become healthy behind a new load balancer.
  alsoDependOn(origin, () => loadBalancer.replacementDependencies ?? []);
  return origin;
}

/** Has a distribution change to a new load balancer once there are instances behind that. The old load balancer goes only after the distribution. */
export function changeAfterInstances(distribution: CloudfrontDistribution, loadBalancers: readonly ILoadBalancerOrigin[]): void {
  alsoDependOn(distribution, () => loadBalancers.flatMap(({ replacementDependencies }) => replacementDependencies ?? []));
}

/** A distribution's block: through its VPC origin, or publicly by its name, over TLS alone. Pure. */
export function loadBalancerOriginBlock(
  originId: string,
  { loadBalancer, responseTimeoutSeconds }: LoadBalancerOrigin,
  vpcOriginId: string | undefined,
): CloudfrontDistributionOrigin {
  const header = loadBalancer.originHeader;
  return {
    originId,
    domainName: loadBalancer.originDomainName!,
    customHeader: header && [header],
    ...(vpcOriginId
      ? { vpcOriginConfig: { vpcOriginId, ...timeouts(responseTimeoutSeconds) } }
      : { customOriginConfig: tlsOrigin(responseTimeoutSeconds) }),
  };
}

/** An origin that CloudFront connects to over the internet, by TLS 1.2. Pure. */
export function tlsOrigin(responseTimeoutSeconds: number | undefined): CloudfrontDistributionOriginCustomOriginConfig {
  return {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ORIGIN_TLS,
    ...timeouts(responseTimeoutSeconds),
  };
}

function timeouts(responseTimeoutSeconds: number | undefined) {
  return { originKeepaliveTimeout: KEEPALIVE_SECONDS, originReadTimeout: responseTimeoutSeconds ?? 30 };
}
