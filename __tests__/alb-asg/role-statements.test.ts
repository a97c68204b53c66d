import { fullAlbAsg } from "../support/full-modules/alb-asg";
import { roleStatements } from "../support/role-statements";
import { synth } from "../support/synth";

// Service Authorization Reference, "Amazon EC2 Auto Scaling", "Amazon EC2", "AWS Systems Manager", "Amazon CloudWatch Logs".
test("each role that the module makes or is granted to may do this, and nothing more", () => {
  expect(roleStatements(synth(fullAlbAsg())).filter((line) => !/^(Next_|Session_)/.test(line))).toEqual([
    "TradingApi_ReleaseRole PassInstanceRole: iam:PassRole if StringEquals iam:PassedToService",
    "TradingApi_ReleaseRole StartRelease: autoscaling:StartInstanceRefresh if StringEquals aws:ResourceTag/Name",
    "TradingApi_ReleaseRole TagInstances: ec2:CreateTags if StringEquals ec2:CreateAction",
    "TradingApi_ReleaseRole UseLaunchTemplate: ec2:RunInstances if ArnEquals ec2:LaunchTemplate",
    "TradingApi_ReleaseRole WatchRelease: autoscaling:DescribeInstanceRefreshes",
    "TradingApi_Role CompleteTermination: autoscaling:CompleteLifecycleAction if StringEquals aws:ResourceTag/Name",
    "TradingApi_Role FindGroup: autoscaling:DescribeAutoScalingInstances",
    "TradingApi_Role ReleasesRead: s3:GetObject",
    "TradingApi_Role SessionManager: ssm:UpdateInstanceInformation, ssmmessages:CreateControlChannel, ssmmessages:CreateDataChannel, ssmmessages:OpenControlChannel, ssmmessages:OpenDataChannel",
    "TradingApi_Role ShipLogs: logs:CreateLogStream, logs:DescribeLogStreams, logs:PutLogEvents",
  ]);
});
