import { DECIMAL_PATTERN, isTradable } from "../../examples/trading-stack/services/trading-api/decimals";
import {
  compareDecimals,
  decimalError,
  formatDecimal,
  multiplyDecimals,
  placesOf,
  subtractDecimals,
} from "../../examples/trading-stack/services/web-frontend/page/decimals";

test.each([
  ["0", "0"],
  ["999", "999"],
  ["1000", "1,000"],
  ["1234567.5", "1,234,567.5"],
  ["90000000", "90,000,000"],
  ["0.00000001", "0.00000001"],
  ["1234.12345678", "1,234.12345678"],
])("%s is written as %s", (text, written) => expect(formatDecimal(text)).toBe(written));

test("a column has as many decimals as its longest number", () => {
  const texts = ["5", "101.25", "99.5"];
  expect(texts.map((text) => formatDecimal(text, placesOf(texts)))).toEqual(["5.00", "101.25", "99.50"]);
});

test("numbers that a double can't tell apart are told apart", () => {
  expect(compareDecimals("89999999.12345678", "89999999.12345679")).toBe(-1);
  expect(subtractDecimals("89999999.12345679", "89999999.12345678")).toBe("0.00000001");
});

test("a product isn't rounded", () => {
  expect(multiplyDecimals("89999999.12345678", "0.00000001")).toBe("0.8999999912345678");
  expect(multiplyDecimals("89999999.12345678", "89999999.12345678")).toBe("8099999842222221.1683280165279684");
  expect(multiplyDecimals("1.5", "20")).toBe("30");
});

test.each([
  ["", "Enter a number."],
  ["1,5", "Write decimals with a point, as 1.5."],
  ["1,000.5", "Enter digits only, with a point before decimals, as 1.5."],
  ["-1", "Enter digits only, with a point before decimals, as 1.5."],
  ["1e3", "Enter digits only, with a point before decimals, as 1.5."],
  [".5", "Enter digits only, with a point before decimals, as 1.5."],
  ["5.", "Enter digits only, with a point before decimals, as 1.5."],
  ["0.123456789", "Use at most 8 decimals."],
  ["007", "Leave out zeros at the start."],
  ["90000000.00000001", "Enter at most 90,000,000."],
  ["9".repeat(1000), "Enter at most 90,000,000."],
  ["0", "Enter more than 0."],
  ["0.00000000", "Enter more than 0."],
])("%j is refused in words: %s", (text, error) => expect(decimalError(text)).toBe(error));

test.each([
  "1",
  "0.00000001",
  "90000000",
  "90000000.00000000",
  "1.50",
  "",
  "0",
  "00",
  "01.5",
  "1.",
  ".1",
  "1e1",
  " 1",
  "90000001",
  "99999999",
  "123456789",
  "1.123456789",
])("the form and the API agree on %j", (text) => {
  const isTaken = new RegExp(DECIMAL_PATTERN).test(text) && isTradable(text);
  expect(decimalError(text) === undefined).toBe(isTaken);
});
