/** What ends with a resource, whose data isn't lost: each by the guide of its service, named beside it. */
import { reviewPlan } from "../../../src/review/build";
import { Finding } from "../../../src/review/review";
import { plan, resource } from "../plan-fixture";

function found(...changes: ReturnType<typeof resource>[]): Finding[] {
  return reviewPlan({ plan: plan(changes), today: "2026-11-26" }).findings.filter(({ rule }) => rule === "interruption");
}
const deleted = (address: string, more: object = {}): ReturnType<typeof resource> =>
  resource(address, "delete", { before: { id: "x" } }, more);
const stopped = (address: string, before: object, after: object): ReturnType<typeof resource> =>
  resource(address, "update", { before, after });

describe("a warning tells of the deletion of", () => {
  test.each([
    // Elastic Load Balancing: "Delete an Application Load Balancer", "Delete a listener".
    ["aws_lb.Front", "its DNS name is answered no more, and connections to it end"],
    ["aws_lb_listener.Https", "nothing answers at its port"],
    // VPC User Guide, "Work with NAT gateways": deleting one disassociates its Elastic IP address; its routes become blackholes.
    ["aws_nat_gateway.Nat", "what has routes to it alone has no way out, and its address is no longer the one that others may allow"],
    ["aws_route.ToInternet", "what it is for takes another route, or none"],
    // EC2 API Reference, DeleteSubnet: instances are terminated first. VPC User Guide, "Delete a subnet": so is whatever else has a network interface there.
    [
      "aws_subnet.Isolated",
      "EC2 refuses that while an instance, a node of a database or cache, or anything else with a network interface is in it",
    ],
    ["aws_vpc_endpoint.S3", "what reached the service by it takes another way, or none"],
    // Route 53 Developer Guide, "Deleting records": resolvers stop answering once what they have cached has expired.
    ["aws_route53_record.Api", "its name is answered no more once resolvers' caches have run out"],
    // Route 53 Developer Guide, "Disabling DNSSEC signing": the parent's DS record goes first.
    ["aws_route53_key_signing_key.Key", "resolvers that validate refuse the zone while its parent has a DS record"],
    ["aws_ecs_service.Api", "its tasks are stopped"],
    ["aws_vpc_peering_connection.Peering", "the networks that it connects are apart"],
  ])("%s", (address, happens) => {
    expect(found(deleted(address))).toEqual([
      expect.objectContaining({ severity: "warning", address, sentence: `${address} would be deleted: ${happens}` }),
    ]);
  });
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
      expect.objectContaining({ severity: "warning", sentence: `${address} ${says}` }),
    ]);
  });

  test("no service with fewer tasks", () => {
    expect(found(stopped("aws_ecs_service.Api", { desired_count: 4 }, { desired_count: 1 }))).toEqual([]);
  });
});
