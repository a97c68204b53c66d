import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { Construct } from "constructs";
import { createRestoredSettings, restoredSettingsSteps } from "../../modules/aurora-cluster/restored-settings";
import { EncryptionKey } from "../../src/core";
import { Request, evaluate } from "../support/policy-evaluator";
import { statements, synth, testStack } from "../support/synth";
import { synthesized } from "./fixture";

class Restored extends Construct {
  public readonly resource = new RdsCluster(this, "Resource", { engine: "aurora-postgresql" });
}

function restored(isRestored = true, dataApi = true) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  createRestoredSettings(new Restored(stack, "Database"), isRestored, { databaseInsights: "advanced", encryptionKey, dataApi });
  return synth(stack);
}

const KEY = { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/1" } as EncryptionKey;
const CLUSTER = { clusterIdentifier: "trading", clusterArn: "arn:aws:rds:eu-central-1:111122223333:cluster:trading" };

describe("the settings of a restored cluster", () => {
  const steps = restoredSettingsSteps({ ...CLUSTER, databaseInsights: "advanced", encryptionKey: KEY, dataApi: true });
  const step = (name: string) => steps.find((candidate) => candidate.name === name);

  // RDS API Reference, "ModifyDBCluster"; Database Insights' advanced mode needs 465 days.
  test("are given by one modification that is applied immediately", () => {
    expect(step("Modify")).toEqual({
      name: "Modify",
      action: "aws:executeAwsApi",
      inputs: {
        Service: "rds",
        Api: "ModifyDBCluster",
        DBClusterIdentifier: "trading",
        ApplyImmediately: true,
        EnableIAMDatabaseAuthentication: true,
        EnablePerformanceInsights: true,
        PerformanceInsightsKMSKeyId: KEY.keyArn,
        PerformanceInsightsRetentionPeriod: 465,
        DatabaseInsightsMode: "advanced",
      },
    });
  });

  // RDS API Reference, "DescribeDBClusters", "DBCluster"; a runbook writes what is true with a capital letter, and JSON without.
  test.each([
    ["AwaitAuthentication", "$.DBClusters[0].IAMDatabaseAuthenticationEnabled", ["True", "true"]],
    ["AwaitInsights", "$.DBClusters[0].DatabaseInsightsMode", ["advanced"]],
    ["AwaitAvailable", "$.DBClusters[0].Status", ["available"]],
    ["AwaitDataApi", "$.DBClusters[0].HttpEndpointEnabled", ["True", "true"]],
  ])("are waited for, for a quarter of an hour: %s", (name, PropertySelector, DesiredValues) => {
    expect(step(name)).toEqual({
      name,
      action: "aws:waitForAwsResourceProperty",
      timeoutSeconds: 900,
      inputs: { Service: "rds", Api: "DescribeDBClusters", DBClusterIdentifier: "trading", PropertySelector, DesiredValues },
    });
  });

  // RDS API Reference, "EnableHttpEndpoint".
  test("enable the Data API by the cluster's ARN", () => {
    expect(step("EnableDataApi")).toEqual({
      name: "EnableDataApi",
      action: "aws:executeAwsApi",
      inputs: { Service: "rds", Api: "EnableHttpEndpoint", ResourceArn: CLUSTER.clusterArn },
    });
  });

  test("leave the Data API off where it isn't asked for", () => {
    const names = restoredSettingsSteps({ ...CLUSTER, databaseInsights: "standard", encryptionKey: KEY, dataApi: false }).map(
      ({ name }) => name,
    );
    expect(names).toEqual(["Modify", "AwaitAuthentication", "AwaitInsights", "AwaitAvailable"]);
  });

  test("are set before there is an instance", () => {
    const stack = synthesized({ restoreFrom: { snapshotIdentifier: "s" } });
    const settings = expect.stringMatching(/^aws_ssm_association\.Database_RestoredSettings_/);
    expect(stack.resource("aws_rds_cluster_instance", "Database_Instances_a").depends_on).toEqual(expect.arrayContaining([settings]));
  });

  test("are none of a cluster that isn't restored", () => {
    expect(restored(false).resources("aws_ssm_association")).toEqual({});
  });

  test("are waited for by Terraform, for as long as the runbook may take", () => {
    const association = restored().resource("aws_ssm_association");
    expect(association.wait_for_success_timeout_seconds).toBe(4 * 900 + 120);
    expect(association.depends_on).toEqual([expect.stringMatching(/^aws_iam_role_policy\.Database_RestoredSettings_Role_/)]);
  });
});

describe("the automation of the settings", () => {
  const made = restored();

  // Systems Manager User Guide, "Create the service roles for Automation using the console".
  test("assumes its role for this account's automations alone", () => {
    expect(statements(made.resource("aws_iam_role").assume_role_policy)).toEqual([
      expect.objectContaining({
        Principal: { Service: "ssm.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:ssm:eu-central-1:111122223333:automation-execution/*" },
        },
      }),
    ]);
  });

  // Systems Manager API Reference, "CreateDocument"; "Scheduling automations with State Manager associations" of the user guide.
  test("is an Automation runbook in JSON, run as the role", () => {
    expect(made.resource("aws_ssm_document")).toMatchObject({ document_type: "Automation", document_format: "JSON" });
    expect(JSON.parse(Object.values(made.json.locals)[0] as string)).toMatchObject({
      schemaVersion: "0.3",
      description: "Sets what a restored DB cluster doesn't have.",
      parameters: { AutomationAssumeRole: { description: "The role that modifies the DB cluster." } },
    });
    expect(made.resource("aws_ssm_association").parameters).toEqual({
      AutomationAssumeRole: expect.stringMatching(/^\$\{aws_iam_role\.Database_RestoredSettings_Role_\w+\.arn\}$/),
    });
  });

  // `resourceAssociationCreate` of aws_ssm_association waits for the success, `resourceAssociationUpdate` doesn't.
  test("is another association for another runbook or role, so that Terraform waits for its success", () => {
    const { name, lifecycle } = made.resource("aws_ssm_association");
    expect(name).toMatch(/^\$\{aws_ssm_document\.Database_RestoredSettings_Document_\w+\.name\}$/);
    expect(made.resource("aws_ssm_document").name).toMatch(/\$\{substr\(sha256\(local\.\w+\), 0, 10\)\}$/);
    expect(lifecycle.replace_triggered_by).toEqual([expect.stringMatching(/^aws_iam_role\.Database_RestoredSettings_Role_\w+\.arn$/)]);
  });
});

describe("the role of the settings", () => {
  const policy = statements(restored().resource("aws_iam_role_policy").policy);
  const cluster = /\$\{aws_rds_cluster\.[^}]*\.arn\}/.exec(JSON.stringify(policy))![0];
  const key = /\$\{aws_kms_key\.[^}]*\.arn\}/.exec(JSON.stringify(policy))![0];
  const rds = { "kms:ViaService": "rds.eu-central-1.amazonaws.com" };

  test.each<[string, Request]>([
    ["modify the cluster", { action: "rds:ModifyDBCluster", resource: cluster }],
    ["look at it", { action: "rds:DescribeDBClusters", resource: cluster }],
    ["enable its Data API", { action: "rds:EnableHttpEndpoint", resource: cluster }],
    ["give Performance Insights the key", { action: "kms:GenerateDataKey", resource: key, context: rds }],
    ["let RDS use the key", { action: "kms:CreateGrant", resource: key, context: { ...rds, "kms:GrantIsForAWSResource": "true" } }],
  ])("may %s", (_, request) => {
    expect(evaluate(policy, request)).toBe("allow");
  });

  test.each<[string, Request]>([
    ["modify another cluster", { action: "rds:ModifyDBCluster", resource: "arn:aws:rds:eu-central-1:111122223333:cluster:other" }],
    ["delete the cluster", { action: "rds:DeleteDBCluster", resource: cluster }],
    ["decrypt by itself", { action: "kms:Decrypt", resource: key }],
    ["give the key away", { action: "kms:CreateGrant", resource: key, context: rds }],
  ])("may not %s", (_, request) => {
    expect(evaluate(policy, request)).toBe("none");
  });

  test("has no Data API to enable where it isn't asked for", () => {
    expect(JSON.stringify(restored(true, false).resource("aws_iam_role_policy"))).not.toContain("EnableHttpEndpoint");
  });
});
