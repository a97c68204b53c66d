/** What Terraform marks as sensitive is in no text, wherever else in the plan it stands: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
import { reviewPlan } from "../../../src/review/build";
import { html } from "../../../src/review/render/html/html";
import { json } from "../../../src/review/render/json";
import { markdown } from "../../../src/review/render/markdown";
import { sarif } from "../../../src/review/render/sarif";
import { terminal } from "../../../src/review/render/terminal";
import { plan, resource } from "../plan-fixture";

const SECRET = "correct-horse-battery";

const review = reviewPlan({
  today: "2026-11-26",
  plan: plan(
    [
      resource("aws_rds_cluster.Database_0A1B2C3D", "delete create", {
        before: { master_password: SECRET, cluster_identifier: SECRET, tags: { note: `is ${SECRET}` } },
        after: { master_password: `${SECRET}-2`, cluster_identifier: "other", tags: { note: "new" } },
        before_sensitive: { master_password: true },
        after_sensitive: { master_password: true },
        replace_paths: [["cluster_identifier"]],
      }),
      resource("aws_ssm_parameter.Token_0A1B2C3D", "create", {
        after: { value: SECRET, nested: [{ key: { deep: SECRET } }] },
        after_sensitive: { value: true, nested: [{ key: { deep: true } }] },
      }),
    ],
    {
      output_changes: { secret: { actions: ["create"], before: null, after: SECRET, after_sensitive: true, before_sensitive: false } },
      variables: { password: { value: SECRET } },
    },
  ),
});

test.each([
  ["a terminal", terminal(review)],
  ["a terminal with details", terminal(review, { details: true })],
  ["a comment", markdown(review)],
  ["a page", html(review)],
  ["JSON", json(review)],
  ["SARIF", sarif(review)],
])("nothing sensitive is in %s", (_, text) => {
  expect(text).not.toContain(SECRET);
  expect(text).toContain("Database");
});

test("that a value is sensitive is said", () => {
  expect(terminal(review)).toContain("master_password: (sensitive value) → (sensitive value)");
  expect(markdown(review)).toContain("`master_password`: *sensitive value* → *sensitive value*");
});

test("what was secret before somebody changed it in AWS is in no text, though only the drift has it", () => {
  const drifted = resource("aws_rds_cluster.Database_0A1B2C3D", "update", {
    before: { master_password: SECRET, tags: { note: `is ${SECRET}` } },
    after: { master_password: "battery-staple", tags: { note: "new" } },
    before_sensitive: { master_password: true },
    after_sensitive: { master_password: true },
  });
  const attributes = [{ resource: "aws_rds_cluster.Database_0A1B2C3D", attribute: ["tags"] }];
  const changed = resource("aws_ssm_parameter.Note_0A1B2C3D", "update", { before: { value: `was ${SECRET}` }, after: { value: "new" } });
  const text = json(reviewPlan({ plan: plan([changed], { resource_drift: [drifted], relevant_attributes: attributes }) }));
  expect(text).not.toContain(SECRET);
  expect(text).toContain("Note");
});
