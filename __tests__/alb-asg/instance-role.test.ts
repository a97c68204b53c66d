import { statements } from "../support/synth";
import { permissions, synthService } from "./fixture";

describe("the role of the instances", () => {
  // Systems Manager User Guide, "Create a custom IAM role for Session Manager".
  test("allows Session Manager", () => {
    expect(permissions(synthService().stack).SessionManager).toMatchObject({
      Action: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
    });
  });

  test("allows to read the release", () => {
    expect(permissions(synthService().stack).ReleasesRead).toMatchObject({
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::releases/service/server.py",
    });
  });

  test("allows nothing else but what the agents need", () => {
    const { stack } = synthService();
    expect(Object.keys(permissions(stack))).toEqual(["CompleteTermination", "FindGroup", "ReleasesRead", "SessionManager", "ShipLogs"]);
    expect(stack.resources("aws_iam_role_policy_attachment")).toEqual({});
  });

  test("is assumed by EC2 alone", () => {
    expect(statements(synthService().stack.resource("aws_iam_role").assume_role_policy)).toEqual([
      expect.objectContaining({ Principal: { Service: "ec2.amazonaws.com" } }),
    ]);
  });
});
