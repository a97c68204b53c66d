import { checkCidr } from "../../src/internal/cidr";
import { FORMATS } from "../../src/internal/formats";
import { isOpenToEverybody } from "../../src/internal/ip-ranges";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

const refusal = (cidr: string | undefined, format = FORMATS.cidr): string =>
  messageOf(() => checkCidr(new Validator("subject"), "range", cidr, format).throwIfInvalid());

// EC2 API Reference, CreateRoute: 100.68.0.18/18 is modified to 100.68.0.0/18. RFC 5952 has the one form of an IPv6 address.
test.each([
  ["100.68.0.18/18", "100.68.0.0/18"],
  ["10.0.0.0/016", "10.0.0.0/16"],
  ["2001:DB8::/32", "2001:db8::/32"],
  ["2001:db8:0:0::/64", "2001:db8::/64"],
  ["2001:db8::1/64", "2001:db8::/64"],
])("a range written as %s is refused with its canonical form", (text, canonical) => {
  expect(refusal(text)).toBe(
    `subject: invalid input\n  - range: must be written in its canonical form; received "${text}". Write it as "${canonical}".`,
  );
});

test.each(["100.68.0.0/18", "10.1.2.3/32", "2001:db8::/32", "${var.range}", undefined])("a range written as %s passes", (text) => {
  expect(() => checkCidr(new Validator("subject"), "range", text, FORMATS.cidr).throwIfInvalid()).not.toThrow();
});

test("what is no range of the format is refused for that alone", () => {
  expect(refusal("2001:DB8::/32", FORMATS.ipv4Cidr)).toBe(
    'subject: invalid input\n  - range: must be an IPv4 range; received "2001:DB8::/32". Write it as "10.0.0.0/16".',
  );
});

// 10.0.0.0/8 and fd00::/8 are the widest private ranges (RFC 1918, RFC 4193).
test.each([
  ["0.0.0.0/0", true],
  ["0.0.0.0/1", true],
  ["128.0.0.0/1", true],
  ["10.0.0.0/7", true],
  ["10.0.0.0/8", false],
  ["::/0", true],
  ["2000::/3", true],
  ["2600::/15", true],
  ["2600::/16", false],
  ["fd00::/8", false],
  ["fc00::/7", false],
  ["fc00::/6", true],
  ["anywhere", false],
])("%s stands for the internet: %p", (text, open) => expect(isOpenToEverybody(text)).toBe(open));
