import { Testing } from "cdktf";
import { accounts } from "../../examples/state-bootstrap/accounts";
import { DeployedStack, UNNAMED_RESOURCES } from "../../examples/state-bootstrap/permissions";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { OPERATIONS, isReading, requestsOf } from "../support/aws-operations";
import {
  DELETES_DATA,
  LAYERS_OF_PROD,
  OF_OWN_ZONE,
  OF_SEVERAL_STACKS,
  beyondBoundary,
  refused,
  rolesOf,
  unknownTypes,
} from "../support/deploy-roles";
import { growEdge } from "../support/grown-edge";
import { tradingStack } from "../support/platforms";
import { evaluate } from "../support/policy-evaluator";
import { Arguments, SynthesizedStack, synth } from "../support/synth";

const dev = rolesOf("dev");
const prod = rolesOf("prod");
const local = rolesOf("local");
const layered = rolesOf("prod", LAYERS_OF_PROD);

const SERVICES = [...new Set(Object.keys(OPERATIONS).map((operation) => operation.split(":")[0]!))];

function operationsOf(service: string, except: readonly string[] = []): string[] {
  const others = [...except, ...OF_SEVERAL_STACKS];
  return Object.keys(OPERATIONS).filter((operation) => operation.startsWith(`${service}:`) && !others.includes(operation));
}

function actionsOf(documents: readonly Arguments[]): string[] {
  const allows = documents.filter(({ Effect }) => Effect === "Allow");
  return [...new Set(allows.flatMap(({ Action }) => [Action].flat() as string[]))].sort();
}

describe("The role that deploys", () => {
  test.each(SERVICES)("local may have the provider call everything that it calls of %s", (service) => {
    expect(refused(local, "Deploy", operationsOf(service))).toEqual([]);
  });

  test.each(SERVICES)("dev may have the provider call everything that it calls of %s", (service) => {
    expect(refused(dev, "Deploy", operationsOf(service, OF_OWN_ZONE))).toEqual([]);
  });

  test.each(SERVICES)("prod may have the provider call everything that it calls of %s, and doesn't delete data", (service) => {
    expect(refused(prod, "Deploy", operationsOf(service, [...OF_OWN_ZONE, ...DELETES_DATA]))).toEqual([]);
  });

  test.each(DELETES_DATA)("prod, where data is protected, may not call %s", (operation) => {
    expect(refused(prod, "Deploy", [operation])).not.toEqual([]);
  });

  test("prod deletes no object but releases", () => {
    const remove = (bucket: string) =>
      evaluate(prod.policies("Deploy"), {
        action: "s3:DeleteObjectVersion",
        resource: `arn:aws:s3:::trading-prod-${bucket}-444455556666-eu-central-1/object`,
      });
    expect([remove("releases"), remove("trade-records"), remove("logs")]).toEqual(["allow", "none", "none"]);
  });

  test("local has no permission that the provider doesn't need", () => {
    const operations = Object.entries(OPERATIONS).filter(([operation]) => !OF_SEVERAL_STACKS.includes(operation));
    const needed = operations.flatMap(([, { needs }]) => needs.map(({ action }) => action));
    const ofTheState = ["kms:Decrypt", "kms:GenerateDataKey", "s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"];
    expect(actionsOf(local.policies("Deploy"))).toEqual([...new Set([...needed, ...ofTheState])].sort());
  });

  test.each([dev, prod, local, layered])("has ten managed policies at most", ({ synthesized }) => {
    const attached = Object.keys(synthesized.resources("aws_iam_role_policy_attachment")).filter((key) => key.startsWith("Roles_Deploy-"));
    // IAM User Guide, "IAM and AWS STS quotas": 10 without a raised quota.
    expect(attached.length).toBeLessThanOrEqual(10);
  });

  // EC2 Auto Scaling User Guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates"; the public parameters' ARNs have no account.
  test.each(["local", "dev"])("%s may read the public parameter of every image that its launch templates name", (name) => {
    const roles = { local, dev }[name]!;
    const templates = tradingStack(name).resources("aws_launch_template");
    const parameters = Object.values(templates).map(({ image_id: image }) => /^resolve:ssm:(\/.+)$/.exec(image as string)![1]!);
    const decide = (parameter: string) =>
      evaluate(roles.policies("Deploy"), {
        action: "ssm:GetParameters",
        resource: `arn:aws:ssm:${roles.stack.region}::parameter${parameter}`,
      });
    expect(parameters.length).toBeGreaterThan(0);
    expect(parameters.map(decide)).toEqual(parameters.map(() => "allow"));
    expect(decide("/acme/database-password")).toBe("none");
  });

  // Service Authorization Reference, "Amazon EC2": `ec2:Vpc` is a condition key of network ACLs, route tables and security groups.
  test("takes over nothing that comes with another VPC once it knows its own", () => {
    const account = accounts.prod!;
    const own = "vpc-0123456789abcdef0";
    const known = rolesOf("prod", undefined, { ...account, github: { ...account.github!, vpcIds: { "trading-prod": own } } });
    const requests = ["EC2: CreateNetworkAclEntry", "EC2: DeleteNetworkAclEntry", "EC2: CreateTags"]
      .flatMap((operation) => requestsOf(operation, prod.stack))
      .filter(({ context }) => context!["aws:ResourceTag/platform"] === undefined)
      .map((request) => ({
        ...request,
        context: { ...request.context, "aws:RequestTag/platform": "trading", "aws:RequestTag/environment": "prod" },
      }));
    const decide = (roles: typeof prod, vpc: string) =>
      requests.map(({ context, ...request }) =>
        evaluate(roles.policies("Deploy"), {
          ...request,
          context: { ...context, "ec2:Vpc": `arn:aws:ec2:eu-central-1:444455556666:vpc/${vpc}` },
        }),
      );
    expect(requests).toHaveLength(5);
    expect(new Set(decide(prod, "vpc-0fedcba9876543210"))).toEqual(new Set(["allow"]));
    expect(new Set(decide(known, own))).toEqual(new Set(["allow"]));
    expect(new Set(decide(known, "vpc-0fedcba9876543210"))).toEqual(new Set(["none"]));
  });
});

describe("The role that plans", () => {
  test.each(SERVICES)("may have the provider read everything that it reads of %s", (service) => {
    expect(refused(prod, "Plan", operationsOf(service).filter(isReading))).toEqual([]);
  });

  test("may change nothing", () => {
    // Of the state it decrypts what it reads.
    const changing = actionsOf(prod.policies("Plan")).filter((action) => !/:(Describe|Get|List)/.test(action));
    expect(changing).toEqual(["kms:Decrypt"]);
  });
});

describe.each(["local", "dev", "prod"])("The stack of %s", (name) => {
  test("has no resource type whose operations nobody has reviewed", () => {
    expect(unknownTypes(tradingStack(name))).toEqual([]);
  });
});

describe.each(["local", "dev", "prod"])("A stack of %s whose edge has everything that there is", (name) => {
  const roles = { local, dev, prod }[name]!;
  let grown: SynthesizedStack;

  beforeAll(() => {
    const stack = new TradingStack(Testing.app(), `trading-${name}`, environments[name]!);
    growEdge(stack, environments[name]!);
    grown = synth(stack);
  });

  test("has no resource type whose operations nobody has reviewed", () => expect(unknownTypes(grown)).toEqual([]));

  test("has roles whose boundary allows everything that they are granted", () => expect(beyondBoundary(grown, roles)).toEqual([]));

  test("has log groups that the role may create", () => {
    const groups = Object.values(grown.resources("aws_cloudwatch_log_group"));
    const arnOf = ({ name: group, provider }: Arguments) =>
      `arn:aws:logs:${provider ? "us-east-1" : roles.stack.region}:${roles.stack.accountId}:log-group:${group}`;
    const decide = (group: Arguments) => evaluate(roles.policies("Deploy"), { action: "logs:CreateLogGroup", resource: arnOf(group) });
    const fixed = groups.filter(({ name: group }) => !group.includes("${"));
    expect(fixed.map(({ name: group }) => group)).toContain(`/aws/route53/${environments[name]!.zone.zoneName}`);
    expect(fixed.filter((group) => decide(group) !== "allow").map(({ name: group }) => group)).toEqual([]);
  });
});

describe("No policy of the roles", () => {
  const documents = [dev, prod, local, layered].flatMap((roles) => [
    ...roles.policies("Deploy"),
    ...roles.policies("Plan"),
    ...roles.boundary,
  ]);

  test("has a wildcard in an action, but for the variants of an operation of KMS in the boundary", () => {
    const wild = documents.flatMap(({ Action }) => [Action].flat() as string[]).filter((action) => action.includes("*"));
    expect([...new Set(wild)].sort()).toEqual(["kms:GenerateDataKey*", "kms:ReEncrypt*"]);
  });

  test("has a statement on every resource without a reason, or a reason without a statement", () => {
    const unnamed = documents.filter(({ Resource }) => [Resource].flat().includes("*")).map(({ Sid }) => Sid as string);
    expect([...new Set(unnamed)].sort()).toEqual(Object.keys(UNNAMED_RESOURCES).sort());
  });

  test("has a statement on every resource that creates something without its tags, where AWS knows them", () => {
    const creating = documents.filter(({ Resource, Action }) => Resource === "*" && /:(Create|Request)/.test([Action].flat().join()));
    const untagged = creating.filter(({ Condition }) => !JSON.stringify(Condition ?? {}).includes("aws:RequestTag/"));
    const actions = untagged.flatMap(({ Action }) => [Action].flat() as string[]).filter((action) => /:(Create|Request)/.test(action));
    expect([...new Set(actions)].sort()).toEqual([
      "cloudfront:CreateCachePolicy",
      "cloudfront:CreateKeyGroup",
      "cloudfront:CreateOriginAccessControl",
      "cloudfront:CreatePublicKey",
      "cloudfront:CreateResponseHeadersPolicy",
      "logs:CreateLogDelivery",
      "route53:CreateHealthCheck",
      "route53:CreateHostedZone",
      // Of Session Manager, in the boundary.
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
    ]);
  });
});

describe("Another stack in the account", () => {
  const other: DeployedStack = {
    ...prod.stack,
    name: "payments-prod",
    tags: { platform: "payments", environment: "prod" },
    permissionsBoundaryArn: "arn:aws:iam::444455556666:policy/payments-prod-boundary",
    zoneName: "payments.example",
    hostedZoneId: "Z0000000000OTHERZONE",
  };
  /** What has neither a name in its ARN nor tags that IAM knows; and what AWS makes for whoever asks. */
  const SHARED = [
    /^cloudfront:(Create|Update|Delete)(CachePolicy|KeyGroup|KeyValueStore|OriginAccessControl|PublicKey|ResponseHeadersPolicy) /,
    /^cloudfront-keyvaluestore:UpdateKeys /,
    /^ec2:(Create|Delete)NetworkAclEntry .*:network-acl\//,
    /^ec2:DisassociateAddress .*:network-interface\//,
    /^ec2:ModifySecurityGroupRules .*:prefix-list\//,
    /^ec2:CreateTags .*:(instance|volume)\//,
    /^ec2:RunInstances .*:(image|instance|network-interface|volume)\//,
    /^iam:CreateServiceLinkedRole .*aws-service-role\/(?!autoscaling)/,
    /^logs:\w+ (\*|.*:delivery:)/,
    /^rds:CreateDBCluster .*:og:default:/,
    /^route53:AssociateVPCWithHostedZone /,
    /^route53:(CreateHealthCheck|(Change|Delete|Update)\w+ .*:::healthcheck\/)/,
    /^route53:DeleteQueryLoggingConfig /,
    /^secretsmanager:(CreateSecret|TagResource) .*secret:rds!cluster-/,
    /^wafv2:(Associate|Disassociate)WebACL .*:loadbalancer\/app\//,
    /^wafv2:(Create|Update)WebACL .*\/managedruleset\//,
  ];

  test.each(SERVICES)("has nothing of %s that the role changes", (service) => {
    const requests = operationsOf(service).flatMap((operation) => (isReading(operation) ? [] : requestsOf(operation, other)));
    const allowed = requests
      .filter(({ action }) => !/:(Describe|Get|List)/.test(action))
      .filter((request) => evaluate(prod.policies("Deploy"), request) === "allow")
      .map(({ action, resource }) => `${action} ${resource}`);
    expect(allowed.filter((request) => !SHARED.some((pattern) => pattern.test(request)))).toEqual([]);
  });

  test("keeps the objects in its buckets to itself", () => {
    const read = { action: "s3:GetObject", resource: "arn:aws:s3:::payments-prod-releases-444455556666-eu-central-1/object" };
    expect([evaluate(prod.policies("Deploy"), read), evaluate(prod.policies("Plan"), read)]).toEqual(["none", "none"]);
  });

  test("keeps its state to itself", () => {
    const read = { action: "s3:GetObject", resource: `arn:aws:s3:::${accounts.prod!.state.bucketName}/payments-prod/terraform.tfstate` };
    expect(evaluate(prod.policies("Deploy"), read)).toBe("none");
  });
});

describe("The role that deploys can't become more than it is", () => {
  const role = "arn:aws:iam::444455556666:role/trading-prod-New";
  const within = { "iam:PermissionsBoundary": prod.stack.permissionsBoundaryArn };
  const decide = (action: string, resource: string, context: Record<string, string> = {}) =>
    evaluate(prod.policies("Deploy"), { action, resource, context });

  test("by a role without the boundary", () => {
    expect(decide("iam:CreateRole", role)).toBe("none");
    expect(decide("iam:CreateRole", role, { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" })).toBe("none");
    expect(decide("iam:CreateRole", role, within)).toBe("allow");
  });

  test("by what it grants to a role without the boundary", () => {
    expect(decide("iam:PutRolePolicy", role)).toBe("none");
  });

  test("by removing the boundary, or changing it", () => {
    expect(decide("iam:DeleteRolePermissionsBoundary", role, within)).toBe("deny");
    expect(decide("iam:CreatePolicyVersion", prod.stack.permissionsBoundaryArn)).toBe("deny");
  });

  test("by a managed policy", () => {
    expect(decide("iam:AttachRolePolicy", role, { ...within, "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" })).toBe(
      "none",
    );
  });

  test("by its own policies, which are named for the state stack", () => {
    const deployRole = Object.entries(prod.synthesized.resources("aws_iam_role")).find(([key]) => key.startsWith("Roles_Deploy-"))![1];
    const own = `arn:aws:iam::444455556666:role/${deployRole.name_prefix}20260101`;
    for (const action of ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:DeleteRolePolicy"]) {
      expect(decide(action, own, within)).toBe("none");
    }
  });

  test("by passing a role to a service that runs what it is told", () => {
    const pass = (service: string) => decide("iam:PassRole", role, { "iam:PassedToService": service });
    expect([pass("ec2.amazonaws.com"), pass("lambda.amazonaws.com"), pass("cloudformation.amazonaws.com")]).toEqual([
      "allow",
      "none",
      "none",
    ]);
  });

  test.each([
    "iam:CreateUser",
    "iam:CreateAccessKey",
    "iam:CreatePolicy",
    "iam:CreateOpenIDConnectProvider",
    "sts:AssumeRole",
    "kms:PutKeyPolicy",
  ])("by %s", (action) => expect(decide(action, "*")).toBe("none"));

  test("by the key of its own state", () => {
    expect(decide("kms:PutKeyPolicy", "arn:aws:kms:eu-central-1:444455556666:key/state")).toBe("none");
  });
});

describe.each(["local", "dev", "prod"])("The permissions boundary of %s", (name) => {
  const { boundary, stack } = { local, dev, prod }[name]!;

  test("allows everything that the stack's roles are granted", () => {
    const outside = beyondBoundary(tradingStack(name), { local, dev, prod }[name]!);
    expect(outside).toEqual([]);
  });

  test.each([
    "iam:CreateRole",
    "iam:PassRole",
    "sts:AssumeRole",
    "kms:PutKeyPolicy",
    "s3:PutBucketPolicy",
    "secretsmanager:GetSecretValue",
  ])("never allows %s", (action) => expect(evaluate(boundary, { action, resource: "*" })).toBe("none"));

  test("is the one that the stack's roles have", () => {
    const boundaries = Object.values(tradingStack(name).resources("aws_iam_role")).map(({ permissions_boundary: arn }) => arn);
    expect(new Set(boundaries)).toEqual(new Set([name === "local" ? undefined : stack.permissionsBoundaryArn]));
  });
});
