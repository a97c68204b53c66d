import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { TerraformOutput, TerraformStack, Testing, Token } from "cdktf";
import { AwsEnvironment, Certificate, CertificateProps } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

const ZONE = { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" };

function synthesized(props: Partial<CertificateProps> = {}) {
  const stack = testStack();
  new Certificate(stack, "Certificate", { domainName: "trading.example.com", zone: ZONE, ...props });
  return synth(stack);
}

describe("Certificate", () => {
  test("is validated by DNS, logged for transparency and replaced before the old one goes", () => {
    expect(synthesized().resource("aws_acm_certificate")).toMatchObject({
      domain_name: "trading.example.com",
      validation_method: "DNS",
      options: { certificate_transparency_logging_preference: "ENABLED" },
      lifecycle: { create_before_destroy: true },
    });
  });

  // Terraform, aws_acm_certificate: subject_alternative_names holds the domain name where nothing else is given, so an empty list is a change; left out, it keeps
  // the names that there were.
  test("names no further names to ACM where there are none, or none any more", () => {
    const own = ["trading.example.com"];
    expect(synthesized().resource("aws_acm_certificate").subject_alternative_names).toEqual(own);
    expect(synthesized({ subjectAlternativeNames: [] }).resource("aws_acm_certificate").subject_alternative_names).toEqual(own);
    expect(synthesized({ subjectAlternativeNames: ["api.example.com"] }).resource("aws_acm_certificate").subject_alternative_names).toEqual(
      ["api.example.com"],
    );
  });

  // ACM API Reference, DomainValidation and ResourceRecord: a CNAME that ACM names, one for each domain.
  test("writes the record that ACM asks for: its name, type and value, over one that is there", () => {
    const record = synthesized().resource("aws_route53_record");
    const option = (attribute: string) =>
      expect.stringMatching(
        new RegExp(
          `^\\$\\{\\[for o in aws_acm_certificate\\.\\w+\\.domain_validation_options : o\\.${attribute} if trimprefix\\(o\\.domain_name, "\\*\\."\\) == "trading\\.example\\.com"\\]\\[0\\]\\}$`,
        ),
      );
    expect(record).toMatchObject({
      zone_id: ZONE.zoneId,
      name: option("resource_record_name"),
      type: option("resource_record_type"),
      records: [option("resource_record_value")],
      allow_overwrite: true,
    });
  });

  test("has records that resolvers keep for five minutes", () => {
    expect(synthesized().resource("aws_route53_record").ttl).toBe(300);
  });

  // ACM User Guide, "Supported Regions": a certificate can be used in its own region alone, which is that of the provider that requests it.
  test.each<[string, object | undefined, string | undefined]>([
    ["the stack's by default", undefined, "eu-central-1"],
    ["its provider's", { region: "us-east-1" }, "us-east-1"],
    ["unknown where its provider takes it from its surroundings", {}, undefined],
  ])("has a region: %s", (_, own, region) => {
    const stack = testStack();
    const provider = own && new AwsProvider(stack, "Other", { alias: "other", ...own });
    expect(new Certificate(stack, "Certificate", { domainName: "trading.example.com", zone: ZONE, provider }).region).toBe(region);
  });

  test("keeps the ids of its constructs", () => {
    const certificate = new Certificate(testStack(), "Certificate", { domainName: "*.example.com", zone: ZONE });
    expect(certificate.node.children.map(({ node }) => node.id)).toEqual(["Resource", "Validation"]);
    expect(certificate.validationRecords["example.com"]!.node.path).toMatch(/^trading-test\/CertificateRecords\/example\.com-[0-9a-f]{8}$/);
  });

  test("has one validation record for a name and its wildcard (ACM User Guide, 'DNS validation')", () => {
    const stack = synthesized({ domainName: "example.com", subjectAlternativeNames: ["*.example.com", "api.example.com"] });
    expect(Object.keys(stack.resources("aws_route53_record"))).toHaveLength(2);
    expect(stack.resource("aws_acm_certificate").subject_alternative_names).toEqual(["*.example.com", "api.example.com"]);
  });

  test("says every name on it", () => {
    const props = { domainName: "example.com", subjectAlternativeNames: ["*.example.com"], zone: ZONE };
    expect(new Certificate(testStack(), "Certificate", props).domainNames).toEqual(["example.com", "*.example.com"]);
  });

  test("is known to whoever takes it only once every record has validated it", () => {
    const stack = testStack();
    const certificate = new Certificate(stack, "Certificate", { domainName: "trading.example.com", zone: ZONE });
    new TerraformOutput(stack, "Arn", { value: certificate.certificateArn });
    expect(synth(stack).output("Arn")).toMatch(/^\$\{aws_acm_certificate_validation\./);
    expect(synth(stack).resource("aws_acm_certificate_validation").validation_record_fqdns).toHaveLength(1);
  });

  test("has its records written through the stack's default provider, since Route 53 is global", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    new Certificate(stack, "Certificate", { domainName: "trading.example.com", zone: ZONE, provider });
    expect(synth(stack).resource("aws_acm_certificate").provider).toBe("aws.global");
    // It asks ACM, which doesn't know a certificate of another region.
    expect(synth(stack).resource("aws_acm_certificate_validation").provider).toBe("aws.global");
    expect(synth(stack).resource("aws_route53_record").provider).toBeUndefined();
  });

  // ACM User Guide, "DNS validation": the record stays as long as certificates of the name shall be renewed, and works for those of other regions.
  test("keeps its records when a further name replaces it: they are the same ones", () => {
    expect(synthesized().resource("aws_route53_record").lifecycle).toEqual({ ignore_changes: ["name", "type", "records"] });
  });

  test.each([
    [
      "nothing that it needs",
      { domainName: undefined, zone: undefined },
      [
        "2 invalid inputs",
        "  - domainName: must be a string; received nothing. It is required.",
        "  - zone: must be a HostedZone, or its zoneId and zoneName; received nothing. Give a HostedZone, or its zoneId and zoneName.",
      ],
    ],
    [
      "a zone whose id is undefined, as a variable of the environment may be",
      { zone: { ...ZONE, zoneId: undefined } },
      [
        "invalid input",
        '  - zone: must be a HostedZone, or its zoneId and zoneName; received {"zoneName":"example.com"}. Give a HostedZone, or its zoneId and zoneName.',
      ],
    ],
    [
      "a zone whose id is no text",
      { zone: { ...ZONE, zoneId: false } },
      [
        "invalid input",
        `  - zone: must be a HostedZone, or its zoneId and zoneName; received ${JSON.stringify({ ...ZONE, zoneId: false })}. Give a HostedZone, or its zoneId and zoneName.`,
      ],
    ],
    [
      "the provider as an edge calls it, and a variable that isn't set in its name",
      { globalProvider: {}, domainName: "undefined.example.com" },
      [
        "2 invalid inputs",
        '  - domainName: must be a lower-case domain name; received "undefined.example.com". Set the variable that it is made of.',
        "  - globalProvider: must be a prop that there is; received {}. Did you mean provider?",
      ],
    ],
    [
      "names that aren't, and names of another zone",
      { domainName: "Trading.example.com", subjectAlternativeNames: ["trading.example.org"] },
      [
        "2 invalid inputs",
        '  - domainName: must be a lower-case domain name; received "Trading.example.com". Write it as "trading.example.com".',
        '  - subjectAlternativeNames[0]: must be in the zone example.com; received "trading.example.org". Write it as "trading.example.com", or give the zone that it is in.',
      ],
    ],
    [
      "a name that only Terraform knows: its record is named after it",
      { domainName: "${var.domain}" },
      [
        "invalid input",
        '  - domainName: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ],
    ],
    [
      "a name validated elsewhere that it doesn't hold, and one that only Terraform knows",
      { validatedElsewhere: ["trading.example.com", "api.example.com", "${var.name}"] },
      [
        "2 invalid inputs",
        '  - validatedElsewhere[1]: must be a name on the certificate; received "api.example.com". Give one of trading.example.com, or leave it out.',
        '  - validatedElsewhere[2]: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ],
    ],
    [
      "one name in place of a list",
      { subjectAlternativeNames: "api.example.com" },
      ["invalid input", '  - subjectAlternativeNames: must be a list of strings; received "api.example.com". Write it as ["…", "…"].'],
    ],
  ])("refuses %s", (_, props, lines) => {
    expect(messageOf(() => synthesized(props as never))).toBe(`trading-test/Certificate: ${lines.join("\n")}`);
  });

  test("has no further names where JavaScript says null", () => {
    expect(synthesized({ subjectAlternativeNames: null as never }).json).toEqual(synthesized().json);
  });

  test("that exists already is taken by its ARN, and by nothing else", () => {
    const arn = "arn:aws:acm:us-east-1:111122223333:certificate/0d3c";
    expect(Certificate.fromArn(testStack(), "Certificate", arn).certificateArn).toBe(arn);
    expect(messageOf(() => Certificate.fromArn(testStack(), "Certificate", "0d3c"))).toBe(
      'trading-test/Certificate: invalid input\n  - certificateArn: must be a certificate\'s ARN; received "0d3c". Copy the ARN that holds "certificate/".',
    );
    expect(messageOf(() => Certificate.fromArn(testStack(), "Certificate", arn, ["Api.example.com"]))).toBe(
      'trading-test/Certificate: invalid input\n  - domainNames[0]: must be a lower-case domain name; received "Api.example.com". Write it as "trading.example.com".',
    );
  });

  test("that exists already holds the names that are said, or unknown ones", () => {
    const arn = "arn:aws:acm:us-east-1:111122223333:certificate/0d3c";
    expect(Certificate.fromArn(testStack(), "Certificate", arn, ["*.example.com"]).domainNames).toEqual(["*.example.com"]);
    expect(Certificate.fromArn(testStack(), "Certificate", arn).domainNames).toBeUndefined();
  });
});

// ACM User Guide, "DNS validation": the CNAME of a name is the account's, and works for any region.
describe("certificates of one stack", () => {
  const stackOf = (...ids: readonly string[]) => {
    const stack = testStack();
    const global = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    const make: Record<string, () => Certificate> = {
      Edge: () => new Certificate(stack, "Edge", { domainName: "trading.example.com", zone: ZONE, provider: global }),
      Regional: () =>
        new Certificate(stack, "Regional", {
          domainName: "origin.example.com",
          subjectAlternativeNames: ["*.trading.example.com"],
          zone: ZONE,
        }),
    };
    const certificates = Object.fromEntries(ids.map((id) => [id, make[id]!()]));
    return { certificates, synthesized: synth(stack) };
  };

  test("have one record for a name that both hold, and both wait for it", () => {
    const { certificates, synthesized: stack } = stackOf("Edge", "Regional");
    expect(Object.keys(stack.resources("aws_route53_record"))).toHaveLength(2);
    const shared = certificates.Edge!.validationRecords["trading.example.com"]!;
    expect(certificates.Regional!.validationRecords["trading.example.com"]).toBe(shared);
    const fqdn = `\${aws_route53_record.${shared.friendlyUniqueId}.fqdn}`;
    for (const validation of Object.values(stack.resources("aws_acm_certificate_validation"))) {
      expect(validation.validation_record_fqdns).toContain(fqdn);
    }
  });

  test("have the same record whichever of them is made first", () => {
    const records = (...ids: readonly string[]) => stackOf(...ids).synthesized.resources("aws_route53_record");
    expect(records("Regional", "Edge")).toEqual(records("Edge", "Regional"));
    expect(JSON.stringify(records("Regional", "Edge"))).toContain("aws_acm_certificate.Edge_");
  });

  test("keep the record's address when one of them goes", () => {
    const address = (...ids: readonly string[]) =>
      Object.keys(stackOf(...ids).synthesized.resources("aws_route53_record")).find((id) => id.includes("tradingexamplecom"));
    expect(address("Regional")).toBe(address("Edge", "Regional"));
    expect(address("Regional")).toBeDefined();
  });

  test("have a record in each zone that validates the name", () => {
    const stack = testStack();
    const props = { domainName: "trading.example.com" };
    new Certificate(stack, "One", { ...props, zone: ZONE });
    new Certificate(stack, "Two", { ...props, zone: { zoneId: "ZSUBZONE", zoneName: "trading.example.com" } });
    const zones = Object.values(synth(stack).resources("aws_route53_record")).map(({ zone_id }) => zone_id);
    expect(zones.sort()).toEqual([ZONE.zoneId, "ZSUBZONE"]);
  });

  test("share the record of a zone that is created with them", () => {
    const stack = testStack();
    const zone = new Route53Zone(stack, "Zone", { name: "example.com" });
    for (const id of ["One", "Two"]) {
      new Certificate(stack, id, { domainName: "trading.example.com", zone: { zoneId: zone.zoneId, zoneName: "example.com" } });
    }
    expect(synth(stack).resource("aws_route53_record").zone_id).toMatch(/^\$\{aws_route53_zone\.Zone\.zone_id\}$/);
  });
});

describe("certificates of two stacks of one app", () => {
  /** The warnings of each stack. */
  function warningsOf(accountIds: readonly string[], props: Partial<CertificateProps> = {}): string[] {
    const app = Testing.app();
    for (const [index, accountId] of accountIds.entries()) {
      const stack = new TerraformStack(app, `stack-${index}`);
      new AwsEnvironment(stack, { accountId, region: "eu-central-1" });
      new Certificate(stack, "Certificate", { domainName: "trading.example.com", zone: ZONE, ...(index === 1 && props) });
    }
    app.node.findAll().forEach((node) => node.node.validate());
    return app.node.findAll().flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data));
  }

  test("are warned of a record that both have", () => {
    const warning = (other: string) =>
      `The record that validates trading.example.com is in ${other} as well: whichever stack is destroyed takes it away from the other. ` +
      "Name trading.example.com in validatedElsewhere of the certificates of one of the two, and deploy that one second.";
    expect(warningsOf(["111122223333", "111122223333"])).toEqual([warning("stack-1"), warning("stack-0")]);
  });

  test("aren't where one says that the other has it, nor in two accounts, whose records are different ones", () => {
    expect(warningsOf(["111122223333", "111122223333"], { validatedElsewhere: ["trading.example.com"] })).toEqual([]);
    expect(warningsOf(["111122223333", "444455556666"])).toEqual([]);
  });
});

describe("names validated elsewhere", () => {
  const names = { domainName: "origin.example.com", subjectAlternativeNames: ["trading.example.com", "*.trading.example.com"] };

  test("have no record here, and are waited for", () => {
    const stack = synthesized({ ...names, validatedElsewhere: ["*.trading.example.com"] });
    expect(stack.resource("aws_route53_record").name).toContain('== "origin.example.com"');
    expect(stack.resource("aws_acm_certificate_validation").validation_record_fqdns).toEqual([
      expect.stringMatching(/^\$\{aws_route53_record\./),
      expect.stringMatching(/domain_validation_options : o\.resource_record_name if .* == "trading\.example\.com"\]\[0\]\}$/),
    ]);
  });
});

test("a certificate's name that is a reference of another type is refused like every other reference", () => {
  const domainName = Token.asNumber("${var.name}") as unknown as string;
  expect(messageOf(() => new Certificate(testStack(), "Certificate", { domainName, zone: ZONE }))).toBe(
    'trading-test/Certificate: invalid input\n  - domainName: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
  );
});
