import { Resource } from "../../configuration";
import { blocks } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { asRole, assumes, through, withKey } from "./requests";
import { ServiceView, Target } from "./view";

/** Proxies, which read the passwords of database users. */
export const RDS_PROXIES: ServiceNeed = {
  id: "rds-proxies",
  page: 'Amazon Aurora User Guide, "Configuring IAM authentication for RDS Proxy" and "Setting up database credentials for RDS Proxy"',
  types: ["aws_db_proxy"],
  requests: (view, proxy) => {
    const role = view.role(proxy, proxy.args.role_arn);
    const place = view.place(proxy);
    const purpose = `RDS Proxy reads the secrets of ${proxy.name}`;
    return [
      ...assumes(role, "rds", purpose, { "aws:SourceAccount": place.accountId }),
      ...blocks(proxy.args, "auth").flatMap(({ secret_arn: secretArn }) => {
        const secret = view.target(proxy, secretArn, "aws_secretsmanager_secret");
        if (role === undefined || secret === undefined) return [];
        const context = { ...through("secretsmanager", place), "kms:EncryptionContext:SecretARN": secret.arn };
        return [
          ...asRole(role, ["secretsmanager:GetSecretValue"], secret.arn, purpose),
          ...withKey(role.arn, keyOf(view, proxy, secretArn), ["kms:Decrypt"], purpose, context),
        ];
      }),
    ];
  },
};

/** The key of a secret, or of the master user's secret of a cluster. */
function keyOf(view: ServiceView, proxy: Resource, secretArn: unknown): Target | undefined {
  const owner = view.configuration.find(view.configuration.key(proxy, secretArn));
  return (
    owner && view.key(owner, owner.type === "aws_secretsmanager_secret" ? owner.args.kms_key_id : owner.args.master_user_secret_kms_key_id)
  );
}
