import { Token } from "cdktf";
import { HostedZone, HostedZoneProps } from "../../modules/edge";
import { useRemoval } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

const ID = "Z0123456789ABC";

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

  test.each<[string, unknown, string[]]>([
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
