import { fullNetwork } from "../support/full-modules/network";
import { roleStatements } from "../support/role-statements";
import { synth } from "../support/synth";

// VPC User Guide, "Publish flow logs to CloudWatch Logs", the IAM role.
test("each role that the module makes or is granted to may do this, and nothing more", () => {
  expect(roleStatements(synth(fullNetwork()))).toEqual([
    "Network_FlowLogs_Role FlowLogsWrite: logs:CreateLogStream, logs:DescribeLogGroups, logs:DescribeLogStreams, logs:PutLogEvents",
  ]);
});
