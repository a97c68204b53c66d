/**
 * What a behavior of CloudFront carries, by the real provider: validated and planned offline; on the emulator keys are rotated and a function is changed and
 * taken away, each test going on from the one before.
 */
import { generateKeyPairSync } from "node:crypto";
import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { EdgeFunction, KeyGroup, KeyValueStore, RealTimeLog, ResponseHeaders, singlePageAppFunction } from "../../modules/edge";
import { functionAssociations } from "../../modules/edge/function-associations";
import { createResponseHeadersPolicy, resolveResponseHeaders } from "../../modules/edge/response-headers";
import { AwsEnvironment, EncryptionKey, Tags, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, useEmulator } from "./support";

const REGION = "eu-central-1";
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const emulator = useEmulator();

function publicKey(): string {
  return generateKeyPairSync("ec", { namedCurve: "prime256v1" }).publicKey.export({ type: "spki", format: "pem" }) as string;
}

const FIRST = publicKey();
const SECOND = publicKey();
const THIRD = publicKey();
const SHOW_TARGET = `import cf from "cloudfront";
async function handler(event) {
  var target = await cf.kvs().get(event.request.uri, { format: "string" });
  return { statusCode: 302, headers: { location: { value: \`https://trading.example.com\${target}\` } } };
}
`;

const HEADERS: ResponseHeaders = {
  strictTransportSecurity: { maxAgeDays: 730, includeSubdomains: true, preload: true },
  contentSecurityPolicy: { defaultSrc: ["self"], frameAncestors: ["none"], upgradeInsecureRequests: true },
  permissionsPolicy: { camera: [], payment: ["self"] },
  cors: { allowedOrigins: ["https://app.example.com"], allowCredentials: true, exposeHeaders: ["x-request-id"] },
  customHeaders: { "Cache-Control": { value: "no-store", overrideOrigin: false } },
  removedHeaders: ["X-Powered-By"],
  serverTimingSamplingPercent: 5,
};

interface Shape {
  readonly publicKeys?: Record<string, string>;
  readonly headers?: ResponseHeaders;
  /** The keys of the store, which have an endpoint of their own for each account: the emulator can't be it. */
  readonly storeKeys?: Record<string, string>;
  readonly redirects?: string | false;
}

function build({ publicKeys = { first: FIRST }, headers = HEADERS, storeKeys, redirects = SHOW_TARGET }: Shape) {
  return (app: App) => {
    const stack = new TerraformStack(app, "behaviors");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    const keyValueStore = new KeyValueStore(stack, "Targets", { keys: storeKeys });
    const viewerRequest = redirects === false ? undefined : new EdgeFunction(stack, "Redirects", { code: redirects, keyValueStore });
    const behavior = { targetOriginId: "site", viewerProtocolPolicy: "redirect-to-https", cachePolicyId: CACHING_DISABLED };
    const methods = { allowedMethods: ["GET", "HEAD"], cachedMethods: ["GET", "HEAD"] };
    new CloudfrontDistribution(stack, "Distribution", {
      enabled: true,
      origin: [
        {
          originId: "site",
          domainName: "origin.example.com",
          customOriginConfig: { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
        },
      ],
      defaultCacheBehavior: {
        ...behavior,
        ...methods,
        functionAssociation: functionAssociations({ viewerRequest: singlePageAppFunction(stack, "App") }),
        responseHeadersPolicyId: createResponseHeadersPolicy(stack, "Headers", resolveResponseHeaders()).id,
      },
      orderedCacheBehavior: [
        {
          ...behavior,
          ...methods,
          pathPattern: "/reports/*",
          trustedKeyGroups: [new KeyGroup(stack, "Signers", { publicKeys }).keyGroupId],
          functionAssociation: functionAssociations({ viewerRequest }),
          responseHeadersPolicyId: createResponseHeadersPolicy(stack, "ReportHeaders", resolveResponseHeaders(headers)).id,
        },
      ],
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    });
    return stack;
  };
}

test("every choice is valid, and planned without an account", async () => {
  const workspace = await Workspace.make(build({ storeKeys: { "/old": "/new" } }));
  await workspace.validate();
  const plan = await workspace.plan();
  expect(plan.dataSources).toEqual([]);
  expect(plan.resource("aws_cloudfront_function", "Redirects")).toMatchObject({
    code: SHOW_TARGET,
    publish: true,
    runtime: "cloudfront-js-2.0",
  });
  expect(plan.resource("aws_cloudfront_public_key", "Signers/PublicKey-first")).toMatchObject({ encoded_key: FIRST });
  expect(plan.resource("aws_cloudfrontkeyvaluestore_keys_exclusive", "Targets")).toMatchObject({
    resource_key_value_pair: [{ key: "/old", value: "/new" }],
  });
  expect(plan.resource("aws_cloudfront_response_headers_policy", "ReportHeaders")).toMatchObject({
    security_headers_config: [
      { strict_transport_security: [{ access_control_max_age_sec: 63_072_000, include_subdomains: true, preload: true }] },
    ],
    server_timing_headers_config: [{ enabled: true, sampling_rate: 5 }],
    remove_headers_config: [{ items: [{ header: "X-Powered-By" }] }],
  });
});

test.each<[string, ResponseHeaders]>([
  [
    "no security header",
    {
      strictTransportSecurity: false,
      contentSecurityPolicy: false,
      frameOptions: false,
      referrerPolicy: false,
      contentTypeOptions: false,
      removedHeaders: ["Server"],
    },
  ],
  ["every origin and method", { cors: { allowedOrigins: ["*"], allowedMethods: ["ALL"], allowedHeaders: ["*"], exposeHeaders: ["*"] } }],
])("headers of %s are valid", async (_, headers) => {
  const workspace = await Workspace.make(build({ headers }));
  await workspace.validate();
  expect((await workspace.plan()).changes.every(({ action }) => action === "create")).toBe(true);
});

test("a real-time log is valid, applied with its stream and its role, and destroyed to nothing", async () => {
  const logged = (app: App): TerraformStack => {
    const stack = new TerraformStack(app, "logged");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");
    Tags.of(stack).add("platform", "trading");
    new RealTimeLog(stack, "Requests", { encryptionKey: new EncryptionKey(stack, "Key"), samplingPercent: 5 });
    return stack;
  };
  const workspace = await Workspace.make(logged, { endpoint: emulator.url });
  await workspace.validate();
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});

describe("on the emulator", () => {
  let workspace: Workspace;

  const apply = async (shape: Shape): Promise<string[]> => {
    workspace.synth(build(shape));
    const plan = await workspace.plan();
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
    return plan.summary();
  };

  test("an apply leaves nothing to plan", async () => {
    workspace = await Workspace.make(build({}), { endpoint: emulator.url });
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("a key of other line ends is the same key", async () => {
    expect(await apply({ publicKeys: { first: FIRST.replaceAll("\n", "\r\n").trim() } })).toEqual([]);
  });

  test("a second key is added in place, and the first removed once nothing needs it", async () => {
    expect(await apply({ publicKeys: { first: FIRST, second: SECOND } })).toEqual([
      "create Signers/PublicKey-second/Resource",
      "update Signers/Resource",
    ]);
    expect(await apply({ publicKeys: { second: SECOND } })).toEqual([
      expect.stringMatching(/^delete aws_cloudfront_public_key\.Signers_PublicKey-first_/),
      "update Signers/Resource",
    ]);
  });

  test("a changed key is in the group before the old one is deleted", async () => {
    expect(await apply({ publicKeys: { second: THIRD } })).toEqual([
      "replace Signers/PublicKey-second/Resource",
      "update Signers/Resource",
    ]);
  });

  test("changed code is published in place", async () => {
    const redirects = SHOW_TARGET.replace("302", "301");
    expect(await apply({ publicKeys: { second: THIRD }, redirects })).toEqual(["update Redirects/Resource"]);
  });

  test("a function goes once the behavior names it no more", async () => {
    expect(await apply({ publicKeys: { second: THIRD }, redirects: false })).toEqual([
      expect.stringMatching(/^delete aws_cloudfront_function\.Redirects_/),
      "update Distribution",
    ]);
  });

  test("is destroyed to nothing", async () => {
    await workspace.destroy();
    expect(await workspace.resources()).toEqual([]);
  });
});
