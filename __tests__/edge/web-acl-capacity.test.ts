import { WebAcl, WebAclSettings } from "../../modules/edge";
import { testStack, warnings } from "../support/synth";
import { makeEdge } from "./fixture";

/** A fifth of what there is: no group, no limit of its own. */
const NOTHING: WebAclSettings = {
  managedRuleGroups: { ipReputation: "off", anonymousIp: "off", common: "off", knownBadInputs: "off", sqlInjection: "off" },
  rateLimits: { perIp: false },
};

function unitsOf(settings: WebAclSettings): number {
  return new WebAcl(testStack(), "WebAcl", { scope: "REGIONAL", ...NOTHING, ...settings }).capacityUnits;
}

const paths = (count: number) => Array.from({ length: count }, (_, index) => `/api/${index}/*`);

// AWS WAF Developer Guide: "AWS Managed Rules rule groups list", and each statement's page under "Using rule statements".
describe("the web ACL capacity units of", () => {
  test.each<[string, WebAclSettings, number]>([
    ["nothing", {}, 0],
    ["an IP set", { blockedCidrBlocks: ["192.0.2.0/24"] }, 1],
    ["IP sets of both versions", { blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32"] }, 2],
    ["countries", { blockedCountries: ["KP", "IR"] }, 1],
    ["a rate limit", { rateLimits: { perIp: { requests: 10 } } }, 2],
    [
      "a rate limit with two custom keys",
      { rateLimits: { mine: { requests: 10, per: ["ip", { header: "x-api-key" }] }, perIp: false } },
      2 + 60,
    ],
    ["a rate limit of a path", { rateLimits: { mine: { requests: 10, paths: ["/a"] }, perIp: false } }, 2 + 2 + 20],
    ["a body limit of a path", { bodyLimits: { mine: { paths: ["/a"], maxKilobytes: 8 } } }, 2 + 20 + 1],
    ["partners that skip everything", { allowLists: { mine: { cidrBlocks: ["192.0.2.0/24", "2001:db8::/32"], skips: "everything" } } }, 2],
    [
      "partners that skip a rate limit",
      { allowLists: { mine: { cidrBlocks: ["192.0.2.0/24"] } }, rateLimits: { perIp: { requests: 10 } } },
      2 + 1,
    ],
    ["a group", { managedRuleGroups: { ...NOTHING.managedRuleGroups, common: "block" } }, 700],
    ["a group without a path", { managedRuleGroups: { ...NOTHING.managedRuleGroups, anonymousIp: { exceptPaths: ["/a"] } } }, 50 + 22],
    [
      "a rule with an excepted path",
      {
        managedRuleGroups: { ...NOTHING.managedRuleGroups, sqlInjection: { rules: { SQLi_BODY: { exceptPaths: ["/a"] } } } },
      },
      200 + 1 + 22,
    ],
  ])("%s are as AWS counts them", (_, settings, units) => expect(unitsOf(settings)).toBe(units));

  test("the defaults are within the price", () => {
    const webAcl = makeEdge().edge.webAclResource!;
    expect(webAcl.capacityUnits).toBe(25 + 50 + 700 + 200 + 200 + 2);
    expect(warnings(webAcl)).toEqual([]);
  });
});

describe("the capacity of a web ACL", () => {
  test("costs nothing more up to 1,500 units", () => {
    const webAcl = new WebAcl(testStack(), "WebAcl", { scope: "REGIONAL", bodyLimits: { mine: { paths: paths(14), maxKilobytes: 8 } } });
    expect(webAcl.capacityUnits).toBe(1484);
    expect(warnings(webAcl)).toEqual([]);
  });

  test("is warned of above 1,500 units", () => {
    const webAcl = new WebAcl(testStack(), "WebAcl", { scope: "REGIONAL", bodyLimits: { mine: { paths: paths(15), maxKilobytes: 8 } } });
    expect(warnings(webAcl)).toEqual([
      "The rules take up to 1506 web ACL capacity units: AWS WAF charges for what is above 1500 with every request. Each path of a rule takes 22.",
    ]);
  });

  test("is refused above 5,000 units", () => {
    const make = () =>
      new WebAcl(testStack(), "WebAcl", { scope: "REGIONAL", bodyLimits: { mine: { paths: paths(174), maxKilobytes: 8 } } });
    expect(make).toThrow(
      'rules: must take at most 5000 web ACL capacity units; received "5004 web ACL capacity units". Leave out paths or rate limits, or turn a managed rule group off.',
    );
  });
});
