import { TerraformStack } from "cdktf";
import { Bucket } from "../../modules/storage";
import { IConnectable } from "../../src/core";
import { network } from "../support/network";
import { ACCOUNT_ID, SynthesizedStack, messageOf, statements, synth, warnings } from "../support/synth";
import { CLUSTER, DatabaseProps, database } from "./fixture";

const ASSOCIATION = "aws_rds_cluster_role_association";
const CLUSTER_GROUP = "aws_rds_cluster_parameter_group";
const FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:on-trade";

interface Granted {
  readonly stack: TerraformStack;
  readonly made: () => SynthesizedStack;
  readonly importFrom: (keyPattern?: string) => void;
  readonly exportTo: (keyPattern?: string) => void;
  readonly invoke: (functionArn?: string) => void;
}

function granted(props: DatabaseProps = {}): Granted & { readonly warnings: () => unknown[] } {
  const { stack, key, cluster } = database(props);
  const bucket = new Bucket(stack, "Trades", { encryptionKey: key });
  return {
    stack,
    made: () => synth(stack),
    importFrom: (keyPattern) => cluster.grantImportFrom(bucket, keyPattern),
    exportTo: (keyPattern) => cluster.grantExportTo(bucket, keyPattern),
    invoke: (functionArn = FUNCTION) => cluster.grantInvoke(functionArn),
    warnings: () => warnings(cluster),
  };
}

function roleOf(made: SynthesizedStack, id: string): { trust: unknown; actions: readonly string[] } {
  const roles = made.resources("aws_iam_role");
  const policies = made.resources("aws_iam_role_policy");
  const find = (all: Readonly<Record<string, object>>) =>
    Object.entries(all).find(([name]) => name.startsWith(`Database_${id}_`))?.[1] as any;
  return {
    trust: statements(find(roles).assume_role_policy),
    actions: statements(find(policies).policy)
      .flatMap(({ Action }) => Action as string | string[])
      .sort(),
  };
}

describe("a role of a cluster", () => {
  // Aurora User Guide, "Cross-service confused deputy prevention".
  test.each(["aurora-postgresql", "aurora-mysql"] as const)("is RDS' to assume for this cluster of this account alone: %s", (engine) => {
    const { made, invoke } = granted({ engine, clusterIdentifier: "orders" });
    invoke();
    expect(roleOf(made(), "LambdaRole").trust).toEqual([
      expect.objectContaining({
        Principal: { Service: "rds.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT_ID, "aws:SourceArn": `arn:aws:rds:eu-central-1:${ACCOUNT_ID}:cluster:orders` },
        },
      }),
    ]);
  });

  // "Importing data from Amazon S3 into an Aurora PostgreSQL DB cluster": GetObject and ListBucket.
  test("of PostgreSQL reads objects for an import", () => {
    const { made, importFrom } = granted();
    importFrom("incoming/*");
    expect(roleOf(made(), "S3ImportRole").actions).toEqual([
      ...["kms:Decrypt", "s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"],
    ]);
  });

  // "Exporting data from an Aurora PostgreSQL DB cluster to Amazon S3": PutObject and AbortMultipartUpload.
  test("of PostgreSQL writes objects for an export, and reads none", () => {
    const { made, exportTo } = granted();
    exportTo("outgoing/*");
    const { actions } = roleOf(made(), "S3ExportRole");
    expect(actions).toEqual(expect.arrayContaining(["s3:AbortMultipartUpload", "s3:PutObject", "kms:GenerateDataKey*"]));
    expect(actions).not.toContain("s3:GetObject");
  });

  // "Creating an IAM policy to access Amazon S3 resources": what SELECT INTO OUTFILE S3 needs.
  test("of MySQL deletes what it has exported as well", () => {
    const { made, exportTo } = granted({ engine: "aurora-mysql" });
    exportTo();
    expect(roleOf(made(), "S3Role").actions).toEqual(
      expect.arrayContaining([
        ...["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:ListMultipartUploadParts", "s3:PutObject"],
      ]),
    );
  });

  test("of MySQL deletes within the key pattern of its exports alone", () => {
    const { made, exportTo } = granted({ engine: "aurora-mysql" });
    exportTo("outgoing/*");
    const deleted = Object.values(made().resources("aws_iam_role_policy"))
      .flatMap(({ policy }) => statements(policy))
      .filter(({ Action }) => [Action].flat().includes("s3:DeleteObject"))
      .flatMap(({ Resource }) => Resource);
    expect(deleted).toEqual([expect.stringMatching(/^arn:aws:s3:::trading-test-trades-[^/]+\/outgoing\/\*$/)]);
  });

  test("imports and exports all objects of a bucket where no key pattern is given", () => {
    const { made, importFrom, exportTo } = granted();
    importFrom();
    exportTo();
    const objects = Object.values(made().resources("aws_iam_role_policy"))
      .flatMap(({ policy }) => statements(policy))
      .flatMap(({ Resource }) => Resource as string | string[])
      .filter((resource) => resource.includes("/"));
    expect(new Set(objects.map((resource) => resource.split("/").slice(1).join("/")))).toEqual(new Set(["*"]));
  });

  test("invokes the functions that it is granted, and no other", () => {
    const { made, invoke } = granted();
    invoke();
    invoke(`${FUNCTION}:live`);
    const [policy] = Object.values(made().resources("aws_iam_role_policy")).filter((each) => each.policy.includes("lambda:"));
    expect(statements(policy!.policy).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ["lambda:InvokeFunction", FUNCTION],
      ["lambda:InvokeFunction", `${FUNCTION}:live`],
    ]);
  });
});

describe("the roles of PostgreSQL", () => {
  // RDS API Reference, "AddRoleToDBCluster", and "SupportedFeatureNames" of DescribeDBEngineVersions.
  test("are associated one for each feature, each once", () => {
    const { made, importFrom, exportTo, invoke } = granted();
    invoke();
    exportTo("a/*");
    exportTo("b/*");
    importFrom();
    const associations = Object.values(made().resources(ASSOCIATION));
    expect(associations.map(({ feature_name: feature }) => feature).sort()).toEqual(["Lambda", "s3Export", "s3Import"]);
    expect(new Set(associations.map(({ role_arn: arn }) => arn)).size).toBe(3);
    expect(made().resource(CLUSTER)).not.toHaveProperty("iam_roles");
  });
});

describe("the roles of MySQL", () => {
  // Aurora User Guide, "Associating an IAM role with an Amazon Aurora MySQL DB cluster": version 3 has one role for S3.
  test("are the cluster's, and named by its parameters", () => {
    const { made, importFrom, exportTo, invoke } = granted({ engine: "aurora-mysql" });
    invoke();
    exportTo();
    importFrom();
    expect(made().resources(ASSOCIATION)).toEqual({});
    const roles = ["LambdaRole", "S3Role"].map((id) =>
      expect.stringMatching(new RegExp(`^\\$\\{aws_iam_role\\.Database_${id}_.*\\.arn\\}$`)),
    );
    expect(made().resource(CLUSTER).iam_roles).toEqual(roles);
    expect(made().resource(CLUSTER_GROUP).parameter.slice(0, 2)).toEqual([
      { name: "aws_default_lambda_role", value: roles[0], apply_method: "immediate" },
      { name: "aws_default_s3_role", value: roles[1], apply_method: "immediate" },
    ]);
  });

  test("are listed in one order, whatever is granted first", () => {
    const [one, other] = [granted({ engine: "aurora-mysql" }), granted({ engine: "aurora-mysql" })];
    one.importFrom();
    one.invoke();
    other.invoke();
    other.importFrom();
    expect(one.made().resource(CLUSTER).iam_roles).toEqual(other.made().resource(CLUSTER).iam_roles);
    expect(one.made().resource(CLUSTER_GROUP).parameter).toEqual(other.made().resource(CLUSTER_GROUP).parameter);
  });

  // The provider's schema: `iam_roles` is computed, so that what isn't written out stays.
  test("are written out where there is none, so that the last one goes", () => {
    expect(granted({ engine: "aurora-mysql" }).made().resource(CLUSTER).iam_roles).toEqual([]);
  });

  test("can't be named by the caller as well", () => {
    const { importFrom } = granted({ engine: "aurora-mysql", parameters: { aws_default_s3_role: "arn:aws:iam::111122223333:role/mine" } });
    expect(messageOf(() => importFrom())).toBe(
      [
        "trading-test/Database: invalid input",
        '  - parameters["aws_default_s3_role"]: must be left to the cluster: it names the role that the cluster is granted permissions by; ' +
          'received "arn:aws:iam::111122223333:role/mine". Leave it out.',
      ].join("\n"),
    );
  });
});

describe("a cluster's way to AWS", () => {
  test("is opened through the network once for each role", () => {
    const clients: IConnectable[] = [];
    const { importFrom, invoke } = granted({ network: { ...network, allowAwsServicesFrom: (client) => clients.push(client) } });
    importFrom();
    importFrom("other/*");
    invoke();
    expect(clients).toHaveLength(2);
  });

  test("is missed where the network has no endpoint for it", () => {
    const { importFrom, exportTo, invoke, warnings: said } = granted({ network: { ...network, endpointServices: ["kms"] } });
    const toS3 =
      "The cluster has no way to s3: the network has no endpoint for it. Add the gateway endpoint for S3 to the network (s3PrefixListId of an imported one).";
    importFrom();
    exportTo();
    invoke();
    expect(said()).toEqual([
      toS3,
      toS3,
      "The cluster has no way to lambda: the network has no endpoint for it. " +
        'Add interfaceEndpoints: ["lambda"] to the network (endpointServices of an imported one, once it has it).',
    ]);
  });

  test.each([undefined, ["lambda", "s3"]])("isn't missed where it is there, or nothing is known: %p", (endpointServices) => {
    const { importFrom, exportTo, invoke, warnings: said } = granted({ network: { ...network, endpointServices } });
    importFrom();
    exportTo();
    invoke();
    expect(said()).toEqual([]);
  });
});

test("what is no bucket, and what is no function, is refused", () => {
  const { stack, key, cluster } = database();
  const bucket = new Bucket(stack, "Trades", { encryptionKey: key });
  expect(messageOf(() => cluster.grantImportFrom("trades" as never))).toBe(
    'trading-test/Database: invalid input\n  - bucket: must be a Bucket; received "trades". Give a Bucket; for one that exists, Bucket.fromAttributes(…).',
  );
  expect(messageOf(() => cluster.grantExportTo(bucket, 7 as never))).toBe(
    "trading-test/Database: invalid input\n  - keyPattern: must be a string; received 7. Put it in quotes.",
  );
  expect(messageOf(() => cluster.grantInvoke("on-trade"))).toBe(
    [
      "trading-test/Database: invalid input",
      '  - functionArn: must be the ARN of a Lambda function; received "on-trade". ' +
        'Write it as "arn:aws:lambda:eu-central-1:111122223333:function:on-arrival".',
    ].join("\n"),
  );
});
