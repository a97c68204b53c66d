import { WebAclSettings } from "../../modules/edge";
import { simulateRequest } from "../../src/testing";
import { synth } from "../support/synth";
import { makeEdge } from "./fixture";

/** What the web ACL of an edge does with a POST of so many bytes to a path. */
function verdictOf(path: string, bodyBytes: number, webAcl: WebAclSettings = {}) {
  const { stack } = makeEdge({ webAcl: { rateLimits: { perIp: false }, ...webAcl } });
  const headers = { "user-agent": "desk/1.0" };
  const { webAcl: verdict } = simulateRequest(synth(stack), {
    method: "POST",
    url: `https://trading.example.com${path}`,
    headers,
    ip: "192.0.2.1",
    bodyBytes,
  });
  return verdict?.otherwise;
}

// AWS WAF Developer Guide, "Baseline rule groups", core rule set: SizeRestrictions_BODY looks for bodies over 8 KB (8,192 bytes) and adds a label.
describe("a body of more than 8,192 bytes", () => {
  const exceptImports = {
    managedRuleGroups: { common: { rules: { SizeRestrictions_BODY: { exceptPaths: ["/api/imports", "/api/uploads/*"] } } } },
  };

  test("is blocked by the core rule set", () => {
    expect(verdictOf("/api/orders", 8192)).toBe("allowed");
    expect(verdictOf("/api/orders", 8193)).toBe("blocked");
  });

  test("is allowed on the paths that are excepted, and blocked on all others", () => {
    expect(verdictOf("/api/imports", 20_000, exceptImports)).toBe("allowed");
    expect(verdictOf("/api/uploads/2026/trades.csv", 20_000, exceptImports)).toBe("allowed");
    expect(verdictOf("/api/orders", 20_000, exceptImports)).toBe("blocked");
  });

  // AWS WAF Developer Guide, "Using text transformations", Normalize path: what leads back is resolved.
  test("is blocked where the path only begins like an excepted one", () => {
    expect(verdictOf("/api/uploads/../orders", 20_000, exceptImports)).toBe("blocked");
    expect(verdictOf("//api//uploads/./trades.csv", 20_000, exceptImports)).toBe("allowed");
  });
});
