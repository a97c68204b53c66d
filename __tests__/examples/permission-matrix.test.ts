/** Who may do what in the reference stack: every role, by every action that matters, is allowed what its line says and denied everything else. */
import { AccessRequest, permissions } from "../../src/testing";
import { matchers } from "../../src/testing/matchers/jest";
import { tradingStack } from "../support/platforms";

expect.extend(matchers);

type Asked = Omit<AccessRequest, "principal">;

const on = (resource: string, action: string, resourcePath?: string, context?: AccessRequest["context"]): Asked => ({
  action,
  resource,
  resourcePath,
  context,
});
const THROUGH_S3 = { "kms:ViaService": "s3.eu-central-1.amazonaws.com" };
const BY_HAND = { "kms:ViaService": [] };
const TO_EC2 = { "iam:PassedToService": "ec2.amazonaws.com" };
const RECORD = "/2026/01.json";
const API = "/trading-api/trading-api.cjs";
const FRONTEND = "/web-frontend/web-frontend.cjs";
const STREAM = ":log-stream:one";

/** What is asked of everybody. */
const REQUESTS: Readonly<Record<string, Asked>> = {
  "write a trade record": on("TradeRecords", "s3:PutObject", RECORD),
  "read a trade record": on("TradeRecords", "s3:GetObject", RECORD),
  "delete a trade record": on("TradeRecords", "s3:DeleteObject", RECORD),
  "delete a version of a trade record": on("TradeRecords", "s3:DeleteObjectVersion", RECORD),
  "bypass the retention of a trade record": on("TradeRecords", "s3:BypassGovernanceRetention", RECORD),
  "open the archive": on("TradeRecords", "s3:PutBucketPolicy"),
  "read the API's release": on("Releases", "s3:GetObjectVersion", API),
  "replace the API's release": on("Releases", "s3:PutObject", API),
  "read the frontend's release": on("Releases", "s3:GetObjectVersion", FRONTEND),
  "replace the frontend's release": on("Releases", "s3:PutObject", FRONTEND),
  "read an asset": on("Assets", "s3:GetObject", "/static/page.js"),
  "read a version of an asset": on("Assets", "s3:GetObjectVersion", "/static/page.js"),
  "replace an asset": on("Assets", "s3:PutObject", "/static/page.js"),
  "read the logs": on("Logs", "s3:GetObject", "/one.gz"),
  "delete a log": on("Logs", "s3:DeleteObject", "/one.gz"),
  "decrypt what S3 stores": on("Key", "kms:Decrypt", undefined, THROUGH_S3),
  "encrypt what S3 stores": on("Key", "kms:GenerateDataKey", undefined, THROUGH_S3),
  "decrypt by hand": on("Key", "kms:Decrypt", undefined, BY_HAND),
  "delete the key": on("Key", "kms:ScheduleKeyDeletion"),
  "change the key's policy": on("Key", "kms:PutKeyPolicy"),
  "use the edge's key": on("Edge/Key", "kms:Decrypt", undefined, THROUGH_S3),
  "log in to the database": on("Database", "rds-db:connect", "/trading_api"),
  "log in to the database as its master": on("Database", "rds-db:connect", "/platform_admin"),
  "run SQL as the database's master": on("Database", "rds-data:ExecuteStatement"),
  "read the master's password": on("Database", "secretsmanager:GetSecretValue"),
  "delete the database": on("Database", "rds:DeleteDBCluster"),
  "change the database": on("Database", "rds:ModifyDBCluster"),
  "log in to the cache": on("Cache/Users/trading-api", "elasticache:Connect"),
  "delete the cache": on("Cache", "elasticache:DeleteReplicationGroup"),
  "let an instance of the API go": on("TradingApi", "autoscaling:CompleteLifecycleAction"),
  "let an instance of the frontend go": on("WebFrontend", "autoscaling:CompleteLifecycleAction"),
  "turn the API back": on("TradingApi", "autoscaling:StartInstanceRefresh"),
  "turn the frontend back": on("WebFrontend", "autoscaling:StartInstanceRefresh"),
  "resize the API": on("TradingApi", "autoscaling:UpdateAutoScalingGroup"),
  "give away the API's role": on("TradingApi/Role", "iam:PassRole", undefined, TO_EC2),
  "give away the frontend's role": on("WebFrontend/Role", "iam:PassRole", undefined, TO_EC2),
  "become the API": on("TradingApi/Role", "sts:AssumeRole"),
  "change the API's policies": on("TradingApi/Role", "iam:PutRolePolicy"),
  "write the API's logs": on("TradingApi", "logs:PutLogEvents", STREAM),
  "write the frontend's logs": on("WebFrontend", "logs:PutLogEvents", STREAM),
  "delete the API's logs": on("TradingApi", "logs:DeleteLogGroup"),
  "write flow logs": on("Network/FlowLogs", "logs:PutLogEvents", STREAM),
  "log in to an instance by Session Manager": on("*", "ssm:StartSession"),
  "keep Session Manager's connection": on("*", "ssmmessages:OpenControlChannel"),
  "read every parameter": on("*", "ssm:GetParameters"),
};

const INSTANCE = ["decrypt what S3 stores", "keep Session Manager's connection"];

/** What each of them may do. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "TradingApi/Role": [
    ...INSTANCE,
    "read the API's release",
    "write a trade record",
    "encrypt what S3 stores",
    "log in to the database",
    "log in to the cache",
    "let an instance of the API go",
    "write the API's logs",
  ],
  "WebFrontend/Role": [...INSTANCE, "read the frontend's release", "let an instance of the frontend go", "write the frontend's logs"],
  "TradingApi/ReleaseRole": ["turn the API back", "give away the API's role"],
  "WebFrontend/ReleaseRole": ["turn the frontend back", "give away the frontend's role"],
  "Network/FlowLogs/Role": ["write flow logs"],
  "Database/MonitoringRole": [],
  "Database/Users/Role": ["run SQL as the database's master", "read the master's password"],
  // Volumes of instances.
  AutoScalingServiceRole: ["decrypt what S3 stores", "encrypt what S3 stores", "decrypt by hand"],
  "ec2.amazonaws.com": ["become the API"],
  "arn:aws:iam::999988887777:role/partner": [],
  anonymous: [],
};

const stack = tradingStack("prod");
const access = permissions(stack);

/** Whose own policies aren't in the stack is asked about what a policy of the stack decides: AWS's own role about keys, another account's about what is here. */
const ASKED: Readonly<Record<string, (asked: Asked) => boolean>> = {
  AutoScalingServiceRole: ({ action }) => action.startsWith("kms:"),
  "arn:aws:iam::999988887777:role/partner": ({ resource }) => resource !== "*",
};

test("every role of the stack has its line", () => {
  const roles = ["aws_iam_role", "aws_iam_service_linked_role"].flatMap((type) =>
    Object.keys(stack.resources(type)).map((id) => stack.resolve(`\${${type}.${id}.arn}`)?.path),
  );
  expect(roles).toHaveLength(8);
  expect(Object.keys(ALLOWED)).toEqual(expect.arrayContaining(roles));
});

describe.each(Object.keys(ALLOWED))("%s", (principal) => {
  const may = ALLOWED[principal]!;

  test("may do what its line says", () => {
    for (const what of may) expect(access).toAllowAction({ principal, ...REQUESTS[what]! });
  });

  test("may do nothing else", () => {
    const isAsked = ASKED[principal] ?? (() => true);
    const others = Object.keys(REQUESTS).filter((what) => !may.includes(what) && isAsked(REQUESTS[what]!));
    for (const what of others) expect(access).not.toAllowAction({ principal, ...REQUESTS[what]! });
  });
});
