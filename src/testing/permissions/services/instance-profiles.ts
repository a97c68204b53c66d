import { block } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { assumes } from "./requests";

/** Roles of instances. */
export const INSTANCE_PROFILES: ServiceNeed = {
  id: "instance-profiles",
  page: 'IAM User Guide, "Use an IAM role to grant permissions to applications running on Amazon EC2 instances"',
  types: ["aws_launch_template", "aws_instance"],
  requests: (view, resource) => {
    const given = block(resource.args, "iam_instance_profile");
    const value: unknown = resource.type === "aws_instance" ? resource.args.iam_instance_profile : (given?.arn ?? given?.name);
    const profile = view.configuration.named(resource, "aws_iam_instance_profile", value);
    if (profile?.type !== "aws_iam_instance_profile") return [];
    return assumes(view.role(profile, profile.args.role), "ec2", `Amazon EC2 gives the instances of ${resource.name} their role`);
  },
};
