import { WebAclSettings } from "../../modules/edge";
import { resolveWebAclSettings } from "../../modules/edge/web-acl-settings";
import { pathMatch, rulesOf } from "./web-acl-fixture";

const larger = (size: number) => ({
  size_constraint_statement: {
    comparison_operator: "GT",
    size,
    field_to_match: { body: { oversize_handling: "MATCH" } },
    text_transformation: [{ priority: 0, type: "NONE" }],
  },
});
const LABEL = { label_match_statement: { scope: "LABEL", key: "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body" } };

const UPLOADS: WebAclSettings = { bodyLimits: { uploads: { paths: ["/api/uploads/*"], maxKilobytes: 64 } } };
const inspected = (settings: WebAclSettings) => resolveWebAclSettings(settings).bodyInspectionKilobytes;

describe("a body limit", () => {
  // AWS WAF Developer Guide, "Oversize web request components": MATCH takes what is larger than what is inspected as larger as well.
  test("blocks larger bodies on its paths", () => {
    expect(rulesOf(UPLOADS)["BodyLimit-uploads"]).toMatchObject({
      action: { block: {} },
      statement: { and_statement: { statement: [pathMatch("STARTS_WITH", "/api/uploads/"), larger(65_536)] } },
    });
  });

  // AWS WAF Developer Guide, "Baseline rule groups": SizeRestrictions_BODY blocks bodies over 8,192 bytes.
  test("above 8 kB is an exception of the managed rule, which goes on blocking on all other paths", () => {
    const rules = rulesOf(UPLOADS);
    expect(rules.AWSManagedRulesCommonRuleSet!.statement.managed_rule_group_statement.rule_action_override).toEqual([
      { name: "SizeRestrictions_BODY", action_to_use: { count: {} } },
    ]);
    expect(rules.SizeRestrictions_BODY).toMatchObject({
      action: { block: {} },
      statement: { and_statement: { statement: [LABEL, { not_statement: { statement: pathMatch("STARTS_WITH", "/api/uploads/") } }] } },
    });
  });

  test("comes together with the managed rule's other exceptions", () => {
    const rules = { SizeRestrictions_BODY: { exceptPaths: ["/api/import"] } };
    const { SizeRestrictions_BODY } = rulesOf({ ...UPLOADS, managedRuleGroups: { common: { rules } } });
    expect(SizeRestrictions_BODY!.statement.and_statement.statement).toEqual([
      LABEL,
      { not_statement: { statement: pathMatch("EXACTLY", "/api/import") } },
      { not_statement: { statement: pathMatch("STARTS_WITH", "/api/uploads/") } },
    ]);
  });

  test("leaves the managed rule counting where that is said", () => {
    const rules = rulesOf({ ...UPLOADS, managedRuleGroups: { common: { rules: { SizeRestrictions_BODY: "count" } } } });
    expect(rules.SizeRestrictions_BODY).toBeUndefined();
    expect(rules["BodyLimit-uploads"]!.action).toEqual({ block: {} });
  });

  test("up to 8 kB leaves the managed rule as it is", () => {
    const rules = rulesOf({ bodyLimits: { orders: { paths: ["/api/orders"], maxKilobytes: 8 } } });
    expect(rules.SizeRestrictions_BODY).toBeUndefined();
    expect(rules.AWSManagedRulesCommonRuleSet!.statement.managed_rule_group_statement.rule_action_override).toBeUndefined();
  });

  test("stands without the managed group", () => {
    expect(Object.keys(rulesOf({ ...UPLOADS, managedRuleGroups: { common: "off" } }))).toContain("BodyLimit-uploads");
  });
});

// AWS WAF API Reference, RequestBodyAssociatedResourceTypeConfig: KB_16, KB_32, KB_48, KB_64.
test.each([
  [1, 16],
  [16, 16],
  [17, 32],
  [33, 48],
  [49, 64],
  [64, 64],
])("of a body, as much is inspected as a limit of %i kB needs: %i", (maxKilobytes, kilobytes) => {
  expect(inspected({ bodyLimits: { mine: { paths: ["/a"], maxKilobytes } } })).toBe(kilobytes);
});

test("of a body, more is inspected than the limits need where that is said", () => {
  expect(inspected({ bodyInspectionKilobytes: 64 })).toBe(64);
});
