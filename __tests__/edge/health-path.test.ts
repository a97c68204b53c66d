import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule, LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Token } from "cdktf";
import { Edge, EdgeProps, passThrough } from "../../modules/edge";
import { synth, testStack, warnings } from "../support/synth";
import { required } from "./fixture";

const FAILOVER = { dnsName: "standby-1.eu-west-1.elb.amazonaws.com", hostedZoneId: "Z32O12XQLNTSW2" };
const path = (...values: string[]): LbListenerRuleCondition => ({ pathPattern: { values } });
const host = (...values: string[]): LbListenerRuleCondition => ({ hostHeader: { values } });

/** What an edge says of its health check, before a load balancer with rules of these conditions. */
function warningsOf(
  rules: readonly (readonly LbListenerRuleCondition[])[],
  props: Partial<EdgeProps> = {},
  defaultAction = "fixed-response",
): unknown[] {
  const stack = testStack();
  const resource = new Lb(stack, "Balancer", {});
  const listener = new LbListener(stack, "Listener", { loadBalancerArn: resource.arn, defaultAction: [{ type: defaultAction }] });
  const edge = new Edge(stack, "Edge", { ...required(stack, { resource, loadBalancerArn: resource.arn }), ...props });
  rules.forEach((condition, index) => {
    new LbListenerRule(stack, `Rule${index}`, { listenerArn: listener.arn, condition: [...condition], action: [{ type: "forward" }] });
  });
  synth(stack);
  return warnings(edge);
}

const unserved = (requestPath: string, requestHost: string): string =>
  `The health check's GET ${requestPath} for the host ${requestHost} matches no route of trading-test/Balancer, which answers it with an error: the site is ` +
  "unhealthy whatever its services do. Have a service serve it, or name a path that one serves in healthCheck.path.";

// Application Load Balancers guide, "Listener rules": a request that no rule matches gets the default action. "Condition types": all conditions must hold, and
// one value of each. Route 53 Developer Guide: a status of 400 or more is unhealthy.
describe("a health check", () => {
  test.each<[string, LbListenerRuleCondition[][], Partial<EdgeProps>, string, string]>([
    ["whose path no rule has", [[path("/api/*")], [path("/app", "/app/*")]], {}, "/health", "trading.example.com"],
    ["whose path is another one", [[path("/health")]], { healthCheck: { path: "/ready?deep=1" } }, "/ready?deep=1", "trading.example.com"],
    [
      "whose name no rule has, as that of a failover",
      [[host("trading.example.com")]],
      { failover: FAILOVER },
      "/health",
      "primary.trading.example.com",
    ],
    ["whose path only another host has", [[host("www.example.com"), path("/health")]], {}, "/health", "trading.example.com"],
    ["whose method no rule has", [[{ httpRequestMethod: { values: ["POST"] } }]], {}, "/health", "trading.example.com"],
    [
      "that comes under the load balancer's own name",
      [[host("trading.example.com")]],
      { defaultBehavior: passThrough("loadBalancer", { forward: "everythingButHost" }) },
      "/health",
      "origin.trading.example.com",
    ],
  ])("%s is warned of", (_, rules, props, requestPath, requestHost) => {
    expect(warningsOf(rules, props)).toEqual([unserved(requestPath, requestHost)]);
  });

  test.each<[string, LbListenerRuleCondition[][], Partial<EdgeProps>]>([
    ["that a rule for every path matches", [[path("/api/*")], [path("/*")]], {}],
    ["that a rule matches whatever the capitals of the host", [[host("*.Example.com"), path("/health")]], {}],
    ["whose path has a query, which is no part of a path pattern", [[path("/ready")]], { healthCheck: { path: "/ready?deep=1" } }],
    ["that a rule may match whose headers aren't known", [[{ httpHeader: { httpHeaderName: "X-Origin", values: ["secret"] } }]], {}],
    ["that a rule may match whose path only Terraform knows", [[path(Token.asString("${var.path}"))]], {}],
    ["before a load balancer whose rules are elsewhere", [], {}],
    ["that there isn't", [[path("/api/*")]], { healthCheck: false }],
    ["of the assets", [[path("/api/*")]], { healthCheck: { path: "/static/health.txt" } }],
  ])("%s isn't", (_, rules, props) => expect(warningsOf(rules, props)).toEqual([]));

  test("isn't where the load balancer forwards what no rule matches", () =>
    expect(warningsOf([[path("/api/*")]], {}, "forward")).toEqual([]));
});
