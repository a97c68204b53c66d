import { DbProxy, DbProxyAuth } from "@cdktf/provider-aws/lib/db-proxy";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, Role } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { pathFromStack } from "../../src/internal/names";
import { sortedEntries } from "../../src/internal/sorted-by";
import { Validator, isKnown } from "../../src/internal/validator";
import { viaService } from "../../src/internal/via-service";
import { DatabaseUsers } from "./database-users";
import { checkLoginName } from "./iam-login";
import { IAuroraCluster } from "./interfaces";

/** Secrets of one proxy (Aurora User Guide, "Quotas and limitations for RDS Proxy"). */
const MAX_USERS = 200;

/** The ARNs of secrets by the database users that they are of. */
type UserSecretArns = Readonly<Record<string, string>>;

/** The users of a proxy. */
export interface ProxyUsers {
  /** Those that it logs in as with a password. */
  readonly userSecretArns: UserSecretArns;
  /** Those that it logs in as with IAM. */
  readonly iamUsers: readonly string[];
}

/** Whether the installed bindings are of an AWS provider whose proxies log in with IAM. */
function knowsIamUsers(): boolean {
  return "defaultAuthScheme" in DbProxy.prototype;
}

/** Records no user, more than RDS Proxy accepts, names that no role could connect as, what isn't a secret's ARN, and secrets of another region. */
export function checkUsers(scope: Construct, validator: Validator, given: Partial<ProxyUsers>, database: IAuroraCluster): void {
  const userSecretArns = given.userSecretArns ?? {};
  const iamUsers = given.iamUsers ?? [];
  const users = Object.keys(userSecretArns);
  validator
    .check(
      "userSecretArns",
      users,
      users.length + iamUsers.length > 0,
      "must name a user, where iamUsers names none",
      'Write it as { trading_api: "arn:…" }.',
    )
    .check(
      "iamUsers",
      iamUsers,
      iamUsers.length === 0 || knowsIamUsers(),
      "must be left out: the installed @cdktf/provider-aws is of an AWS provider whose proxies log in with passwords alone",
      "Install @cdktf/provider-aws 21 (AWS provider 6.17 or newer), or give userSecretArns.",
    )
    .check("userSecretArns", users.length, users.length <= MAX_USERS, `must be at most ${MAX_USERS}`, "Share users.");
  for (const [index, user] of iamUsers.entries()) {
    checkLoginName(validator, `iamUsers[${index}]`, user, database.engine);
    validator.check(
      `iamUsers[${index}]`,
      user,
      !users.includes(user) && iamUsers.indexOf(user) === index,
      "must be named once, and have no secret in userSecretArns",
      "Leave one of them out.",
    );
  }
  for (const [user, arn] of Object.entries(userSecretArns)) {
    const { rule, fix } = FORMATS.secretArn;
    checkLoginName(validator, `userSecretArns["${user}"]`, user, database.engine);
    // Somebody may have written the password itself.
    validator.check(`userSecretArns["${user}"]`, "a value that isn't shown", !isKnown(arn) || FORMATS.secretArn.holds(arn), rule, fix);
    if (isKnown(arn) && FORMATS.secretArn.holds(arn)) checkSecretRegion(scope, validator, `userSecretArns["${user}"]`, arn);
  }
  if (Construct.isConstruct(database)) checkNotIamUsers(validator, users, database);
}

/** Secrets Manager's ARNs are of one region, and so is what the proxy may read. */
function checkSecretRegion(scope: Construct, validator: Validator, prop: string, arn: string): void {
  validator.onceKnown([arn.split(":")[3], AwsEnvironment.of(scope).region], (collected, secretRegion, region) =>
    collected.check(
      prop,
      secretRegion,
      secretRegion === region,
      `must be a secret in ${region}, where the proxy reads it`,
      `Make the secret in ${region}, or replicate it there.`,
    ),
  );
}

/** At synthesis, since users may be added after the proxy (Aurora User Guide, "IAM database authentication": IAM takes precedence over the password). */
function checkNotIamUsers(validator: Validator, users: readonly string[], database: Construct): void {
  validator.atSynthesis((collected) => {
    const added = DatabaseUsers.find(database)?.names ?? [];
    for (const user of users) {
      collected.check(
        `userSecretArns["${user}"]`,
        user,
        !added.includes(user),
        `must be no user of addUser: ${user} logs in with IAM alone, and the proxy with a password`,
        "Name it in iamUsers (@cdktf/provider-aws 21), or make a user with a password for the proxy, by hand and under another name.",
      );
    }
  });
}

/** How clients authenticate to the proxy, with IAM, and the proxy to the database, with a secret; in the order of the users' names. Pure. */
export function userAuthentication(userSecretArns: UserSecretArns): DbProxyAuth[] {
  return sorted(userSecretArns).map(([user, secretArn]) => ({ authScheme: "SECRETS", iamAuth: "REQUIRED", secretArn, description: user }));
}

/**
 * The role that the proxy reads its users' secrets, and logs in with IAM, as (Aurora User Guide, "Configuring IAM authentication for RDS Proxy", "Setting up database credentials for
 * RDS Proxy").
 */
export function createUsersRole(scope: Construct, users: ProxyUsers, database: IAuroraCluster, encryptionKey: IEncryptionKey): Role {
  const { userSecretArns, iamUsers } = users;
  const role = new Role(scope, "UsersRole", {
    assumedBy: { services: ["rds.amazonaws.com"] },
    assumeConditions: { StringEquals: { "aws:SourceAccount": AwsEnvironment.of(scope).accountId } },
    description: `Logs in for the proxy ${pathFromStack(scope).join("/")}`,
  });
  if (iamUsers.length > 0) {
    const environment = AwsEnvironment.of(scope);
    role.addToPolicy({
      sid: "LogInWithIam",
      actions: ["rds-db:connect"],
      resources: iamUsers.map((user) => environment.arn("rds-db", `dbuser:${database.clusterResourceId}/${user}`)),
    });
  }
  if (Object.keys(userSecretArns).length === 0) return role;
  role.addToPolicy({
    sid: "ReadUserSecrets",
    actions: ["secretsmanager:GetSecretValue"],
    resources: sorted(userSecretArns).map(([, arn]) => arn),
  });
  role.addToPolicy({
    sid: "DecryptUserSecrets",
    actions: ["kms:Decrypt"],
    resources: [encryptionKey.keyArn],
    conditions: viaService("secretsmanager", encryptionKey.region),
  });
  return role;
}

function sorted(userSecretArns: UserSecretArns): [user: string, secretArn: string][] {
  return sortedEntries(userSecretArns);
}
