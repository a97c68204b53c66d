import { countryMeant, isCountry } from "../../src/internal/countries";

/** What Unicode has names for beside the countries of ISO 3166-1: islands of others, groupings, and codes for tests. */
const OF_UNICODE_ALONE = ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"];
/** Countries that are no more, and codes that stand for others: Unicode has their names, and ISO has withdrawn them. */
const WITHDRAWN = [
  "AN",
  "BU",
  "CS",
  "CT",
  "DD",
  "DY",
  "FQ",
  "FX",
  "HV",
  "JT",
  "MI",
  "NH",
  "NQ",
  "NT",
  "PC",
  "PU",
  "PZ",
  "QU",
  "RH",
  "SU",
  "TP",
];
const OTHERS = ["UK", "VD", "WK", "YD", "YU", "ZR"];
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

// AWS WAF API Reference, GeoMatchStatement: the 249 countries of ISO 3166-1, and Kosovo by XK.
test("every country of AWS WAF is one, and nothing else", () => {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const named = codes.filter((code) => names.of(code) !== undefined && ![...OF_UNICODE_ALONE, ...WITHDRAWN, ...OTHERS].includes(code));
  expect(named).toHaveLength(250);
  expect(codes.filter(isCountry)).toEqual(named);
});

test.each([
  ["UK", "GB"],
  ["EL", "GR"],
  ["de", "DE"],
])("%s is likely meant for %s", (code, meant) => expect(countryMeant(code)).toBe(meant));

test("what is no country's code is meant for none", () => expect(countryMeant("XX")).toBeUndefined());
