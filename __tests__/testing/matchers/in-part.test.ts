/** What is only in part, or depends: neither `.to…` nor `.not.to…` is met. And which resource is the nearest. */
import { Arguments, SynthesizedStack } from "../../../src/testing";
import { said, webStack } from "./fixture";

/** The same configuration, to be changed. */
const changed = (change: (resource: Arguments) => void): SynthesizedStack => {
  const json = JSON.parse(JSON.stringify(webStack().json)) as Arguments;
  change(json.resource as Arguments);
  return new SynthesizedStack(json);
};

test("traffic that some of the ways allow is neither allowed nor refused", () => {
  // Of its two subnets, one has no way to the internet.
  const stack = changed((resource) => {
    const groups = ["${aws_security_group.WebGroup.id}"];
    delete resource.aws_instance.Web;
    resource.aws_launch_template = { Web: { network_interfaces: [{ associate_public_ip_address: true, security_groups: groups }] } };
    const subnets = ["${aws_subnet.Public.id}", "${aws_subnet.Private.id}"];
    resource.aws_autoscaling_group = { Web: { vpc_zone_identifier: subnets, launch_template: { id: "${aws_launch_template.Web.id}" } } };
    resource.aws_vpc_security_group_egress_rule.ToInternet = {
      ...{ security_group_id: groups[0], ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "0.0.0.0/0" },
    };
  });
  const question = { from: "Web", to: "internet", port: 443 };
  expect(said(() => expect(stack).toAllowTraffic(question))).toMatch(/^expected traffic to be allowed: /);
  expect(said(() => expect(stack).not.toAllowTraffic(question))).toMatch(/^expected traffic not to be allowed: /);
});

test("an action that depends on what isn't said is neither allowed nor denied", () => {
  const statement = {
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::orders/*",
    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  };
  const stack = changed((resource) => {
    resource.aws_iam_role_policy.Reads.policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  });
  const request = { principal: "WebRole", action: "s3:GetObject", resource: "Orders", resourcePath: "/2026.json" };
  expect(said(() => expect(stack).toAllowAction(request))).toMatch(
    /^expected the action to be allowed, it is neither allowed nor denied: /,
  );
  expect(said(() => expect(stack).not.toAllowAction(request))).toMatch(
    /^expected the action not to be allowed, it is neither allowed nor denied: /,
  );
});

test("the nearest resource differs in the fewest arguments, wherever it stands", () => {
  const stack = new SynthesizedStack({ resource: { aws_vpc: { First: { a: 1, b: 1 }, Second: { a: 2, b: 2 }, Third: { a: 1, b: 3 } } } });
  expect(said(() => expect(stack).toHaveResource("aws_vpc", { a: 2, b: 3 }))).toBe(
    'expected aws_vpc with {"a":2,"b":3}. Of 3, the nearest is Second:\n  - b: expected 3, received 2',
  );
});

test("one block isn't one of several", () => {
  const stack = new SynthesizedStack({ resource: { aws_security_group: { G: { ingress: [{ from_port: 443 }, { from_port: 22 }] } } } });
  expect(stack).not.toHaveResource("aws_security_group", { ingress: { from_port: 443 } });
  expect(stack).toHaveResource("aws_security_group", { ingress: [{ from_port: 443 }, { from_port: 22 }] });
});

test("a list of one block is that block, which Terraform takes both ways", () => {
  const stack = new SynthesizedStack({ resource: { aws_security_group: { G: { ingress: { from_port: 443 } } } } });
  expect(stack).toHaveResource("aws_security_group", { ingress: [{ from_port: 443 }] });
  expect(stack).not.toHaveResource("aws_security_group", { ingress: [{ from_port: 22 }] });
});
