import { isSet } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** Arguments whose value is a secret that Terraform keeps in the state. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["password"],
  aws_elasticache_replication_group: ["auth_token"],
  aws_elasticache_user: ["passwords"],
  aws_rds_cluster: ["master_password"],
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
};

export const TERRAFORM_NO_SECRETS: PolicyRule = {
  id: "terraform-no-secrets",
  sentence: "No secret is in the configuration, nor in the state.",
  severity: "high",
  fix: "Use a managed password, IAM authentication or a write-only argument.",
  source: 'Terraform, "Manage sensitive data in your configuration"',
  types: [
    "aws_secretsmanager_secret_version",
    "aws_ssm_parameter",
    "aws_db_instance",
    "aws_rds_cluster",
    "aws_elasticache_replication_group",
    "aws_elasticache_user",
    "random_password",
  ],
  check: (configuration) => [
    ...eachOf(Object.keys(SECRETS), (resource) => {
      const argument = SECRETS[resource.type]!.find((one) => isSet(resource.args[one]));
      // The value itself is nobody else's business.
      return argument && `${argument} is set`;
    })(configuration),
    ...eachOf(["random_password"], () => "its result is in the state")(configuration),
    ...eachOf(["aws_ssm_parameter"], ({ args }) => (args.type === "SecureString" && isSet(args.value) ? "value is set" : undefined))(
      configuration,
    ),
  ],
};
