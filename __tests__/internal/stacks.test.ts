import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { consumerOf, dependenciesIn, writtenOut } from "../../src/internal/stacks";
import { testStack, warnings } from "../support/synth";

/** Two stacks of one app, the first made first. */
function stacks() {
  const first = testStack("first");
  return { first, second: new TerraformStack(first.node.root as Construct, "second") };
}

describe("two stacks of one app", () => {
  test("are deployed in the order in which they are made, from the time that their constructs meet", () => {
    const { first, second } = stacks();
    const [owner, consumer] = [new Construct(first, "Role"), new Construct(second, "Bucket")];
    expect(second.dependsOn(first)).toBe(false);
    expect(consumerOf(owner, consumer)).toBe(consumer);
    expect(consumerOf(consumer, owner)).toBe(consumer);
    expect([second.dependsOn(first), first.dependsOn(second)]).toEqual([true, false]);
  });

  test("give a warning, once, where the order in which they are made alone decides which has what they need of each other", () => {
    const { first, second } = stacks();
    const [owner, consumer] = [new Construct(first, "Role"), new Construct(second, "Bucket")];
    consumerOf(owner, consumer);
    consumerOf(consumer, owner);
    expect([warnings(first), warnings(second)]).toEqual([
      [],
      [
        "second is deployed after first only because it is made later in the app, and has the rules and policies between the two. Write addDependency on second, with first, before the first call between them: then the order of lines doesn't decide it.",
      ],
    ]);
  });

  test.each(["first", "second"])("give none where %s is said to be the later one, which has it then whichever is made first", (later) => {
    const { first, second } = stacks();
    const [bucket, role] = [new Construct(first, "Bucket"), new Construct(second, "Role")];
    const [consumer, owner] = later === "first" ? [first, second] : [second, first];
    consumer.addDependency(owner);
    expect(consumerOf(bucket, role)).toBe(later === "first" ? bucket : role);
    expect([...warnings(first), ...warnings(second)]).toEqual([]);
  });

  // Terraform, "The depends_on meta-argument": it refers to resources of the same configuration.
  test("wait for each other's resources by being deployed one after the other", () => {
    const { first, second } = stacks();
    const [theirs, own] = [new SnsTopic(first, "Topic", {}), new SnsTopic(second, "Topic", {})];
    expect(dependenciesIn(second, [theirs, own, undefined])).toEqual([own]);
    expect(second.dependsOn(first)).toBe(true);
  });

  test("tell their resources of one name apart", () => {
    const { first, second } = stacks();
    const third = new TerraformStack(first.node.root as Construct, "third");
    const scope = new Construct(third, "Alarms");
    const [one, other] = [new SnsTopic(first, "Topic", {}).arn, new SnsTopic(second, "Topic", {}).arn];
    expect(writtenOut(scope, one)).toBe(writtenOut(scope, one));
    expect(writtenOut(scope, one)).not.toBe(writtenOut(scope, other));
  });
});
