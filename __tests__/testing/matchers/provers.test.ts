import { PolicyRule, SynthesizedStack, permissions, reachability } from "../../../src/testing";
import { said, webStack } from "./fixture";

const stack = webStack();

describe("toAllowTraffic", () => {
  test("is met by a connection that is allowed, of a stack or of its reachability", () => {
    for (const received of [stack, [stack], reachability(stack)]) {
      expect(received).toAllowTraffic({ from: "Web", to: "Database", port: 5432 });
      expect(received).not.toAllowTraffic({ from: "internet", to: "Database", port: 5432 });
    }
  });

  test("says what refuses", () => {
    expect(said(() => expect(stack).toAllowTraffic({ from: "Web", to: "Database", port: 22 }))).toBe(
      "expected traffic to be allowed: Web can't connect to Database on tcp 22: no outbound rule of WebGroup allows tcp 22 to Database.",
    );
  });

  test("says what allows it", () => {
    expect(said(() => expect(stack).not.toAllowTraffic({ from: "Web", to: "Database", port: 5432 }))).toBe(
      "expected traffic not to be allowed: Web can connect to Database on tcp 5432, through WebGroup, DatabaseGroup.",
    );
  });
});

describe("toBeReachableFrom", () => {
  test("is met where something is reached", () => {
    expect(stack).toBeReachableFrom("internet");
    expect(stack).toBeReachableFrom("Web", "Database");
    expect(reachability(stack)).not.toBeReachableFrom("internet", "Database");
    expect(stack).not.toBeReachableFrom("Database");
  });

  test("lists what is reached", () => {
    expect(said(() => expect(stack).not.toBeReachableFrom("internet"))).toBe(
      "expected nothing to be reachable from internet:\n  - internet can connect to Web on tcp 443, through Gateway, WebGroup.",
    );
    expect(said(() => expect(stack).not.toBeReachableFrom("Web", "Database"))).toBe(
      "expected Database not to be reachable from Web:\n  - Web can connect to Database on tcp 5432, through WebGroup, DatabaseGroup.",
    );
  });

  test("says where to ask for the reason", () => {
    expect(said(() => expect(stack).toBeReachableFrom("internet", "Database"))).toBe(
      "expected Database to be reachable from internet, but no connection is allowed. Ask toAllowTraffic about a port for the reason.",
    );
    expect(said(() => expect(stack).toBeReachableFrom("internet", "Cache"))).toBe(
      '"Cache" has no network interface in the stack: name one of Database, Web',
    );
    expect(said(() => expect(new SynthesizedStack({})).toBeReachableFrom("internet", "Cache"))).toBe(
      '"Cache" has no network interface in the stack: nothing has. Where its subnets are in another stack, give both, as in ' +
        "reachability([synthesize(network), synthesize(services)])",
    );
  });
});

describe("toAllowAction", () => {
  const read = { principal: "WebRole", action: "s3:GetObject", resource: "Orders", resourcePath: "/2026.json" };

  test("is met by what policies allow, of a stack or of its permissions", () => {
    for (const received of [stack, permissions(stack)]) {
      expect(received).toAllowAction(read);
      expect(received).not.toAllowAction({ ...read, action: "s3:DeleteObject" });
    }
  });

  test("says what doesn't allow it, or does", () => {
    const { explanation: denied } = permissions(stack).evaluate({ ...read, action: "s3:DeleteObject" });
    expect(said(() => expect(stack).toAllowAction({ ...read, action: "s3:DeleteObject" }))).toContain(
      `expected the action to be allowed, it is denied: ${denied}`,
    );
    const { explanation: allowed } = permissions(stack).evaluate(read);
    expect(said(() => expect(stack).not.toAllowAction(read))).toContain(`expected the action not to be allowed, it is allowed: ${allowed}`);
  });
});

describe("toPassPolicies", () => {
  const named: PolicyRule = {
    id: "vpc-team",
    sentence: "A VPC names its team.",
    severity: "low",
    fix: "Write a tag.",
    source: "A rule of the house",
    types: ["aws_vpc"],
    check: (configuration) =>
      configuration
        .all("aws_vpc")
        .filter(({ args }) => args.tags?.team !== "web")
        .map((resource) => ({ resource, detail: `tags.team is "${resource.args.tags?.team}"` })),
  };
  const today = "2026-11-26";
  const exceptions = [{ rule: "vpc-team", path: "Vpc", reason: "Shared.", expires: "2027-01-31" }];

  test("is met where every rule holds, but for exceptions", () => {
    expect(stack).toPassPolicies({ rules: [named], exceptions, today });
    expect(stack).not.toPassPolicies({ rules: [named] });
  });

  test("lists what doesn't hold", () => {
    expect(said(() => expect(stack).toPassPolicies({ rules: [named] }))).toBe(
      'expected every rule to hold, but there is one finding:\n  - Vpc: vpc-team (low): A VPC names its team. Found: tags.team is "trading" (aws_vpc.Vpc). Write a tag.',
    );
    expect(said(() => expect(stack).not.toPassPolicies({ rules: [named], exceptions, today }))).toBe(
      "expected a rule to be broken, but all hold",
    );
  });
});
