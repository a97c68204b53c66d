import { Resource } from "../../configuration";
import { texts } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { actingFor, assumes } from "./requests";
import { ServiceView } from "./view";

/** Roles that a database takes: imports from and exports to Amazon S3, calls of AWS Lambda. What they may then do is for SQL to ask. */
export const RDS_ROLES: ServiceNeed = {
  id: "rds-roles",
  page: 'Amazon Aurora User Guide, "Setting up access to an Amazon S3 bucket" and "Creating an IAM role to allow Amazon Aurora to access AWS services"',
  types: ["aws_rds_cluster", "aws_rds_cluster_role_association", "aws_db_instance_role_association"],
  requests: (view, resource) => {
    const database = databaseOf(view, resource);
    const roles = resource.type === "aws_rds_cluster" ? texts(resource.args.iam_roles) : texts(resource.args.role_arn);
    if (database === undefined) return [];
    const context = actingFor(view.place(resource), view.arnOf(database));
    const feature =
      typeof resource.args.feature_name === "string" && resource.args.feature_name !== "" ? ` for ${resource.args.feature_name}` : "";
    return roles.flatMap((role) =>
      assumes(view.role(resource, role), "rds", `Amazon RDS takes the role of ${database.name}${feature}`, context),
    );
  },
};

function databaseOf(view: ServiceView, resource: Resource): Resource | undefined {
  if (resource.type === "aws_rds_cluster") return resource;
  const { db_cluster_identifier: cluster, db_instance_identifier: instance } = resource.args;
  return view.configuration.find(view.configuration.key(resource, cluster ?? instance));
}
