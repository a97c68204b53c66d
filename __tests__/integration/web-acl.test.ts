/**
 * Web ACLs by the real provider: validated and planned offline in every shape; changed in place on the emulator, where each test goes on from the one before.
 */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { WebAcl, WebAclSettings } from "../../modules/edge";
import { AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { ALL_SETTINGS } from "../edge/web-acl-fixture";
import { Workspace, useEmulator } from "./support";

const emulator = useEmulator();

/** A web ACL for CloudFront, and one for load balancers behind it. */
function build(settings: WebAclSettings, regional: WebAclSettings = { forwardedIpHeader: "x-forwarded-for" }) {
  return (app: App) => {
    const stack = new TerraformStack(app, "guarded");
    new AwsProvider(stack, "Aws", { region: "eu-central-1", allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    const provider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: "eu-central-1" });
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "GlobalKey", { provider });
    new WebAcl(stack, "Site", { scope: "CLOUDFRONT", provider, encryptionKey, ...settings });
    new WebAcl(stack, "Api", { scope: "REGIONAL", ...regional });
    return stack;
  };
}

const KEYS = ["ip", "path", "method", { cookie: "session" }, { queryArgument: "symbol" }] as const;
const TOGETHER = { requests: 5_000, windowSeconds: 600, per: [], paths: ["/api/login"] } as const;

let workspace: Workspace;

describe("planned offline", () => {
  beforeAll(async () => {
    workspace = await Workspace.make(build({}));
  });

  test.each<[string, WebAclSettings, string]>([
    ["by default", {}, "KB_16"],
    ["with something of everything", ALL_SETTINGS, "KB_64"],
    [
      "behind a proxy, with every key of a rate limit, and logs of all requests without their paths",
      {
        ...ALL_SETTINGS,
        mode: "count",
        forwardedIpHeader: "x-forwarded-for",
        rateLimits: { five: { requests: 10, per: KEYS }, together: TOGETHER },
        loggedRequests: "all",
        redactedFields: ["uriPath", "queryString", "method"],
      },
      "KB_64",
    ],
  ])("%s is valid", async (_, settings, inspected) => {
    workspace.synth(build(settings));
    const plan = await workspace.plan();
    expect(plan.dataSources).toEqual([]);
    expect(plan.resource("aws_wafv2_web_acl", "Site")).toMatchObject({
      scope: "CLOUDFRONT",
      association_config: [{ request_body: [{ cloudfront: [{ default_size_inspection_limit: inspected }] }] }],
    });
  });
});

describe("on the emulator", () => {
  /** Changes the stack, which changes the web ACL for CloudFront and nothing else, and then there is nothing to change. */
  async function changedInPlace(settings: WebAclSettings, ...others: readonly unknown[]): Promise<void> {
    workspace.synth(build(settings));
    expect((await workspace.plan()).summary()).toEqual([...others, "update Site/Resource"]);
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  }

  beforeAll(async () => {
    workspace = await Workspace.make(build({ ...ALL_SETTINGS, mode: "count" }), { endpoint: emulator.url });
    await workspace.apply();
  });

  test("a second plan is empty", async () => {
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("what counted blocks, in place", () => changedInPlace(ALL_SETTINGS));

  test("rules are added and leave, a managed rule has another exception, and less of a body is inspected, in place", () =>
    changedInPlace(
      {
        ...ALL_SETTINGS,
        rateLimits: { ...ALL_SETTINGS.rateLimits, five: { requests: 10, per: KEYS }, together: TOGETHER },
        managedRuleGroups: { common: { rules: { GenericRFI_BODY: { exceptPaths: ["/api/webhooks/*", "/api/import"] } } } },
        bodyLimits: {},
        allowLists: { partner: ALL_SETTINGS.allowLists!.partner! },
      },
      // What isn't in the stack any more is known by its address.
      expect.stringMatching(/^delete aws_wafv2_ip_set\.Site_Allowed-exchange-IPV4_/),
    ));

  test("everything is destroyed to nothing", async () => {
    await workspace.destroy();
    expect(await workspace.resources()).toEqual([]);
  });
});
