import { Testing } from "cdktf";
import { accounts } from "../../../examples/state-bootstrap/accounts";
import { StateStack } from "../../../examples/state-bootstrap/state-stack";
import { AccessRequest, AccessVerdict, Permissions, permissions, synthesize } from "../../../src/testing";
import { layeredStacks, tradingStack } from "../../support/platforms";

const access = permissions(tradingStack("prod"));

/** With the stack that has its permissions boundary: they refer to each other by ARN alone. */
let bounded: Permissions;
beforeAll(() => {
  const state = new StateStack(Testing.app(), "state-prod", accounts.prod!, accounts.prod!.state);
  bounded = permissions([synthesize(state), tradingStack("prod")]);
});

const THROUGH_S3 = { "kms:ViaService": "s3.eu-central-1.amazonaws.com" };
const CLOUDFRONT = { "aws:SourceArn": "Edge/Distribution" };
const GROUP = "autoscaling:CompleteLifecycleAction";
const BY_HAND = { "kms:ViaService": [] };

/** Who, what, on what, whether, and with which keys. */
type Row = readonly [
  principal: string,
  action: string,
  resource: string,
  path: string | undefined,
  verdict: AccessVerdict,
  context?: AccessRequest["context"],
];

const ROWS: readonly Row[] = [
  // Trade records are written once.
  ["TradingApi", "s3:PutObject", "TradeRecords", "/2026/01.json", "allowed"],
  ["TradingApi", "s3:AbortMultipartUpload", "TradeRecords", "/2026/01.json", "allowed"],
  ["TradingApi", "s3:GetObject", "TradeRecords", "/2026/01.json", "denied"],
  ["TradingApi", "s3:DeleteObject", "TradeRecords", "/2026/01.json", "denied"],
  ["TradingApi", "s3:DeleteObjectVersion", "TradeRecords", "/2026/01.json", "denied"],
  ["TradingApi", "s3:BypassGovernanceRetention", "TradeRecords", "/2026/01.json", "denied"],
  ["TradingApi", "s3:PutObject", "TradeRecords", "/2026/01.json", "denied", { "aws:SecureTransport": "false" }],
  ["TradingApi", "s3:PutObject", "TradeRecords", "/2026/01.json", "denied", { "s3:TlsVersion": "1.1" }],
  ["TradingApi", "s3:PutObject", "TradeRecords", "/2026/01.json", "allowed", { "aws:SourceVpce": "Network/S3Endpoint" }],
  // Other buckets.
  ["TradingApi", "s3:PutObject", "Assets", "/index.html", "denied"],
  ["TradingApi", "s3:GetObject", "Logs", "/x", "denied"],
  ["TradingApi", "s3:GetObject", "Releases", "/trading-api/trading-api.cjs", "allowed"],
  ["TradingApi", "s3:GetObject", "Releases", "/web-frontend/web-frontend.cjs", "denied"],
  ["TradingApi", "s3:PutObject", "Releases", "/trading-api/trading-api.cjs", "denied"],
  ["WebFrontend", "s3:GetObject", "Releases", "/web-frontend/web-frontend.cjs", "allowed"],
  ["WebFrontend", "s3:GetObject", "Releases", "/trading-api/trading-api.cjs", "denied"],
  ["WebFrontend", "s3:PutObject", "TradeRecords", "/2026/01.json", "denied"],
  // The platform's key, through S3 alone.
  ["TradingApi", "kms:GenerateDataKey", "Key", undefined, "allowed", THROUGH_S3],
  ["TradingApi", "kms:Decrypt", "Key", undefined, "allowed", THROUGH_S3],
  ["TradingApi", "kms:Decrypt", "Key", undefined, "denied", BY_HAND],
  ["TradingApi", "kms:Decrypt", "Key", undefined, "depends"],
  ["TradingApi", "kms:Decrypt", "Edge/Key", undefined, "denied", THROUGH_S3],
  ["TradingApi", "kms:ScheduleKeyDeletion", "Key", undefined, "denied", THROUGH_S3],
  ["WebFrontend", "kms:GenerateDataKey", "Key", undefined, "denied", THROUGH_S3],
  // Database and cache, as one user each.
  ["TradingApi", "rds-db:connect", "Database", "/trading_api", "allowed"],
  ["TradingApi", "rds-db:connect", "Database", "/platform_admin", "denied"],
  ["WebFrontend", "rds-db:connect", "Database", "/trading_api", "denied"],
  ["TradingApi", "elasticache:Connect", "Cache", undefined, "allowed"],
  ["TradingApi", "elasticache:Connect", "Cache/Users/trading-api", undefined, "allowed"],
  ["WebFrontend", "elasticache:Connect", "Cache", undefined, "denied"],
  // Its own group and its own logs.
  ["TradingApi", GROUP, "TradingApi", undefined, "allowed"],
  ["TradingApi", GROUP, "WebFrontend", undefined, "denied"],
  ["TradingApi", "logs:PutLogEvents", "TradingApi", undefined, "allowed"],
  ["TradingApi", "logs:PutLogEvents", "WebFrontend", undefined, "denied"],
  ["TradingApi", "logs:DeleteLogGroup", "TradingApi", undefined, "denied"],
  // Releases.
  ["TradingApi/ReleaseRole", "iam:PassRole", "TradingApi/Role", undefined, "allowed", { "iam:PassedToService": "ec2.amazonaws.com" }],
  ["TradingApi/ReleaseRole", "iam:PassRole", "TradingApi/Role", undefined, "denied", { "iam:PassedToService": "lambda.amazonaws.com" }],
  ["TradingApi/ReleaseRole", "iam:PassRole", "WebFrontend/Role", undefined, "denied", { "iam:PassedToService": "ec2.amazonaws.com" }],
  ["TradingApi/ReleaseRole", "autoscaling:StartInstanceRefresh", "TradingApi", undefined, "allowed"],
  ["TradingApi/ReleaseRole", "autoscaling:StartInstanceRefresh", "WebFrontend", undefined, "denied"],
  // Services.
  ["ec2.amazonaws.com", "sts:AssumeRole", "TradingApi/Role", undefined, "allowed"],
  ["lambda.amazonaws.com", "sts:AssumeRole", "TradingApi/Role", undefined, "denied"],
  ["WebFrontend", "sts:AssumeRole", "TradingApi/Role", undefined, "denied"],
  ["cloudfront.amazonaws.com", "s3:GetObject", "Assets", "/index.html", "allowed", CLOUDFRONT],
  ["cloudfront.amazonaws.com", "s3:GetObjectVersion", "Assets", "/static/page.js", "allowed", CLOUDFRONT],
  ["cloudfront.amazonaws.com", "s3:GetObject", "Logs", "/x", "denied", CLOUDFRONT],
  ["cloudfront.amazonaws.com", "s3:PutObject", "Assets", "/index.html", "denied", CLOUDFRONT],
  [
    "cloudfront.amazonaws.com",
    "s3:GetObject",
    "Assets",
    "/index.html",
    "denied",
    { "aws:SourceArn": "arn:aws:cloudfront::999988887777:distribution/E1" },
  ],
  ["AutoScalingServiceRole", "kms:CreateGrant", "Key", undefined, "allowed", { "kms:GrantIsForAWSResource": "true" }],
  ["AutoScalingServiceRole", "kms:CreateGrant", "Key", undefined, "denied", { "kms:GrantIsForAWSResource": "false" }],
  ["AutoScalingServiceRole", "kms:Decrypt", "Edge/Key", undefined, "denied"],
  ["anonymous", "s3:GetObject", "Assets", "/index.html", "denied"],
  ["arn:aws:iam::999988887777:role/partner", "s3:GetObject", "Assets", "/index.html", "denied"],
];

const TITLED = ROWS.map((row) => [`${row.slice(0, 4).join(" ")} with ${JSON.stringify(row[5] ?? {})} is ${row[4]}`, row] as const);

test.each(TITLED)("%s", (_, [principal, action, resource, resourcePath, verdict, context]) => {
  const found = access.evaluate({ principal, action, resource, resourcePath, context });
  expect([found.verdict, found.explanation]).toEqual([verdict, expect.any(String)]);
});

describe.each<readonly [string, () => Permissions, (row: Row) => boolean]>([
  // There, Auto Scaling's use of the key is a grant, which its own grants may not exceed.
  ["three stacks that refer to each other", () => permissions(layeredStacks()), ([principal]) => principal !== "AutoScalingServiceRole"],
  // Both stacks have logs.
  ["the stack and that of its permissions boundary", () => bounded, ([, , resource]) => resource !== "Logs"],
])("in %s", (_, accessOf, isAlike) => {
  test("everything is decided as in one", () => {
    const several = accessOf();
    const rows = ROWS.filter(isAlike);
    const answers = rows.map(([principal, action, resource, resourcePath, , context]) =>
      several.evaluate({ principal, action, resource, resourcePath, context }),
    );
    const different = answers.filter(({ verdict }, index) => verdict !== rows[index]![4]);
    expect(different.map(({ explanation }) => explanation)).toEqual([]);
  });
});

test("a denied request names the key and the role", () => {
  expect(access.evaluate({ principal: "AutoScalingServiceRole", action: "kms:Decrypt", resource: "Edge/Key" }).explanation).toBe(
    "Role AutoScalingServiceRole is not authorized to perform kms:Decrypt on Edge/Key: role AutoScalingServiceRole has no policy that allows kms:Decrypt on Edge/Key.",
  );
});

test("the boundary of another stack is an assumption", () => {
  const { assumptions } = access.evaluate({
    principal: "TradingApi",
    action: "s3:PutObject",
    resource: "TradeRecords",
    resourcePath: "/1",
  });
  expect(assumptions).toEqual([
    "the permissions boundary arn:aws:iam::444455556666:policy/trading-prod-boundary isn't in the stacks: it is taken to allow what is asked",
  ]);
});

test("and is none with that stack", () => {
  const answer = bounded.evaluate({
    principal: "TradingApi",
    action: "s3:PutObject",
    resource: "TradeRecords",
    resourcePath: "/1",
  });
  expect(answer.assumptions).toEqual([]);
  expect(answer.steps.map(({ sentence }) => sentence)).toContainEqual(
    expect.stringMatching(/^the permissions boundary \S*Boundary-trading-prod allows s3:PutObject on TradeRecords\/1 \(statement /),
  );
});

test("an answer can be asked again, and gives the same", () => {
  const answer = access.evaluate({ principal: "TradingApi", action: "s3:PutObject", resource: "TradeRecords", resourcePath: "/1" });
  expect(access.evaluate(answer)).toEqual(answer);
});
