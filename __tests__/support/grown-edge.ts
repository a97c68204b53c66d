import { generateKeyPairSync } from "node:crypto";
import { TerraformProvider, TerraformStack } from "cdktf";
import { TradingEnvironment } from "../../examples/trading-stack/environments";
import { ApplicationLoadBalancer } from "../../modules/alb-asg";
import { createWebAclAssociation } from "../../modules/alb-asg/web-acl-association";
import { EdgeFunction, HostedZone, KeyGroup, KeyValueStore, RealTimeLog, WebAcl } from "../../modules/edge";
import { EncryptionKey } from "../../src/core";

function publicKey(): string {
  return generateKeyPairSync("ec", { namedCurve: "prime256v1" }).publicKey.export({ type: "spki", format: "pem" }) as string;
}

const FIRST = publicKey();
const SECOND = publicKey();

/**
 * Adds to the example's stack whatever the edge can have besides: signers, functions and what they read, real-time logs, IP sets, a web ACL of
 * the load balancer, a signed and logged zone.
 *
 * @param changed whether each of them is another one than at first
 */
export function growEdge(stack: TerraformStack, { zone }: TradingEnvironment, changed = false): void {
  const globalProvider = stack.node.findChild("AwsGlobal") as TerraformProvider;
  const encryptionKey = stack.node.findChild("Key") as EncryptionKey;
  new KeyGroup(stack, "Signers", { publicKeys: { signer: changed ? SECOND : FIRST } });
  new EdgeFunction(stack, "Redirects", {
    code: `function handler(event) { return { statusCode: ${changed ? 301 : 302} }; }`,
    keyValueStore: new KeyValueStore(stack, "Targets"),
  });
  new RealTimeLog(stack, "Requests", { encryptionKey, samplingPercent: changed ? 5 : 10 });
  const allowLists = { exchange: { cidrBlocks: ["198.51.100.0/24", ...(changed ? ["203.0.113.0/24"] : [])] } };
  new WebAcl(stack, "Partners", { scope: "CLOUDFRONT", provider: globalProvider, allowLists });
  const services = new WebAcl(stack, "Services", { scope: "REGIONAL", forwardedIpHeader: "x-forwarded-for", allowLists });
  const loadBalancer = stack.node.findChild("LoadBalancer") as ApplicationLoadBalancer;
  createWebAclAssociation(loadBalancer, services.webAclArn, loadBalancer.loadBalancerArn);
  new HostedZone(stack, "SignedZone", { ...zone, globalProvider, dnssec: true, queryLogs: {} });
}
