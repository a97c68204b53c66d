import { TerraformOutput } from "cdktf";
import { EncryptionKey } from "../../src/core";
import { statements, synth } from "../support/synth";
import { ServiceFixture, synthService } from "./fixture";

const ROLE_ARN = expect.stringMatching(/^\$\{aws_iam_service_linked_role\..*\.arn\}$/);

function twoServices() {
  const fixture = new ServiceFixture();
  const services = [fixture.service(), fixture.service({ route: { priority: 20, paths: ["/*"] } }, "WebFrontend")];
  return { services, stack: synth(fixture.stack) };
}

describe("the service-linked role of EC2 Auto Scaling", () => {
  test("has a custom suffix, made from the stack's id and region: roles are global", () => {
    expect(synthService().stack.resource("aws_iam_service_linked_role")).toMatchObject({
      aws_service_name: "autoscaling.amazonaws.com",
      custom_suffix: "trading-test-eu-central-1",
    });
  });

  test("is one for all services of a stack", () => {
    const { services, stack } = twoServices();
    expect(services[0]!.serviceLinkedRole).toBe(services[1]!.serviceLinkedRole);
    expect(Object.keys(stack.resources("aws_iam_service_linked_role"))).toHaveLength(1);
  });

  test("launches the instances of each group", () => {
    const groups = Object.values(twoServices().stack.resources("aws_autoscaling_group"));
    expect(groups.map((group) => group.service_linked_role_arn)).toEqual([ROLE_ARN, ROLE_ARN]);
  });

  // EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes".
  test("may use the key of the volumes, and create grants for AWS resources alone", () => {
    const policy = statements(twoServices().stack.resource("aws_kms_key").policy);
    expect(policy.filter(({ Sid }) => Sid.startsWith("AutoScaling"))).toEqual([
      expect.objectContaining({
        Sid: "AutoScalingGrants",
        Principal: { AWS: ROLE_ARN },
        Action: "kms:CreateGrant",
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      }),
      expect.objectContaining({
        Sid: "AutoScalingUse",
        Principal: { AWS: ROLE_ARN },
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      }),
    ]);
  });

  test("is in what the owner of an existing key must add to its policy", () => {
    const fixture = new ServiceFixture();
    const key = EncryptionKey.fromArn(fixture.stack, "Existing", "arn:aws:kms:eu-central-1:111122223333:key/0123");
    fixture.service({ encryptionKey: key });
    new TerraformOutput(fixture.stack, "Required", { value: key.requiredPolicyJson });
    const required = statements(synth(fixture.stack).output("Required") as string);
    expect(required.map(({ Sid }) => Sid)).toEqual(["AutoScalingGrants", "AutoScalingUse", "CloudWatchLogs"]);
  });
});
