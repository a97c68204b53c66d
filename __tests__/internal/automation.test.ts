import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { Automation, TRUE_PROPERTY, automationName, createAutomationRole, runbookContent, runbookOf } from "../../src/internal/automation";
import { statements, synth, testStack } from "../support/synth";

// Systems Manager API Reference, "CreateDocument": names that begin with AWS's own are refused, and so are those of more than 128 characters.
describe("the name of a runbook", () => {
  test.each(["aws-trading", "Amazon", "amzn"])("isn't one of AWS's in a stack called %s", (id) => {
    expect(automationName([id, "Api"], "release")).toBe(`release-${id}-Api`);
  });

  test("is the construct's path", () => {
    expect(automationName(["trading", "Api", "Release"], "release")).toBe("trading-Api-Release");
  });

  // The same page: letters, digits, _, - and a period.
  test("keeps underscores", () => expect(automationName(["trading", "Order_Books"], "release")).toBe("trading-Order_Books"));

  test("leaves room for a dash and ten characters of a hash", () => {
    expect(automationName(["trading", "a".repeat(200)], "release")).toHaveLength(117);
  });
});

// Terraform language, "Strings and Templates".
test("a runbook keeps what looks like a template in its texts", () => {
  expect(runbookContent({ sql: 'SELECT "${a}" %{b}' })).toBe('{"sql":"SELECT \\"$${a}\\" %%{b}"}');
});

// Systems Manager User Guide, "Data elements and parameters": Automation runbooks have the schema version 0.3; "Automation actions reference", aws:sleep.
test("a runbook begins when IAM has shown the permissions of a new role", () => {
  const step = { name: "Work", action: "aws:executeAwsApi", inputs: {} };
  expect(runbookOf({ description: "Works.", role: "The role that works." }, [step])).toEqual({
    schemaVersion: "0.3",
    description: "Works.",
    assumeRole: "{{ AutomationAssumeRole }}",
    parameters: { AutomationAssumeRole: { type: "AWS::IAM::Role::Arn", description: "The role that works." } },
    mainSteps: [{ name: "AwaitPermissions", action: "aws:sleep", inputs: { Duration: "PT20S" } }, step],
  });
});

// Systems Manager User Guide, "Create the service roles for Automation using the console".
test("the role of an automation is assumed by this account's own runs alone", () => {
  const stack = testStack();
  createAutomationRole(stack, "Role", "Works.");
  const role = synth(stack).resource("aws_iam_role");
  expect(role.description).toBe("Works.");
  expect(statements(role.assume_role_policy)).toEqual([
    {
      Sid: "Assume",
      Effect: "Allow",
      Principal: { Service: "ssm.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:ssm:eu-central-1:111122223333:automation-execution/*" },
      },
    },
  ]);
});

// The same guide, "aws:waitForAwsResourceProperty": a property that is true has a capital letter; AWS's own answers in JSON have none.
test("what is true is waited for in either spelling", () => expect(TRUE_PROPERTY).toEqual(["True", "true"]));

test("an automation runs once its role has its permissions and all that it works on is there, and anew with another role", () => {
  const stack = testStack();
  const role = createAutomationRole(stack, "Role", "Works.");
  role.addToPolicy({ sid: "Work", actions: ["sqs:SendMessage"], resources: ["*"] });
  const queue = new SqsQueue(stack, "Queue", { name: "work" });
  const scope = new Construct(stack, "Work");
  new Automation(scope, { word: "work", role, content: "{}", timeoutSeconds: 60, after: [queue] });
  const made = synth(stack);
  const association = made.resource("aws_ssm_association");
  expect(association).toMatchObject({
    name: expect.stringMatching(/^\$\{aws_ssm_document\.Work_Document_\w+\.name\}$/),
    association_name: "trading-test-Work",
    parameters: { AutomationAssumeRole: expect.stringMatching(/^\$\{aws_iam_role\.Role_\w+\.arn\}$/) },
    // Two minutes beyond the runbook's own time.
    wait_for_success_timeout_seconds: 180,
  });
  // Systems Manager API Reference, "CreateDocument"; another content is another runbook.
  expect(made.resource("aws_ssm_document")).toEqual({
    name: expect.stringMatching(/^trading-test-Work-\$\{substr\(sha256\(local\.Work_Runbook_\w+\), 0, 10\)\}$/),
    document_type: "Automation",
    document_format: "JSON",
    content: expect.stringMatching(/^\$\{local\.Work_Runbook_\w+\}$/),
  });
  expect(association.depends_on).toEqual([expect.stringMatching(/^aws_iam_role_policy\.Role_Grants_/), "aws_sqs_queue.Queue"]);
  expect(association.lifecycle.replace_triggered_by).toEqual([expect.stringMatching(/^aws_iam_role\.Role_\w+\.arn$/)]);
});
