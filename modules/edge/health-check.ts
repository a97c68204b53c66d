import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";

/** Records a path that Route 53 can't request; one that is left out passes. */
export function checkHealthCheck(validator: Validator, props: { readonly healthCheckPath?: string }): void {
  validator.format("healthCheckPath", props.healthCheckPath, FORMATS.urlPath);
}

/** Route 53's health check of the site, over HTTPS and by the name that viewers use: by CloudFront's own name it would miss a broken certificate or alias. */
export function createHealthCheck(scope: Construct, domainName: string, healthCheckPath: string): Route53HealthCheck {
  return new Route53HealthCheck(scope, "HealthCheck", {
    type: "HTTPS",
    fqdn: domainName,
    port: 443,
    resourcePath: healthCheckPath,
    enableSni: true,
    requestInterval: 30,
    failureThreshold: 3,
    measureLatency: true,
    tags: { Name: pathFromStack(scope).join("/") },
  });
}
