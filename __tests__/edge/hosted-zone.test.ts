import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, Token } from "cdktf";
import { HostedZone, HostedZoneProps } from "../../modules/edge";
import { useRemoval } from "../../src/core";
import { messageOf, synth, testStack, warnings } from "../support/synth";

const ID = "Z0123456789ABC";
/** ACM User Guide, "Configure a CAA record". */
const AMAZON = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];

describe("a hosted zone", () => {
  test("that exists already is taken by its id", () => {
    const stack = testStack();
    expect(new HostedZone(stack, "Zone", { zoneName: "example.com", zoneId: ID })).toMatchObject({ zoneName: "example.com", zoneId: ID });
    expect(synth(stack).types).toEqual([]);
  });

  test("without an id is created", () => {
    const stack = testStack();
    const { zoneId } = new HostedZone(stack, "Zone", { zoneName: "example.com" });
    expect(synth(stack).resource("aws_route53_zone").name).toBe("example.com");
    expect(Token.isUnresolved(zoneId)).toBe(true);
  });

  test("that is created is the default child of its construct", () => {
    const zone = new HostedZone(testStack(), "Zone", { zoneName: "example.com" });
    expect(zone.node.defaultChild).toBe(zone.resource);
  });

  test("is created where JavaScript says null for its id", () => {
    const stack = testStack();
    new HostedZone(stack, "Zone", { zoneName: "example.com", zoneId: null as never });
    expect(synth(stack).resource("aws_route53_zone").comment).toBe("trading-test/Zone");
  });

  test("is created with a warning where a variable of the environment isn't set", () => {
    expect(warnings(new HostedZone(testStack(), "Zone", { zoneName: "example.com", zoneId: undefined }))).toEqual([
      "zoneId is undefined: the zone example.com is created. If it exists already, set what zoneId is read from; else leave zoneId out.",
    ]);
    expect(warnings(new HostedZone(testStack(), "Zone", { zoneName: "example.com" }))).toEqual([]);
    expect(warnings(new HostedZone(testStack(), "Zone", { zoneName: "example.com", zoneId: ID }))).toEqual([]);
  });

  test("that is created is protected by default", () => {
    const stack = testStack();
    new HostedZone(stack, "Zone", { zoneName: "example.com" });
    expect(synth(stack).resource("aws_route53_zone")).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  });

  test("is destroyed with its records where the stack says so", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    new HostedZone(stack, "Zone", { zoneName: "example.com" });
    const zone = synth(stack).resource("aws_route53_zone");
    expect(zone.force_destroy).toBe(true);
    expect(zone.lifecycle).toBeUndefined();
  });

  test("that is created tells the registrar its name servers; those of one that exists are unknown", () => {
    const stack = testStack();
    const { nameServers } = new HostedZone(stack, "Zone", { zoneName: "example.com" });
    new TerraformOutput(stack, "NameServers", { value: nameServers });
    expect(synth(stack).output("NameServers")).toMatch(/^\$\{aws_route53_zone\.Zone_\w+\.name_servers\}$/);
    expect(new HostedZone(testStack(), "Zone", { zoneName: "example.com", zoneId: ID }).nameServers).toBeUndefined();
  });

  test("lets any authority issue certificates, unless it is told whose", () => {
    const stack = testStack();
    new HostedZone(stack, "Zone", { zoneName: "example.com", zoneId: ID });
    expect(synth(stack).resources("aws_route53_record")).toEqual({});
  });

  // ACM issues nothing for a zone whose CAA records have none of Amazon's four names.
  test.each([
    [[], AMAZON],
    [["letsencrypt.org"], [...AMAZON, "letsencrypt.org"]],
  ])("lets Amazon and %j issue certificates, by a CAA record at its apex", (issuers, names) => {
    const stack = testStack();
    new HostedZone(stack, "Zone", { zoneName: "example.com", zoneId: ID, issuers });
    expect(synth(stack).resource("aws_route53_record")).toMatchObject({
      zone_id: ID,
      name: "example.com",
      type: "CAA",
      records: names.map((name) => `0 issue "${name}"`),
    });
  });

  test("without a provider of us-east-1 has neither DNSSEC nor query logs", () => {
    const messages = [
      "trading-test/Zone: 2 invalid inputs",
      "  - dnssec: must come with globalProvider: what it needs is in us-east-1 alone; received true. Give a provider of us-east-1, or leave it out.",
      "  - queryLogs: must come with globalProvider: what it needs is in us-east-1 alone; received {}. Give a provider of us-east-1, or leave it out.",
    ];
    const props = { zoneName: "example.com", dnssec: true, queryLogs: {} };
    expect(messageOf(() => new HostedZone(testStack(), "Zone", props))).toBe(messages.join("\n"));
  });

  test("takes no regional provider for a global one", () => {
    const stack = testStack();
    const globalProvider = new AwsProvider(stack, "Regional", { region: "eu-central-1", alias: "regional" });
    expect(messageOf(() => new HostedZone(stack, "Zone", { zoneName: "example.com", globalProvider }))).toContain(
      'globalProvider: must be a provider of us-east-1; received "eu-central-1".',
    );
  });

  test.each<[string, unknown, string[]]>([
    [
      "issuers that aren't names, Amazon among them, one twice",
      { zoneName: "example.com", issuers: ["Let's Encrypt", "amazon.com", "letsencrypt.org", "letsencrypt.org"] },
      [
        'issuers[0]: must be a lower-case domain name without a dot at its end; received "Let\'s Encrypt". Write it as "example.com".',
        'issuers[1]: must be another authority than Amazon; received "amazon.com". Leave it out: Amazon may issue in any case.',
        'issuers[3]: must be given once; received "letsencrypt.org". Remove the duplicate.',
      ],
    ],
    ["props without a name", {}, ["zoneName: must be a string; received nothing. It is required."]],
    ["a number as its id", { zoneName: "example.com", zoneId: 7 }, ["zoneId: must be a string; received 7. Put it in quotes."]],
    [
      "another word for its removal",
      { zoneName: "example.com", removal: "keep" },
      ['removal: must be one of protect, destroy; received "keep". Use one of these.'],
    ],
    [
      "a name with a capital and a dot at its end, and an id of another form",
      { zoneName: "Example.com.", zoneId: "example" },
      [
        'zoneName: must be a lower-case domain name without a dot at its end; received "Example.com.". Write it as "example.com".',
        'zoneId: must be a hosted zone\'s id; received "example". Copy the one that begins with "Z".',
      ],
    ],
  ])("refuses %s", (_, props, lines) => {
    const head = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
    const expected = [`trading-test/Zone: ${head}`, ...lines.map((line) => `  - ${line}`)].join("\n");
    expect(messageOf(() => new HostedZone(testStack(), "Zone", props as HostedZoneProps))).toBe(expected);
  });
});
