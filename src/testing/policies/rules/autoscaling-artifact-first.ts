import { Configuration, Resource } from "../../configuration";
import { waitsFor } from "../dependencies";
import { eachOf, referred } from "../each";
import { launchTemplatesOf } from "../launch-templates";
import { PolicyRule } from "../rule";

/** An object as command lines name it, with the bucket's name or a reference to it. */
const OBJECT = /s3:\/\/(\$\{[^{}]+\}|[a-z0-9][a-z0-9.-]+)\/([^\s"'`;|&<>)\\]+)/g;
const LOCAL = /\blocal\.([\w-]+)/g;

export const AUTOSCALING_ARTIFACT_FIRST: PolicyRule = {
  id: "autoscaling-artifact-first",
  sentence: "A group is made after the objects that its user data fetches: the first instances find nothing otherwise.",
  severity: "medium",
  fix: "Name the aws_s3_object in depends_on of the group.",
  source: 'Terraform, "The depends_on meta-argument": what a program on an instance needs is no reference that Terraform sees',
  types: ["aws_autoscaling_group", "aws_launch_template", "aws_s3_object"],
  check: eachOf(["aws_autoscaling_group"], (group, configuration) => {
    const fetched = launchTemplatesOf(configuration, group).flatMap((template) => objectsOf(configuration, template));
    const late = fetched.find((object) => !waitsFor(configuration, group, object));
    return late && `it doesn't wait for ${late.name}, which its user data fetches`;
  }),
};

/** The objects of the stacks that user data names. */
function objectsOf(configuration: Configuration, template: Resource): Resource[] {
  const named = userData(template)
    .flatMap((text) => [...text.matchAll(OBJECT)])
    .map(([, bucket, key]) => ({ bucket: bucketOf(configuration, template, bucket), key }));
  return configuration
    .all("aws_s3_object")
    .filter((object) =>
      named.some(({ bucket, key }) => key === object.args.key && bucket === bucketOf(configuration, object, object.args.bucket)),
    );
}

/** A bucket of the stacks by its key, any other by its name. */
function bucketOf(configuration: Configuration, resource: Resource, value: unknown): string | undefined {
  return referred(configuration, resource, value, "aws_s3_bucket", "bucket")?.key ?? configuration.key(resource, value);
}

/** As it is written, decoded where it is Base64, and the local values that it names. */
function userData({ args, stack }: Resource): string[] {
  const given = String(args.user_data);
  const plain = /^[A-Za-z0-9+/=\s]+$/.test(given) ? Buffer.from(given, "base64").toString("utf8") : given;
  return [plain, ...[...plain.matchAll(LOCAL)].map(([, name]) => String(stack.json.locals?.[name!]))];
}
