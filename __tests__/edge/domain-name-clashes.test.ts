import { CloudfrontDistribution, CloudfrontDistributionConfig } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { Distribution } from "../../modules/edge";
import { AwsEnvironment } from "../../src/core";
import { messageOf, synth } from "../support/synth";
import { makeEdge } from "./fixture";

const CERTIFICATE = { certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/0d3c" };

function stackIn(app: Construct, id: string, accountId?: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  if (accountId) new AwsEnvironment(stack, { accountId, region: "eu-central-1" });
  return stack;
}

function site(stack: TerraformStack, id: string, ...domainNames: string[]): Distribution {
  const provider = stack.node.tryFindChild("AwsGlobal") as AwsProvider | undefined;
  return new Distribution(stack, id, {
    globalProvider: provider ?? new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" }),
    origins: { site: { domainName: "site.example.org" } },
    defaultBehavior: { origin: "site" },
    domainNames,
    certificate: CERTIFICATE,
  });
}

function byHand(stack: TerraformStack, meta: Pick<CloudfrontDistributionConfig, "count" | "provider"> = {}): void {
  new CloudfrontDistribution(stack, "ByHand", {
    enabled: true,
    aliases: ["WWW.example.com"],
    origin: [],
    defaultCacheBehavior: { allowedMethods: [], cachedMethods: [], targetOriginId: "x", viewerProtocolPolicy: "https-only" },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {},
    ...meta,
  });
}

const refusal = (path: string, other: string): string =>
  `${path}: invalid input\n  - domainNames[0]: must be a name of one distribution of an account alone, and ${other} has it; received "www.example.com". ` +
  "Take it from one of the two; a wildcard beside it is allowed.";

// CloudFront Developer Guide, "Restrictions on using alternate domain names": no name on two distributions, even of one account; a wildcard and a name that it
// includes may be on two of one account.
describe("a name of a distribution", () => {
  test("can't be on another one of the stack", () => {
    const stack = stackIn(Testing.app(), "one");
    site(stack, "Site", "www.example.com");
    site(stack, "Shop", "www.example.com");
    expect(messageOf(() => synth(stack))).toBe(refusal("one/Site", "one/Shop"));
  });

  test("can be beside a wildcard that matches it", () => {
    const stack = stackIn(Testing.app(), "one");
    site(stack, "Site", "www.example.com");
    site(stack, "Rest", "*.example.com");
    expect(() => synth(stack)).not.toThrow();
  });

  test("can't be on one that is written by hand", () => {
    const stack = stackIn(Testing.app(), "one");
    site(stack, "Site", "www.example.com");
    byHand(stack);
    expect(messageOf(() => synth(stack))).toBe(refusal("one/Site", "one/ByHand"));
  });

  test("can be on one that may not be made, or that another provider makes, maybe in another account", () => {
    for (const meta of ["count", "provider"]) {
      const stack = stackIn(Testing.app(), "one");
      site(stack, "Site", "www.example.com");
      const provider = new AwsProvider(stack, "Other", { region: "us-east-1", alias: "other", profile: "other" });
      byHand(stack, meta === "count" ? { count: 1 } : { provider });
      expect(() => synth(stack)).not.toThrow();
    }
  });

  const twoStacks = (account?: string, otherAccount?: string): TerraformStack => {
    const app = Testing.app();
    const stack = stackIn(app, "one", account);
    site(stack, "Site", "www.example.com");
    site(stackIn(app, "two", otherAccount), "Site", "www.example.com");
    return stack;
  };

  test("can't be on one in another stack of the account", () => {
    expect(messageOf(() => synth(twoStacks("111122223333", "111122223333")))).toBe(refusal("one/Site", "two/Site"));
  });

  // As the environments of one app have it, of which one is on an emulator.
  test("can be on one in a stack whose account is another, or isn't said", () => {
    expect(() => synth(twoStacks("111122223333", "444455556666"))).not.toThrow();
    expect(() => synth(twoStacks())).not.toThrow();
  });

  test("of an edge can't be on another distribution, the one that its health check requests included", () => {
    const failover = { dnsName: "standby-1.eu-west-1.elb.amazonaws.com", hostedZoneId: "Z32O12XQLNTSW2" };
    const { stack } = makeEdge({ failover });
    const other = site(stack, "Other", "primary.trading.example.com");
    expect(messageOf(() => synth(stack))).toContain(
      `domainNames[1]: must be a name of one distribution of an account alone, and ${other.node.path} has it`,
    );
  });
});
