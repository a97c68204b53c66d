import { Token } from "cdktf";
import { checkInZone } from "../../src/internal/dns";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

function check(name: string, zoneName: string): void {
  const validator = new Validator("record");
  checkInZone(validator, "domainName", name, zoneName);
  validator.throwIfInvalid();
}

describe("a name in a hosted zone", () => {
  test.each([
    ["the zone's own", "example.com", "example.com"],
    ["below the zone's", "api.trading.example.com", "example.com"],
    ["one that only Terraform knows", Token.asNumber({ later: true }) as unknown as string, "example.com"],
    ["one whose zone only Terraform knows", "trading.example.org", Token.asString({ later: true })],
  ])("may be %s", (_, name, zoneName) => expect(() => check(name, zoneName)).not.toThrow());

  test.each(["example.org", "badexample.com", "com"])("is never %s in example.com", (name) => {
    expect(messageOf(() => check(name, "example.com"))).toBe(
      `record: invalid input\n  - domainName: must be in the zone example.com; received "${name}". Write it as "trading.example.com", or give the zone that it is in.`,
    );
  });
});
