import { Arguments, POLICY_RULES, PolicyRule, SynthesizedStack, permissions, reachability } from "../../../src/testing";
import { Configuration } from "../../../src/testing/configuration";
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
    const vpcAlone = new SynthesizedStack({ resource: { aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16" } } } });
    expect(said(() => expect(vpcAlone).toBeReachableFrom("internet", "Cache"))).toBe(
      '"Cache" has no network interface in the stack: nothing has. Where its subnets are in another stack, give both, as in ' +
        "reachability([synthesize(network), synthesize(services)])",
    );
  });
});

describe("nothing is out of reach by accident", () => {
  test("where nothing has a network interface", () => {
    const bucket = new SynthesizedStack({ resource: { aws_s3_bucket: { Orders: { bucket: "orders" } } } });
    expect(said(() => expect(bucket).not.toBeReachableFrom("internet"))).toBe(
      "nothing else has a network interface in the stack: nothing has. Where its subnets are in another stack, give both, as in " +
        "reachability([synthesize(network), synthesize(services)])",
    );
  });

  test("from itself", () => {
    expect(said(() => expect(stack).not.toBeReachableFrom("Web", "Web"))).toBe(
      '"Web" has no network interface but its own in the stack: name one of Database',
    );
  });

  test.each(["internet", "2001:db8:ffff::/48"])("by IPv6 alone, from %s", (from) => {
    const open = new SynthesizedStack(overIpv6());
    expect(open).toBeReachableFrom(from, "Web");
    expect(open).not.toBeReachableFrom("198.51.100.0/24");
    expect(said(() => expect(open).not.toBeReachableFrom(from))).toBe(
      `expected nothing to be reachable from ${from}:\n  - ${from} can connect to Web on tcp 443, through Gateway, WebGroup.`,
    );
  });
});

/** The web server has IPv6 addresses, and its rule is of these. */
function overIpv6(): Arguments {
  const { provider, resource } = JSON.parse(JSON.stringify(stack.json)) as Arguments;
  resource.aws_vpc.Vpc.ipv6_cidr_block = "2001:db8::/56";
  Object.assign(resource.aws_subnet.Public, { ipv6_cidr_block: "2001:db8::/64", assign_ipv6_address_on_creation: true });
  resource.aws_route.Internet = { ...resource.aws_route.Internet, destination_cidr_block: undefined, destination_ipv6_cidr_block: "::/0" };
  const { FromInternet: rule } = resource.aws_vpc_security_group_ingress_rule;
  resource.aws_vpc_security_group_ingress_rule.FromInternet = { ...rule, cidr_ipv4: undefined, cidr_ipv6: "::/0" };
  return { provider, resource };
}

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

test.each([
  ["resourcePath", { resource: "Orders", resourcePath: "/*" }, "/*"],
  ["resourcePath", { resource: "Orders", resourcePath: "/2026/0?.json" }, "/2026/0?.json"],
  ["resource", { resource: "arn:aws:s3:::orders/*" }, "arn:aws:s3:::orders/*"],
])("a request is of one %s, as many would be denied by what allows each of them: %j", (prop, asked, received) => {
  const request = { principal: "WebRole", action: "s3:GetObject", ...asked };
  expect(said(() => expect(stack).not.toAllowAction(request))).toBe(
    `toAllowAction: invalid input\n  - ${prop}: must be one resource, as a request has it, without * and ?; received "${received}". ` +
      'Write one, such as "/trades/2026.json".',
  );
});

test("what is asked of no resource may be denied", () => {
  expect(stack).not.toAllowAction({ principal: "WebRole", action: "s3:ListAllMyBuckets", resource: "*" });
});

test("a stack without resources is refused: it passes every rule, and whatever is absent is absent from it", () => {
  const empty = new SynthesizedStack({ provider: { aws: [{ region: "eu-central-1" }] } });
  const questions: readonly (readonly [string, (received: unknown) => void])[] = [
    ["toHaveResource", (received) => expect(received).not.toHaveResource("aws_vpc")],
    ["toHaveResourceCount", (received) => expect(received).toHaveResourceCount("aws_vpc", 0)],
    ["toAllowTraffic", (received) => expect(received).not.toAllowTraffic({ from: "internet", to: "Web", port: 443 })],
    ["toBeReachableFrom", (received) => expect(received).not.toBeReachableFrom("internet")],
    ["toAllowAction", (received) => expect(received).not.toAllowAction({ principal: "WebRole", action: "s3:GetObject", resource: "*" })],
    ["toPassPolicies", (received) => expect(received).toPassPolicies()],
    ["toPassPolicies", (received) => expect(received).not.toPassPolicies({ rules: POLICY_RULES })],
  ];
  const refused = (matcher: string, what: string) =>
    `${matcher} takes a stack with resources, received ${what}. Where that is meant: expect(stack.types).toEqual([])`;
  expect(questions.map(([, ask]) => said(() => ask(empty)))).toEqual(questions.map(([matcher]) => refused(matcher, "one that has none")));
  expect(said(() => expect([empty, empty]).not.toHaveResource("aws_vpc"))).toBe(refused("toHaveResource", "2 that have none"));
  expect([empty, stack]).toHaveResource("aws_vpc");
});

test("a stack without anything of AWS is refused by what is asked about AWS: it would pass whatever it has", () => {
  const others = new SynthesizedStack({ resource: { random_pet: { Name: { length: 2 } } } });
  const refused = (matcher: string, what: string) =>
    `${matcher} takes a stack with resources of AWS, received ${what}, but of random. Where that is meant: expect(stack.types).toEqual(["random_pet"])`;
  const questions: readonly (readonly [string, (received: unknown) => void])[] = [
    ["toAllowTraffic", (received) => expect(received).not.toAllowTraffic({ from: "internet", to: "10.0.0.1/32", port: 443 })],
    ["toBeReachableFrom", (received) => expect(received).not.toBeReachableFrom("internet")],
    [
      "toAllowAction",
      (received) => expect(received).not.toAllowAction({ principal: "anonymous", action: "s3:ListAllMyBuckets", resource: "*" }),
    ],
    ["toPassPolicies", (received) => expect(received).toPassPolicies()],
    ["toPassPolicies", (received) => expect(received).not.toPassPolicies({ rules: POLICY_RULES })],
  ];
  expect(questions.map(([, ask]) => said(() => ask(others)))).toEqual(
    questions.map(([matcher]) => refused(matcher, "one that has none of it")),
  );
  expect(said(() => expect([others, others]).toPassPolicies())).toBe(refused("toPassPolicies", "2 that have none of it"));
  expect(others).not.toHaveResource("aws_vpc");
  expect([others, stack]).not.toAllowTraffic({ from: "internet", to: "Database", port: 5432 });
});

test("a rule of one's own is asked of whatever there is", () => {
  const rule: PolicyRule = {
    id: "pet-length",
    sentence: "A pet's name has three words.",
    severity: "low",
    fix: "Write length = 3.",
    source: "A rule of the house",
    types: ["random_pet"],
    check: (configuration) =>
      configuration
        .all("random_pet")
        .filter(({ args }) => args.length < 3)
        .map((resource) => ({ resource, detail: "it is short" })),
  };
  const petOf = (length: number) => new SynthesizedStack({ resource: { random_pet: { Name: { length } } } });
  expect(petOf(3)).toPassPolicies({ rules: [rule] });
  expect(petOf(2)).not.toPassPolicies({ rules: [rule] });
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

  test("says which rules are to be broken: some rule of all is broken by most stacks", () => {
    expect(said(() => expect(stack).not.toPassPolicies())).toBe(
      ".not.toPassPolicies() is met by whatever breaks any rule: name the ones that are meant, as in " +
        '.not.toPassPolicies({ rules: POLICY_RULES.filter(({ id }) => id === "s3-bucket-versioning") })',
    );
  });

  test("counts what doesn't hold", () => {
    const everyPrice = { ...named, id: "vpc-price", check: (all: Configuration) => [...named.check(all), ...named.check(all)] };
    expect(said(() => expect(stack).toPassPolicies({ rules: [everyPrice] }))).toMatch(
      /^expected every rule to hold, but there are 2 findings:\n {2}- Vpc: vpc-price .*\n {2}- Vpc: vpc-price .*$/,
    );
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
