import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { Tags } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

describe("Tags", () => {
  test("reach every resource below the scope that supports tags, and nothing else", () => {
    const stack = testStack();
    new Vpc(stack, "Vpc", { cidrBlock: "10.0.0.0/16" });
    new IamRolePolicy(stack, "Policy", { role: "r", policy: "{}" });
    new DataAwsVpc(stack, "Looked", { default: true });
    Tags.of(stack).addAll({ Environment: "prod", Team: "trading" });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_vpc").tags).toEqual({ Environment: "prod", Team: "trading" });
    expect(synthesized.resource("aws_iam_role_policy").tags).toBeUndefined();
    expect(Object.values(synthesized.data("aws_vpc"))[0]!.tags).toBeUndefined();
  });

  test("leave a resource's own tag of the same key as it is", () => {
    const stack = testStack();
    new Vpc(stack, "Vpc", { cidrBlock: "10.0.0.0/16", tags: { Team: "network", Name: "main" } });
    Tags.of(stack).add("Team", "trading");
    expect(synth(stack).resource("aws_vpc").tags).toEqual({ Team: "network", Name: "main" });
  });

  test("reach an Auto Scaling group as blocks that its instances get too", () => {
    const stack = testStack();
    new AutoscalingGroup(stack, "Group", { minSize: 1, maxSize: 2, tag: [{ key: "Name", value: "api", propagateAtLaunch: true }] });
    Tags.of(stack).add("Team", "trading").add("Name", "other");
    expect(synth(stack).resource("aws_autoscaling_group").tag).toEqual([
      { key: "Name", value: "api", propagate_at_launch: true },
      { key: "Team", value: "trading", propagate_at_launch: true },
    ]);
  });

  test("of the scope closest to a resource decide, in whatever order they are added", () => {
    const stack = testStack();
    const inner = new Construct(stack, "Inner");
    new Vpc(inner, "Vpc", { cidrBlock: "10.0.0.0/16" });
    Tags.of(inner).add("Team", "network");
    Tags.of(stack).add("Team", "trading");
    expect(synth(stack).resource("aws_vpc").tags).toEqual({ Team: "network" });
  });

  test("of the scope closest to an Auto Scaling group decide as well", () => {
    const stack = testStack();
    const inner = new Construct(stack, "Inner");
    new AutoscalingGroup(inner, "Group", { minSize: 1, maxSize: 2 });
    Tags.of(stack).add("Team", "trading");
    Tags.of(inner).add("Team", "network");
    expect(synth(stack).resource("aws_autoscaling_group").tag).toEqual([{ key: "Team", value: "network", propagate_at_launch: true }]);
  });

  test("of a group are in one order whatever the order of the calls, behind the group's own", () => {
    const blocks = (...keys: string[]) => {
      const stack = testStack();
      new AutoscalingGroup(stack, "Group", { minSize: 1, maxSize: 2, tag: [{ key: "Name", value: "api", propagateAtLaunch: true }] });
      for (const key of keys) Tags.of(stack).add(key, "x");
      return synth(stack).resource("aws_autoscaling_group").tag;
    };
    expect(blocks("Team", "Environment")).toEqual(blocks("Environment", "Team"));
    expect(blocks("Team", "Environment").map(({ key }: { key: string }) => key)).toEqual(["Name", "Environment", "Team"]);
  });

  test("are the same on a second synthesis", () => {
    const stack = testStack();
    new AutoscalingGroup(stack, "Group", { minSize: 1, maxSize: 2 });
    Tags.of(stack).add("Team", "trading");
    expect(synth(stack).json).toEqual(synth(stack).json);
  });

  test.each([
    [
      "a key too long",
      "k".repeat(129),
      "v",
      `tags.key: must be 1 to 128 letters, digits, spaces and _.:/=+-@; received "${"k".repeat(129)}". Shorten it, or remove the other characters.`,
    ],
    [
      "a key with a forbidden character",
      "a*b",
      "v",
      'tags.key: must be 1 to 128 letters, digits, spaces and _.:/=+-@; received "a*b". Shorten it, or remove the other characters.',
    ],
    [
      "a key that AWS keeps for itself",
      "aws:team",
      "v",
      'tags.key: must not begin with aws:; received "aws:team". Choose a prefix of your own.',
    ],
    [
      "a value too long",
      "Team",
      "v".repeat(257),
      `tags.Team: must be up to 256 letters, digits, spaces and _.:/=+-@; received "${"v".repeat(199)}…. Shorten it, or remove the other characters.`,
    ],
    [
      "a value with a forbidden character",
      "Team",
      "a;b",
      'tags.Team: must be up to 256 letters, digits, spaces and _.:/=+-@; received "a;b". Shorten it, or remove the other characters.',
    ],
  ])("refuse %s", (_, key, value, message) => {
    expect(messageOf(() => Tags.of(testStack()).add(key, value))).toBe(`trading-test: invalid input\n  - ${message}`);
  });

  test("have one value in a scope, whatever the order of the calls", () => {
    const message = (...values: string[]) => {
      const stack = testStack();
      return messageOf(() => values.forEach((value) => Tags.of(stack).add("Team", value)));
    };
    expect(message("trading", "network")).toBe(
      'trading-test: invalid input\n  - tags.Team: must have one value in a scope, and "trading" is set there; received "network". Leave one of them out.',
    );
    expect(message("network", "trading")).toContain('and "network" is set there; received "trading"');
    expect(() => Tags.of(testStack()).add("Team", "trading").add("Team", "trading")).not.toThrow();
  });

  test("name the tag that has no value", () => {
    const unset = process.env.A_VARIABLE_THAT_IS_NOT_SET as string;
    expect(messageOf(() => Tags.of(testStack()).add("Team", unset))).toBe(
      "trading-test: invalid input\n  - tags.Team: must be a string; received nothing. It is required.",
    );
    expect(messageOf(() => Tags.of(testStack()).addAll({ Team: unset }))).toBe(
      'trading-test: invalid input\n  - tags: must be an object of strings; received {"Team":null}. Set what Team must be, or leave it out.',
    );
  });

  test("refuse one tag in place of several", () => {
    expect(messageOf(() => Tags.of(testStack()).addAll("Team=trading" as never))).toBe(
      'trading-test: invalid input\n  - tags: must be an object of strings; received "Team=trading". Write it as { name: "value" }.',
    );
  });

  // EC2 User Guide, "Tag restrictions": 128 and 256 characters; letters, numbers and spaces representable in UTF-8, and + - = . _ : / @.
  test("may be as long as AWS allows, in letters of every language", () => {
    const stack = testStack();
    new Vpc(stack, "Vpc", { cidrBlock: "10.0.0.0/16" });
    const tags = { ["k".repeat(128)]: "v".repeat(256), "Börse 1_.:/=+-@": "" };
    Tags.of(stack).addAll(tags);
    expect(synth(stack).resource("aws_vpc").tags).toEqual(tags);
  });
});
