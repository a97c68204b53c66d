import { Construct } from "constructs";
import { fitName, namePrefix, physicalName, shortHash } from "../../src/internal/names";
import fc from "../support/fast-check";
import { testStack } from "../support/synth";

describe("physical names", () => {
  test("are the construct's path from its stack on", () => {
    expect(physicalName(new Construct(testStack("trading-prod"), "Database"), { maxLength: 63 })).toBe("trading-prod-Database");
  });

  test("leave out the id that every main child has", () => {
    const owner = new Construct(testStack("trading-prod"), "Database");
    expect(physicalName(new Construct(owner, "Resource"), { maxLength: 63 })).toBe("trading-prod-Database");
  });

  test("are written in small letters with dashes where a service takes no capitals", () => {
    expect(physicalName(new Construct(testStack("trading-prod"), "TradeRecords"), { maxLength: 63, capitals: false })).toBe(
      "trading-prod-trade-records",
    );
  });

  test("end in a hash of the whole path where the service's limit cuts them", () => {
    const name = fitName(["trading-prod", "WebFrontend", "TargetGroup"], { maxLength: 32 });
    expect(name).toBe(`trading-prod-WebFronten-${shortHash("trading-prod/WebFrontend/TargetGroup")}`.replace("Fronten-", "Fronten-"));
    expect(name.length).toBeLessThanOrEqual(32);
  });

  test("as prefixes leave room for the 26 characters that Terraform appends", () => {
    const prefix = namePrefix(new Construct(testStack("trading-prod"), "AServiceWithAVeryLongNameIndeedLongerThanThat"), { maxLength: 64 });
    expect(prefix.length).toBeLessThanOrEqual(64 - 26);
    expect(prefix).toMatch(/-$/);
  });

  test("differ for different constructs, stay the same for the same, and keep to the service's rules", () => {
    const ids = fc.array(fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(..."abcABC019-_ .") }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(ids, fc.integer({ min: 20, max: 255 }), fc.boolean(), (parts, maxLength, capitals) => {
        const name = fitName(parts, { maxLength, capitals });
        expect(name.length).toBeLessThanOrEqual(maxLength);
        expect(name).toMatch(capitals ? /^[A-Za-z][A-Za-z0-9-]*$/ : /^[a-z][a-z0-9-]*$/);
        expect(name).not.toMatch(/--/);
        expect(fitName(parts, { maxLength, capitals })).toBe(name);
      }),
    );
  });

  test("that are cut alike still differ", () => {
    const long = "x".repeat(60);
    expect(fitName([long, "a"], { maxLength: 32 })).not.toBe(fitName([long, "b"], { maxLength: 32 }));
  });
});
