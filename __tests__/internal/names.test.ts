import { Construct } from "constructs";
import { fitName, namePrefix, pascalCase, pathText, peerName, physicalName, shortHash } from "../../src/internal/names";
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
    expect(name).toBe(`trading-prod-WebFronten-${shortHash("trading-prod/WebFrontend/TargetGroup")}`);
    expect(name).toHaveLength(32);
  });

  test("are left whole up to the service's limit", () => {
    expect(fitName(["trading-prod", "Database"], { maxLength: 21 })).toBe("trading-prod-Database");
    expect(fitName(["trading-prod", "Database"], { maxLength: 20 })).toBe(`trading-pro-${shortHash("trading-prod/Database")}`);
  });

  test("that are cut end in no dash before the hash", () => {
    expect(fitName(["trading", "Database"], { maxLength: 14 })).toBe(`tradi-${shortHash("trading/Database")}`);
    expect(fitName(["trading-prod", "Database"], { maxLength: 17 })).toBe(`trading-${shortHash("trading-prod/Database")}`);
  });

  test("begin with a letter, which services ask for", () => {
    expect(fitName(["2026", "Database"], { maxLength: 63 })).toBe("n-2026-Database");
    expect(fitName(["2026", "Database"], { maxLength: 63, punctuation: "_" })).toBe("n_2026_Database");
  });

  test.each([
    ["-", "trading-prod-Order-Books"],
    ["_", "trading_prod_Order_Books"],
    ["-_", "trading-prod-Order_Books"],
  ] as const)("hold no other punctuation than the service's: %s", (punctuation, name) => {
    expect(fitName(["trading-prod", "Order_Books"], { maxLength: 63, punctuation })).toBe(name);
  });

  test("hold one mark between words, and none at their ends", () => {
    expect(fitName(["-trading--prod", "Order. Books_"], { maxLength: 63, punctuation: "-_" })).toBe("trading-prod-Order-Books");
  });

  test("in small letters are written with the service's own mark between words", () => {
    expect(fitName(["trading_prod", "TradeRecords"], { maxLength: 63, capitals: false, punctuation: "_" })).toBe(
      "trading_prod_trade_records",
    );
  });

  test("as prefixes leave room for the 26 characters that Terraform appends", () => {
    const prefix = namePrefix(new Construct(testStack("trading-prod"), "AServiceWithAVeryLongNameIndeedLongerThanThat"), { maxLength: 64 });
    expect(prefix).toHaveLength(64 - 26);
    expect(prefix).toMatch(/-$/);
  });

  test("as prefixes end in the service's own mark", () => {
    const scope = new Construct(testStack("trading-prod"), "Database");
    expect(namePrefix(scope, { maxLength: 64 })).toBe("trading-prod-Database-");
    expect(namePrefix(scope, { maxLength: 64, punctuation: "_" })).toBe("trading_prod_Database_");
    expect(namePrefix(scope, { maxLength: 64, punctuation: "-_" })).toBe("trading-prod-Database-");
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

test("a construct is called by its ids below the stack where two constructs meet", () => {
  expect(peerName(new Construct(new Construct(testStack("trading-prod"), "Services"), "Api"))).toBe("Services-Api");
});

test("a description is the construct's path with words before it, as long as the service allows", () => {
  const owner = new Construct(testStack("trading-prod"), "Database");
  expect(pathText(owner, 255)).toBe("trading-prod/Database");
  expect(pathText(owner, 255, "Cluster of ")).toBe("Cluster of trading-prod/Database");
  expect(pathText(owner, 20, "Cluster of ")).toBe("Cluster of trading-p");
});

test.each([
  ["trading-api", "TradingApi"],
  ["orderBooks", "OrderBooks"],
  ["x_1/read.only", "X1ReadOnly"],
])("%s in a statement's sid is %s: letters and digits alone", (text, sid) => expect(pascalCase(text)).toBe(sid));

// SHA-256 of "abc" as FIPS 180-4 gives it begins with ba7816bf.
test("a short hash is the beginning of SHA-256, in hexadecimal", () => expect(shortHash("abc")).toBe("ba7816bf"));
