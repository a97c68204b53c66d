/** The lists that `npm run iam-reference` writes, of a reference that is small. */
import { compactActions, wrapped } from "../../../tools/iam-reference/compact";
import { listedFiles } from "../../../tools/iam-reference/lists";
import { namedPrincipals } from "../../../tools/iam-reference/principals";
import { IamReference, ReferenceService } from "../../../tools/iam-reference/source";
import { messageOf } from "../../support/synth";

const FOLDER = "src/testing/permissions/actions";
const LISTED = [
  ...[
    "acm",
    "cloudfront",
    "cloudfront-keyvaluestore",
    "cloudtrail",
    "cloudwatch",
    "events",
    "execute-api",
    "iam",
    "kms",
    "logs",
    "route53",
  ],
  ...["sts", "tag", "wafv2", "application-autoscaling", "autoscaling", "ec2", "ecr", "ecs", "elasticloadbalancing", "lambda", "scheduler"],
  ...["ssm", "ssmmessages", "states", "backup", "dynamodb", "elasticache", "elasticfilesystem", "firehose", "kinesis", "rds", "rds-data"],
  ...["rds-db", "s3", "secretsmanager", "sns", "sqs"],
];

/** A reference of the listed services and others, all without actions and keys but these. */
function reference(services: Record<string, Partial<ReferenceService>> = {}, globalKeys: readonly string[] = []): IamReference {
  const none: ReferenceService = { actions: [], conditionKeys: [] };
  const all = [...LISTED, ...Object.keys(services)].map((name) => [name, { ...none, ...services[name] }] as const);
  return { updatedAt: new Date("2026-09-30T23:59:00Z"), services: new Map(all), globalKeys };
}

const written = (name: string, of: IamReference): string => listedFiles(of, ["ec2", "delivery.logs"]).get(`${FOLDER}/${name}.ts`)!;

test.each([
  ["a noun stands once, with its verbs in order", ["PutObject", "GetObject"], "Get Put:Object"],
  ["nouns with the same verbs share a line", ["GetBucket", "PutObject", "PutBucket", "GetObject"], "Get Put:Bucket Object"],
  ["lines are in the order of their verbs", ["PutObject", "GetBucket", "Query"], ":Query\nGet:Bucket\nPut:Object"],
  ["a name without a verb of its own stands behind a colon", ["connect", "Scan"], ":Scan connect"],
  ["capitals of a noun stay", ["ListMFADevices", "PartiQLSelect"], "List:MFADevices\nParti:QLSelect"],
])("of actions, %s", (_, names, compact) => {
  expect(compactActions(names)).toBe(compact);
});

test("a line is as long as it may be, and not longer", () => {
  expect(wrapped("one two three four", 7)).toBe("one two\nthree\nfour");
});

test("the files are those that the sources hold", () => {
  expect([...listedFiles(reference(), []).keys()]).toEqual(
    ["account-actions", "compute-actions", "data-actions", "service-prefixes", "condition-keys", "named-principals", "listed-in"].map(
      (name) => `${FOLDER}/${name}.ts`,
    ),
  );
});

test("a service's actions stand under its prefix, in quotes where they fit on a line", () => {
  const text = written("data-actions", reference({ "rds-db": { actions: ["connect"] }, sqs: { actions: ["SendMessage", "ListQueues"] } }));
  expect(text).toContain('\n  "rds-db": ":connect",\n');
  expect(text).toContain("\n  sqs: `List:Queues\nSend:Message`,\n");
});

test("prefixes are those of all services", () => {
  expect(written("service-prefixes", reference({ appconfig: {} }))).toContain(" acm appconfig application-autoscaling ");
});

test("principals are those of the managed policies", () => {
  expect(written("named-principals", reference())).toContain("\n    delivery.logs ec2\n");
});

test.each([
  ["iam:AWSServiceName", "autoscaling.amazonaws.com", ["autoscaling"]],
  ["iam:PassedToService", ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"], ["ec2", "ecs-tasks"]],
  ["aws:CalledVia", "athena.amazonaws.com", ["athena"]],
  ["aws:CalledViaLast", "athena.amazonaws.com", ["athena"]],
  ["organizations:ServicePrincipal", "guardduty.amazonaws.com", ["guardduty"]],
  ["iam:passedtoservice", "delivery.logs.amazonaws.com", ["delivery.logs"]],
  // A pattern, another partition's, and a key whose values are names of hosts.
  ["iam:PassedToService", "*.amazonaws.com", []],
  ["iam:PassedToService", "ec2.amazonaws.com.cn", []],
  ["kms:ViaService", "s3.eu-central-1.amazonaws.com", []],
])("of a condition on %s %j, the principals are %j", (key, value, principals) => {
  const policies = { Some: { Document: { Statement: [{ Condition: { StringEquals: { [key]: value } } }] } } };
  expect(namedPrincipals(policies)).toEqual(principals);
});

test("the month is that of the reference, whatever the time zone", () => {
  expect(written("listed-in", reference())).toContain('LISTED_IN = "September 2026"');
});

test.each([
  ["aws:RequestTag/${TagKey}", "aws", "RequestTag/*"],
  ["aws:PrincipalTag/tag-key", "aws", "PrincipalTag/*"],
  ["s3:ExistingObjectTag/<key>", "s3", "ExistingObjectTag/*"],
  ["elasticloadbalancing:ResourceTag/", "elasticloadbalancing", "ResourceTag/*"],
  ["kms:EncryptionContext:${EncryptionContextKey}", "kms", "EncryptionContext:*"],
  ["events:Metadata/${MetadataKey}/Matcher", "events", "Metadata/*/Matcher"],
  ["saml:aud", "saml", "aud"],
])("%s stands under %s as %s, whichever service has it", (key, prefix, name) => {
  const list = new RegExp(`^  ${prefix}: "(.*)",$`, "m");
  expect(list.exec(written("condition-keys", reference({ other: { conditionKeys: [key] } })))?.[1]?.split(" ")).toContain(name);
});

test("global keys are listed with those that the package lacks", () => {
  expect(written("condition-keys", reference({}, ["aws:SourceArn"]))).toContain('\n  aws: "SignInSessionArn SourceArn",\n');
});

test("a service without keys of its own is listed too: none of its keys is known", () => {
  expect(written("condition-keys", reference())).toContain('\n  sqs: "",\n');
});

test("keys of services that aren't listed and of identity providers stay out, but for the prefixes that are no service's", () => {
  const keys = ["appconfig:Key", "catalog:ChangeType", "token.actions.githubusercontent.com:sub"];
  const text = written("condition-keys", reference({ appconfig: { conditionKeys: keys } }));
  expect(text).not.toMatch(/Key\b(?!s)|ChangeType|githubusercontent/);
  expect(text).toContain("\n    aws catalog\n");
});

test("a listed service that the reference has no more is said", () => {
  const { services, ...others } = reference();
  expect(messageOf(() => listedFiles({ ...others, services: new Map([...services].filter(([name]) => name !== "wafv2")) }, []))).toBe(
    "The reference has no service wafv2: it may have another name now. Change tools/iam-reference/lists.ts.",
  );
});

test("an addition that the reference has by now is said", () => {
  expect(messageOf(() => listedFiles(reference({}, ["aws:SignInSessionArn"]), []))).toBe(
    "The reference has what tools/iam-reference/additions.ts adds: aws:SignInSessionArn. Take it out there.",
  );
});
