import { Construct } from "constructs";
import { PolicyStatement } from "../../../src";
import { computeStatements } from "./compute";
import { cacheStatements, databaseStatements } from "./data";
import { DeployedStack } from "./deployed-stack";
import { dnsStatements } from "./dns";
import { edgeStatements } from "./edge";
import { identityStatements } from "./identity";
import { monitoringStatements } from "./monitoring";
import { networkStatements } from "./network";
import { platformStatements } from "./platform";

export { boundaryStatements } from "./boundary";
export { type DeployedStack } from "./deployed-stack";
export { readStatements } from "./read";

/** The statements of the role that deploys a stack, besides those that read it: one managed policy each, ten with those. */
export function deployStatements(scope: Construct, stack: DeployedStack): Readonly<Record<string, PolicyStatement[]>> {
  return {
    Network: [...networkStatements(stack), ...dnsStatements(stack)],
    Compute: computeStatements(stack),
    Database: databaseStatements(stack),
    Cache: cacheStatements(stack),
    Edge: edgeStatements(stack),
    Platform: platformStatements(stack),
    Monitoring: monitoringStatements(stack),
    Identity: identityStatements(scope, stack),
  };
}

/** Statement → why it can't name its resources. */
export const UNNAMED_RESOURCES: Readonly<Record<string, string>> = {
  BoundaryStays: "denies: no role's boundary is removed",
  CertificatesCreate: "the operation knows no resource; the stack's tags are required",
  CloudFrontCreate: "the operations know no resource; the stack's tags are required",
  CloudFrontPoliciesCreate: "the operations know neither a resource nor tags",
  CloudFrontSigners: "the operations know neither a resource nor tags",
  Describe: "most of these operations know no resource, and what they say is configuration: no data, no secrets",
  DnsHealthChecksCreate: "the operation knows neither a resource nor tags",
  DnsZoneCreate: "the operation knows neither a resource nor tags; only where no zone exists",
  DrainingInstances: "in the boundary: the operation knows no resource; it says which group an instance is in",
  KeysCreate: "the operation knows no resource; the stack's tags are required",
  LogDeliveriesOfServices:
    "the operations know no resource; ElastiCache, AWS WAF and VPC flow logs call them on behalf of whoever asks for logs",
  ReleasesInProgress: "in the boundary: the operation knows no resource; it says how a replacement of instances goes on",
  SessionManager: "in the boundary: the operations know no resource",
  WebAclDisassociate:
    "as the AWS WAF Developer Guide has it; the load balancer's service is asked as well, and allows it for the stack's own",
};
