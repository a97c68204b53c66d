/** What ends with a resource, whose data isn't lost: each by the guide of its service, named beside it. */
import { reviewPlan } from "../../../src/review/build";
import { Values } from "../../../src/review/changes/plan-json";
import { Finding } from "../../../src/review/review";
import { plan, resource } from "../plan-fixture";

function found(...changes: ReturnType<typeof resource>[]): Finding[] {
  return reviewPlan({ plan: plan(changes), today: "2026-11-26" }).findings.filter(({ rule }) => rule === "interruption");
}
const deleted = (address: string, more: object = {}): ReturnType<typeof resource> =>
  resource(address, "delete", { before: { id: "x" } }, more);
const stopped = (address: string, before: object, after: object): ReturnType<typeof resource> =>
  resource(address, "update", { before, after });

const NAME_ENDS = [
  "its DNS name is answered no more, and connections to it end",
  "the new one has another DNS name, and connections to the old one end",
] as const;
const INTERNET = ["nothing of its VPC has a way to the internet by it"] as const;
const PORT = ["nothing answers at its port"] as const;
const RULE = ["what it takes goes to other rules, or to the default action"] as const;
const TARGETS = ["nothing is sent to its targets", "targets of the new one are served once they are healthy"] as const;
const APART = ["the networks that it connects are apart"] as const;
const UNSIGNED = ["resolvers that validate refuse the zone while its parent has a DS record"] as const;

/** By type: what ends with a deletion, and with a replacement where that is something else. */
const ENDINGS: Readonly<Record<string, readonly [deleted: string, replaced?: string]>> = {
  // Elastic Load Balancing: "Delete an Application Load Balancer", "Delete a listener", "Delete a listener rule", "Delete a target group".
  aws_alb: NAME_ENDS,
  aws_lb: NAME_ENDS,
  aws_elb: NAME_ENDS,
  aws_alb_listener: PORT,
  aws_lb_listener: PORT,
  aws_alb_listener_rule: RULE,
  aws_lb_listener_rule: RULE,
  aws_alb_target_group: TARGETS,
  aws_lb_target_group: TARGETS,
  aws_api_gateway_rest_api: NAME_ENDS,
  aws_apigatewayv2_api: NAME_ENDS,
  aws_cloudfront_distribution: NAME_ENDS,
  aws_db_proxy: NAME_ENDS,
  aws_ec2_transit_gateway_vpc_attachment: APART,
  aws_vpc_peering_connection: APART,
  aws_vpn_connection: APART,
  aws_ecs_service: ["its tasks are stopped"],
  aws_egress_only_internet_gateway: INTERNET,
  aws_internet_gateway: INTERNET,
  // EC2 User Guide, "Terminate Amazon EC2 instances".
  aws_instance: [
    "it is terminated, with its instance store and the volumes that are deleted with it",
    "the old one is terminated, with its instance store and the volumes that are deleted with it",
  ],
  aws_kms_alias: ["requests that name the key by it fail"],
  aws_lambda_function: ["nothing can invoke it"],
  // VPC User Guide, "Work with NAT gateways": deleting one disassociates its Elastic IP address; its routes become blackholes.
  aws_nat_gateway: [
    "what has routes to it alone has no way out, and its address is no longer the one that others may allow",
    "connections through the old one end, and a new address may not be allowed by others",
  ],
  aws_route: ["what it is for takes another route, or none"],
  // Route 53 Developer Guide, "Disabling DNSSEC signing": the parent's DS record goes first.
  aws_route53_hosted_zone_dnssec: UNSIGNED,
  aws_route53_key_signing_key: UNSIGNED,
  // Route 53 Developer Guide, "Deleting records": resolvers stop answering once what they have cached has expired.
  aws_route53_record: [
    "its name is answered no more once resolvers' caches have run out",
    "its old name or type is answered no more once resolvers' caches have run out",
  ],
  // EC2 API Reference, DeleteSubnet: instances are terminated first. VPC User Guide, "Delete a subnet": so is whatever else has a network interface there.
  aws_subnet: [
    "EC2 refuses that while an instance, a node of a database or cache, or anything else with a network interface is in it",
    "EC2 refuses to delete the old one while anything with a network interface is in it",
  ],
  aws_vpc_endpoint: ["what reached the service by it takes another way, or none"],
};

test.each(Object.entries(ENDINGS))("a warning tells what ends with %s", (type, [deletion, replacement]) => {
  const address = `${type}.It`;
  const says = (change: ReturnType<typeof resource>, sentence: string): void =>
    expect(found(change)).toEqual([
      { rule: "interruption", severity: "warning", path: address, address, sentence: `${address} would be ${sentence}`, reasons: [] },
    ]);
  says(deleted(address), `deleted: ${deletion}`);
  says(
    resource(address, "delete create", { before: {}, after: {} }),
    `replaced: ${replacement ?? `${deletion}, until the new one is there`}`,
  );
  expect(found(resource(address, "update", { before: { a: 1 }, after: { a: 2 } }))).toEqual([]);
});

// Elastic Load Balancing, "Create an Application Load Balancer": each has a DNS name of its own.
test("a load balancer that is replaced has another name, for what forces it", () => {
  const change = { before: { name: "old" }, after: { name: "new" }, replace_paths: [["name"]] };
  const [finding] = found(resource("aws_lb.Front", "delete create", change));
  expect(finding).toMatchObject({
    sentence: "aws_lb.Front would be replaced: the new one has another DNS name, and connections to the old one end",
    reasons: ["name old → new forces it"],
  });
});

test("what has no sentence for its replacement ends until the new one is there, which is said where it comes first", () => {
  const change = { before: { port: 443 }, after: { port: 8443 }, replace_paths: [["port"]] };
  const [finding] = found(resource("aws_lb_listener.Https", "create delete", change));
  expect(finding).toMatchObject({
    sentence: "aws_lb_listener.Https would be replaced: nothing answers at its port, until the new one is there",
    reasons: ["port 443 → 8443 forces it", "The new one is there before the old one goes"],
  });
});

test("what is replaced by its triggers says so", () => {
  const change = { before: { ami: "ami-1" }, after: { ami: "ami-1" } };
  const [finding] = found(resource("aws_instance.Server", "delete create", change, { action_reason: "replace_by_triggers" }));
  expect(finding?.reasons).toEqual(["What its replace_triggered_by names changes"]);
});

test("what an earlier replacement has left over serves nobody any more", () => {
  expect(found(deleted("aws_lb.Front", { deposed: "0a1b2c3d" }))).toEqual([]);
});

describe("a warning tells that nothing is served any more by", () => {
  test.each([
    ["aws_ecs_service.Api", { desired_count: 4 }, { desired_count: 0 }, "runs no task any more"],
    ["aws_autoscaling_group.Api", { max_size: 4 }, { max_size: 0 }, "runs no instance any more"],
    // Lambda Developer Guide, "Configuring reserved concurrency": 0 throttles the function.
    [
      "aws_lambda_function.Api",
      { reserved_concurrent_executions: -1 },
      { reserved_concurrent_executions: 0 },
      "is never invoked: every invocation is throttled",
    ],
    ["aws_cloudfront_distribution.Site", { enabled: true }, { enabled: false }, "answers no request any more"],
  ])("%s with %j → %j", (address, before, after, says) => {
    expect(found(stopped(address, before, after))).toEqual([
      {
        rule: "interruption",
        severity: "warning",
        path: address,
        address,
        sentence: `${address} ${says}`,
        reasons: Object.keys(before).map((name) => `${name} ${(before as Values)[name]} → ${(after as Values)[name]}`),
      },
    ]);
  });

  test("no service that is only known after apply to run any", () => {
    const change = { before: { desired_count: 4 }, after: {}, after_unknown: { desired_count: true } };
    expect(found(resource("aws_ecs_service.Api", "update", change))).toEqual([]);
  });

  test("nothing where it is replaced, which says what that ends", () => {
    const change = { before: { enabled: true, a: 1 }, after: { enabled: false, a: 2 }, replace_paths: [["a"]] };
    expect(found(resource("aws_cloudfront_distribution.Site", "delete create", change))).toMatchObject([
      { sentence: expect.stringContaining("would be replaced") },
    ]);
  });

  test("no service with fewer tasks", () => {
    expect(found(stopped("aws_ecs_service.Api", { desired_count: 4 }, { desired_count: 1 }))).toEqual([]);
  });
});
