import { SynthesizedStack, permissions } from "../../../src/testing";
import { ACCOUNT, Resources, evaluate, merged, policy, roleWith, stackOf } from "./fixture";

const BUCKET: Resources = { aws_s3_bucket: { Data: { bucket: "data" } } };
const GET = { principal: "app", action: "s3:GetObject", resource: "Data", resourcePath: "/x" };
const ROLE: Resources = { aws_iam_role: { app: { name: "app", assume_role_policy: policy() } } };
const READ = { Effect: "Allow", Action: "s3:GetObject", Resource: "${aws_s3_bucket.Data.arn}/*" };
const inline = (text: unknown): Resources =>
  merged(BUCKET, ROLE, { aws_iam_role_policy: { Read: { role: "${aws_iam_role.app.id}", policy: text } } });

describe("a policy is read", () => {
  test("from jsonencode", () => {
    const text =
      '${jsonencode({Version = "2012-10-17", Statement = [{"Effect" : "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.Data.arn}/*", Condition = {Bool = {"aws:SecureTransport" = true}}}]})}';
    expect(evaluate(inline(text), GET).verdict).toBe("allowed");
  });

  test("from jsonencode with a reference in place of a text", () => {
    const text = '${jsonencode({"Statement" = {"Effect" = "Allow", "Action" = "s3:*", "Resource" = [aws_s3_bucket.Data.arn]}})}';
    expect(evaluate(inline(text), { principal: "app", action: "s3:ListBucket", resource: "Data" }).verdict).toBe("allowed");
  });

  test("as unknown from jsonencode that calls a function", () => {
    const text = '${jsonencode({"Statement" = {"Effect" = "Allow", "Action" = "s3:*", "Resource" = [join("/", ["x", "y"])]}})}';
    expect(evaluate(inline(text), { principal: "app", action: "s3:ListBucket", resource: "Data" }).verdict).toBe("depends");
  });

  test("from a data source, with its variables, principals and conditions", () => {
    const document = {
      source_policy_documents: ["${data.aws_iam_policy_document.Base.json}"],
      statement: [
        { sid: "Home", actions: ["s3:PutObject"], resources: ["${aws_s3_bucket.Data.arn}/&{aws:PrincipalTag/team}/*"] },
        { sid: "Replaced", effect: "Deny", actions: ["s3:*"], resources: ["*"] },
        {
          actions: ["s3:DeleteObject"],
          resources: ["*"],
          condition: [{ test: "StringEquals", variable: "aws:PrincipalTag/team", values: ["fx"] }],
        },
      ],
      override_policy_documents: ['{"Statement":[{"Sid":"Replaced","Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}'],
    };
    const base = { statement: { actions: ["s3:GetObject"], resources: ["${aws_s3_bucket.Data.arn}/*"] } };
    const resources = merged(inline("${data.aws_iam_policy_document.All.json}"), {
      aws_iam_role: { app: { name: "app", assume_role_policy: policy(), tags: { team: "fx" } } },
    });
    const access = permissions(stackOf(resources, { data: { aws_iam_policy_document: { All: document, Base: base } } }));
    const verdict = (action: string, resourcePath?: string) => access.evaluate({ ...GET, action, resourcePath }).verdict;
    expect(verdict("s3:GetObject", "/x")).toBe("allowed");
    expect(verdict("s3:PutObject", "/fx/1")).toBe("allowed");
    expect(verdict("s3:PutObject", "/rates/1")).toBe("denied");
    expect(verdict("s3:DeleteObject", "/x")).toBe("allowed");
    expect(verdict("s3:ListBucket")).toBe("allowed");
  });

  test("as unknown where only Terraform knows it", () => {
    expect(evaluate(inline('${templatefile("policy.json", {})}'), GET)).toMatchObject({
      verdict: "depends",
      explanation:
        "Whether role app is authorized to perform s3:GetObject on Data/x depends on the policy Read: the policy Read may allow s3:GetObject on Data/x.",
    });
  });

  test("with a variable of Terraform's within", () => {
    const text = JSON.stringify({ Statement: { ...READ, Resource: "arn:aws:s3:::${var.bucket}/*" } });
    expect(evaluate(inline(text), GET)).toMatchObject({
      verdict: "depends",
      explanation: expect.stringContaining("depends on var.bucket: "),
    });
    const other = JSON.stringify({ Statement: { ...READ, Resource: "arn:aws:s3:::${var.bucket}-logs/*" } });
    expect(evaluate(inline(other), GET).verdict).toBe("denied");
  });

  test("with a local value", () => {
    const text = JSON.stringify({ Statement: { ...READ, Resource: "arn:aws:s3:::${local.bucket}/*" } });
    expect(evaluate(inline(text), GET, { locals: { bucket: "data" } }).verdict).toBe("allowed");
  });

  test("with the account, the region and the partition of data sources", () => {
    const queue = "arn:${data.aws_partition.P.partition}:sqs:${data.aws_region.R.region}:${data.aws_caller_identity.I.account_id}:orders";
    const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue };
    const data = { aws_partition: { P: {} }, aws_region: { R: {} }, aws_caller_identity: { I: {} } };
    const resources = merged(inline(JSON.stringify({ Statement: statement })), { aws_sqs_queue: { Orders: { name: "orders" } } });
    expect(evaluate(resources, { principal: "app", action: "sqs:SendMessage", resource: "Orders" }, { data }).verdict).toBe("allowed");
  });
});

describe("the policies of a role are", () => {
  const MANAGED: Resources = { aws_iam_policy: { Read: { name: "read", policy: JSON.stringify({ Statement: READ }) } } };
  const ARN = `arn:aws:iam::${ACCOUNT}:policy/read`;

  test.each<readonly [string, Resources]>([
    ["its inline policies", inline(JSON.stringify({ Statement: READ }))],
    [
      "its inline_policy blocks",
      merged(BUCKET, roleWith("app", [], { inline_policy: [{ name: "read", policy: JSON.stringify({ Statement: READ }) }] })),
    ],
    ["its managed_policy_arns", merged(BUCKET, MANAGED, roleWith("app", [], { managed_policy_arns: ["${aws_iam_policy.Read.arn}"] }))],
    [
      "attached ones",
      merged(BUCKET, MANAGED, ROLE, { aws_iam_role_policy_attachment: { A: { role: "${aws_iam_role.app.name}", policy_arn: ARN } } }),
    ],
    [
      "attached ones, exclusively",
      merged(BUCKET, MANAGED, ROLE, { aws_iam_role_policy_attachments_exclusive: { A: { role_name: "app", policy_arns: [ARN] } } }),
    ],
    [
      "attached ones, for several roles",
      merged(BUCKET, MANAGED, ROLE, { aws_iam_policy_attachment: { A: { name: "a", roles: ["app"], policy_arn: ARN } } }),
    ],
  ])("%s", (_, resources) => {
    expect(evaluate(resources, GET).verdict).toBe("allowed");
  });

  // Terraform, `aws_iam_role`: an empty inline_policy block takes the role's inline policies away.
  test("none of an inline_policy block without a policy", () => {
    const resources = merged(BUCKET, roleWith("app", [], { inline_policy: [{}] }));
    expect(evaluate(resources, GET)).toMatchObject({
      verdict: "denied",
      explanation:
        "Role app is not authorized to perform s3:GetObject on Data/x: role app has no policy that allows s3:GetObject on Data/x.",
    });
  });

  test("those of AWS, as far as they are known", () => {
    const attached = (arn: string): Resources => merged(ROLE, { aws_iam_role_policy_attachment: { A: { role: "app", policy_arn: arn } } });
    const create = { principal: "app", action: "ec2:CreateNetworkInterface", resource: "*" };
    expect(evaluate(attached("arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"), create).verdict).toBe("allowed");
    expect(evaluate(attached("arn:aws:iam::aws:policy/ReadOnlyAccess"), create)).toMatchObject({
      verdict: "depends",
      explanation: expect.stringContaining("depends on the policy ReadOnlyAccess: "),
    });
  });

  test("and those of a user's groups are the user's", () => {
    const resources: Resources = merged(BUCKET, {
      aws_iam_user: { Maria: { name: "maria" } },
      aws_iam_group: { Traders: { name: "traders" } },
      aws_iam_group_policy: { Read: { group: "${aws_iam_group.Traders.name}", policy: JSON.stringify({ Statement: READ }) } },
      aws_iam_user_group_membership: { M: { user: "maria", groups: ["traders"] } },
    });
    expect(evaluate(resources, { ...GET, principal: "Maria" }).verdict).toBe("allowed");
  });
});

describe("the policy of a resource is that of", () => {
  const service = { Service: "events.amazonaws.com" };
  const allow = (Action: string): string => policy({ Effect: "Allow", Principal: service, Action, Resource: "*" });

  test.each<readonly [action: string, resources: Resources]>([
    [
      "sqs:SendMessage",
      {
        aws_sqs_queue: { R: { name: "r" } },
        aws_sqs_queue_policy: { P: { queue_url: "${aws_sqs_queue.R.url}", policy: allow("sqs:SendMessage") } },
      },
    ],
    ["sqs:SendMessage", { aws_sqs_queue: { R: { name: "r", policy: allow("sqs:SendMessage") } } }],
    [
      "sns:Publish",
      { aws_sns_topic: { R: { name: "r" } }, aws_sns_topic_policy: { P: { arn: "${aws_sns_topic.R.arn}", policy: allow("sns:Publish") } } },
    ],
    [
      "secretsmanager:GetSecretValue",
      {
        aws_secretsmanager_secret: { R: { name: "r" } },
        aws_secretsmanager_secret_policy: {
          P: { secret_arn: "${aws_secretsmanager_secret.R.id}", policy: allow("secretsmanager:GetSecretValue") },
        },
      },
    ],
    [
      "kms:Decrypt",
      { aws_kms_key: { R: {} }, aws_kms_key_policy: { P: { key_id: "${aws_kms_key.R.key_id}", policy: allow("kms:Decrypt") } } },
    ],
    [
      "events:PutEvents",
      {
        aws_cloudwatch_event_bus: { R: { name: "r" } },
        aws_cloudwatch_event_bus_policy: { P: { event_bus_name: "${aws_cloudwatch_event_bus.R.name}", policy: allow("events:PutEvents") } },
      },
    ],
    [
      "backup:CopyIntoBackupVault",
      {
        aws_backup_vault: { R: { name: "r" } },
        aws_backup_vault_policy: { P: { backup_vault_name: "r", policy: allow("backup:CopyIntoBackupVault") } },
      },
    ],
    [
      "lambda:InvokeFunction",
      {
        aws_lambda_function: { R: { function_name: "r" } },
        aws_lambda_permission: {
          P: {
            function_name: "${aws_lambda_function.R.function_name}",
            action: "lambda:InvokeFunction",
            principal: "events.amazonaws.com",
          },
        },
      },
    ],
    [
      "logs:PutLogEvents",
      {
        aws_cloudwatch_log_group: { R: { name: "r" } },
        aws_cloudwatch_log_resource_policy: { P: { policy_name: "p", policy_document: allow("logs:PutLogEvents") } },
      },
    ],
  ])("%s", (action, resources) => {
    expect(evaluate(resources, { principal: "events.amazonaws.com", action, resource: "R" }).verdict).toBe("allowed");
    expect(evaluate(resources, { principal: "scheduler.amazonaws.com", action, resource: "R" }).verdict).toBe("denied");
  });

  test("a function's permission holds for the source that it names", () => {
    const resources: Resources = {
      aws_s3_bucket: { Data: { bucket: "data" } },
      aws_lambda_function: { R: { function_name: "r" } },
      aws_lambda_permission: {
        P: {
          function_name: "${aws_lambda_function.R.arn}",
          action: "lambda:InvokeFunction",
          principal: "s3.amazonaws.com",
          source_arn: "${aws_s3_bucket.Data.arn}",
          source_account: ACCOUNT,
        },
      },
    };
    const invoke = (source: string, account = ACCOUNT) => ({
      principal: "s3.amazonaws.com",
      action: "lambda:InvokeFunction",
      resource: "R",
      context: { "aws:SourceArn": source, "aws:SourceAccount": account },
    });
    expect(evaluate(resources, invoke("Data")).verdict).toBe("allowed");
    expect(evaluate(resources, invoke("arn:aws:s3:::other")).verdict).toBe("denied");
    expect(evaluate(resources, invoke("Data", "999988887777")).verdict).toBe("denied");
  });

  test("nothing for a bucket that isn't in the stacks, which is an assumption", () => {
    const request = { ...GET, resource: "arn:aws:s3:::elsewhere" };
    expect(evaluate(roleWith("app", [{ ...READ, Resource: "arn:aws:s3:::elsewhere/*" }]), request)).toMatchObject({
      verdict: "allowed",
      assumptions: [
        `arn:aws:s3:::elsewhere/x isn't in the stacks: it is taken to be in account ${ACCOUNT}, with a policy that denies nothing`,
      ],
    });
  });

  test("unknown for a key that isn't in the stacks, since a key policy must allow", () => {
    const key = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    expect(
      evaluate(roleWith("app", [{ Effect: "Allow", Action: "kms:*", Resource: key }]), {
        principal: "app",
        action: "kms:Decrypt",
        resource: key,
      }).verdict,
    ).toBe("depends");
  });
});

describe("a name that AWS makes up", () => {
  test("is the same wherever it is referred to, and nothing else's", () => {
    const statement = { Effect: "Allow", Action: "kms:Decrypt", Resource: "${aws_kms_key.Orders.arn}" };
    const keys: Resources = merged(roleWith("app", [statement]), { aws_kms_key: { Orders: {}, Other: {} } });
    const decrypt = (resource: string) => evaluate(keys, { principal: "app", action: "kms:Decrypt", resource }).verdict;
    expect([decrypt("Orders"), decrypt("Other"), decrypt("${aws_kms_key.Orders.arn}")]).toEqual(["allowed", "denied", "allowed"]);
  });

  test("begins with the prefix that it is given", () => {
    const statement = { Effect: "Allow", Action: "iam:PassRole", Resource: `arn:aws:iam::${ACCOUNT}:role/orders-*` };
    const roles: Resources = merged(roleWith("app", [statement]), {
      aws_iam_role: { Orders: { name_prefix: "orders-" }, Other: { name_prefix: "other-" } },
    });
    const pass = (resource: string) => evaluate(roles, { principal: "app", action: "iam:PassRole", resource }).verdict;
    expect([pass("Orders"), pass("Other")]).toEqual(["allowed", "denied"]);
  });

  // Aurora User Guide, "Password management with Amazon Aurora and AWS Secrets Manager".
  test("is known of the secret of a database's master user", () => {
    const secret = "${aws_rds_cluster.Database.master_user_secret[0].secret_arn}";
    const database: Resources = { aws_rds_cluster: { Database: { cluster_identifier: "db", manage_master_user_password: true } } };
    const read = (Resource: string, resource: string) => {
      const resources = merged(database, roleWith("app", [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource }]));
      return evaluate(resources, { principal: "app", action: "secretsmanager:GetSecretValue", resource }).verdict;
    };
    expect([read(secret, "Database"), read(secret, secret), read("arn:aws:secretsmanager:*:*:secret:rds!cluster-*", "Database")]).toEqual([
      "allowed",
      "allowed",
      "allowed",
    ]);
    expect(read("arn:aws:secretsmanager:*:*:secret:orders-*", "Database")).not.toBe("allowed");
  });
});

describe("the account of a stack", () => {
  const resources = merged(BUCKET, roleWith("app", [{ ...READ, Resource: "arn:aws:s3:::data/*" }]), {
    aws_iam_policy: {
      Other: { name: "p", policy: policy({ Effect: "Allow", Action: "iam:GetRole", Resource: "arn:aws:iam::999988887777:role/x" }) },
    },
  });
  const evaluated = (more: object) => permissions(new SynthesizedStack({ resource: resources, ...more })).evaluate(GET);

  test("is the one that its ARNs name most, as an assumption, where its provider allows every account", () => {
    expect(evaluated({ provider: { aws: [{ region: "eu-central-1" }] } }).assumptions).toEqual([
      "the account is taken to be 999988887777, which the stack names most: its provider allows every account",
    ]);
  });

  test("is that of the role that its provider assumes", () => {
    const provider = { aws: [{ assume_role: [{ role_arn: `arn:aws:iam::${ACCOUNT}:role/deploy` }] }] };
    expect(evaluated({ provider }).assumptions).toEqual([]);
  });

  test("is that of the caller where it is looked up", () => {
    expect(evaluated({ data: { aws_caller_identity: { I: {} } } }).assumptions).toEqual([]);
  });
});

describe("a construct holds the role of", () => {
  const roles = merged(BUCKET, roleWith("app", [READ]));

  test.each<readonly [string, Resources]>([
    ["its function", { aws_lambda_function: { Caller_Function_0123ABCD: { role: "${aws_iam_role.app.arn}" } } }],
    [
      "its tasks",
      {
        aws_ecs_task_definition: {
          Caller_Task_0123ABCD: { task_role_arn: "${aws_iam_role.app.arn}", execution_role_arn: "arn:aws:iam::1:role/x" },
        },
      },
    ],
    [
      "its instances",
      {
        aws_iam_instance_profile: { Profile: { role: "app" } },
        aws_launch_template: { Caller_Template_0123ABCD: { iam_instance_profile: { arn: "${aws_iam_instance_profile.Profile.arn}" } } },
      },
    ],
    ["its state machine", { aws_sfn_state_machine: { Caller: { name: "caller", role_arn: "${aws_iam_role.app.arn}" } } }],
    ["its proxy", { aws_db_proxy: { Caller: { role_arn: "${aws_iam_role.app.arn}" } } }],
    ["its flow log", { aws_flow_log: { Caller: { iam_role_arn: "${aws_iam_role.app.arn}" } } }],
    ["its instance profile", { aws_iam_instance_profile: { Caller: { role: "${aws_iam_role.app.name}" } } }],
    ["its function, by the role's name", { aws_lambda_function: { Caller: { role: "app" } } }],
    [
      "its instances, by the name of their profile",
      {
        aws_iam_instance_profile: { Profile: { name: "profile", role: "app" } },
        aws_launch_template: { Caller: { iam_instance_profile: { name: "profile" } } },
      },
    ],
    [
      "its instance",
      { aws_iam_instance_profile: { Profile: { name: "p", role: "app" } }, aws_instance: { Caller: { iam_instance_profile: "p" } } },
    ],
  ])("%s", (_, holder) => {
    expect(evaluate(merged(roles, holder), { ...GET, principal: "Caller" }).verdict).toBe("allowed");
  });
});
