import { TerraformResource, App, TerraformStack } from "cdktf";
import { alsoDependOn } from "../../src/internal/later-dependencies";
import { synth, testStack } from "../support/synth";

const data = (stack: TerraformStack, id: string, dependsOn?: TerraformResource[]) =>
  new TerraformResource(stack, id, { terraformResourceType: "terraform_data", dependsOn });

test("a resource waits for what is made after it, besides what it was given", () => {
  const stack = testStack();
  const later: TerraformResource[] = [];
  const waiting = data(stack, "Waiting", [data(stack, "Before")]);
  alsoDependOn(waiting, () => later);
  later.push(data(stack, "Later"));
  expect(synth(stack).resource("terraform_data", "Waiting").depends_on).toEqual(["terraform_data.Before", "terraform_data.Later"]);
});

test("a resource that waits for nothing has no depends_on", () => {
  const stack = testStack();
  alsoDependOn(data(stack, "Waiting"), () => []);
  expect(synth(stack).resource("terraform_data", "Waiting")).not.toHaveProperty("depends_on");
});

test("a resource doesn't wait for those of another stack, which Terraform doesn't find", () => {
  const app = new App();
  const [stack, other] = [new TerraformStack(app, "one"), new TerraformStack(app, "other")];
  const foreign = data(other, "Foreign");
  alsoDependOn(data(stack, "Waiting"), () => [foreign]);
  expect(synth(stack).resource("terraform_data", "Waiting")).not.toHaveProperty("depends_on");
});
