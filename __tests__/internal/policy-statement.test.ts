import { Construct } from "constructs";
import { EncryptionKey, Role } from "../../src/core";
import { PolicyDocument } from "../../src/internal/policy-document";
import { checkPolicySize, checkStatement } from "../../src/internal/policy-statement";
import { Validator } from "../../src/internal/validator";
import { messageOf, testStack } from "../support/synth";

const READ = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"] };

describe("a statement", () => {
  test.each([
    ["with a sid and actions", READ],
    ["for everybody", { ...READ, principals: "*", effect: "Deny" }],
    ["for a service, with conditions", { ...READ, principals: { services: ["s3.amazonaws.com"] }, conditions: { Bool: { a: "true" } } }],
    ["for an identity provider", { ...READ, principals: { federated: ["arn:aws:iam::111122223333:oidc-provider/x"] } }],
    ["for an account", { ...READ, principals: { aws: ["arn:aws:iam::111122223333:root"] } }],
  ])("%s passes", (_, statement) => {
    expect(() => checkStatement(testStack(), statement as never)).not.toThrow();
  });

  test.each([
    [undefined, "statement: must be an object; received nothing. It is required."],
    [{ ...READ, sid: undefined }, "statement.sid: must be a string; received nothing. It is required."],
    [{ ...READ, sid: "-" }, 'statement.sid: must have a letter or a digit; received "-". Name what it allows.'],
    [
      { ...READ, actions: "s3:GetObject" },
      'statement.actions: must be a list of strings; received "s3:GetObject". Write it as ["…", "…"].',
    ],
    [{ ...READ, actions: [] }, 'statement.actions: must not be empty; received []. Write them as ["s3:GetObject"].'],
    [{ ...READ, effect: "allow" }, 'statement.effect: must be one of Allow, Deny; received "allow". Use one of these.'],
    [
      { ...READ, principals: { services: "s3.amazonaws.com" } },
      'statement.principals.services: must be a list of strings; received "s3.amazonaws.com". Write it as ["…", "…"].',
    ],
    [
      { ...READ, principals: { services: [] } },
      'statement.principals: must name somebody; received {"services":[]}. Write them as { services: ["ec2.amazonaws.com"] }.',
    ],
    // IAM User Guide, "IAM JSON policy elements": Action is service:action, Resource an ARN, a service principal is service.amazonaws.com.
    [
      { ...READ, actions: ["s3:GetObject", "GetObject"] },
      'statement.actions[1]: must be "*", or a service and an action with a colon between them; received "GetObject". Write it as "s3:GetObject".',
    ],
    [
      { ...READ, resources: ["acme"] },
      'statement.resources[0]: must be an ARN, or "*"; received "acme". Write it as "arn:aws:s3:::trading-assets/*".',
    ],
    [
      { ...READ, principals: { services: ["ec2"] } },
      'statement.principals.services[0]: must be a service principal; received "ec2". Write it as "ec2.amazonaws.com".',
    ],
    [
      { ...READ, principals: {} },
      'statement.principals: must name somebody; received {}. Write them as { services: ["ec2.amazonaws.com"] }.',
    ],
  ])("%j is refused", (statement, message) => {
    expect(messageOf(() => checkStatement(testStack(), statement as never))).toBe(`trading-test: invalid input\n  - ${message}`);
  });

  test("is checked at the doors of keys and roles, under their paths", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    const lines = ["sid: must be a string", "actions: must be a list of strings"].map(
      (line) => `  - statement.${line}; received nothing. It is required.`,
    );
    const message = (path: string) => [`trading-test/${path}: 2 invalid inputs`, ...lines].join("\n");
    expect(messageOf(() => new EncryptionKey(stack, "Key").addToPolicy({} as never))).toBe(message("Key"));
    expect(messageOf(() => role.addToPolicy({} as never))).toBe(message("Role"));
  });

  test("of a trust policy names somebody, and no construct", () => {
    const stack = testStack();
    const service = new Construct(stack, "Service");
    expect(messageOf(() => new Role(stack, "Role", { assumedBy: { aws: [service] } as never }))).toBe(
      'trading-test/Role: invalid input\n  - assumedBy.aws: must be a list of strings; received ["Construct trading-test/Service"]. Write it as ["…", "…"].',
    );
  });
});

// IAM User Guide, "IAM and AWS STS quotas": white space isn't counted.
describe("the size of a policy", () => {
  const document = new PolicyDocument([{ ...READ, sid: "Read it" }]);
  const size =
    '{"Version":"2012-10-17","Statement":[{"Sid":"Readit","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::assets/*"}]}'
      .length;
  const check = (checked: PolicyDocument, most: number) => {
    const validator = new Validator("role");
    checkPolicySize(validator, "grants", [checked], most, "Split it.");
    validator.throwIfInvalid();
  };

  test("may be the limit, to the character", () => expect(() => check(document, size)).not.toThrow());

  test("of no statement is nothing", () => expect(() => check(new PolicyDocument(), 0)).not.toThrow());

  test("leaves white space out", () => {
    const spaced = new PolicyDocument([{ ...READ, sid: "Readit", resources: ["arn:aws:s3:::assets/ * "] }]);
    expect(() => check(spaced, size)).not.toThrow();
  });

  test("counts several policies together", () => {
    const validator = new Validator("role");
    checkPolicySize(validator, "grants", [document, document], 2 * size - 1, "Split them.");
    expect(messageOf(() => validator.throwIfInvalid())).toBe(
      `role: invalid input\n  - grants: must fit into ${2 * size - 1} characters; received ${2 * size}. Split them.`,
    );
  });

  test("is refused above the limit", () => {
    expect(messageOf(() => check(document, size - 1))).toBe(
      `role: invalid input\n  - grants: must fit into ${size - 1} characters; received ${size}. Split it.`,
    );
  });
});
