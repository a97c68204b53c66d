import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, IGrantable, PolicyStatement } from "../../src/core";
import { grantTo } from "../../src/internal/grant";
import { pascalCase } from "../../src/internal/names";
import { STRING } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";

/** Longest name of a database user, in characters. */
export const MAX_USER_NAME_LENGTH: Readonly<Record<AuroraEngine, number>> = { "aurora-postgresql": 63, "aurora-mysql": 32 };

/** A database user, as IAM authentication names it. */
interface DatabaseLogin {
  /** The resource id of the cluster (`cluster-…`) or of the proxy (`prx-…`). */
  readonly resourceId: string;
  readonly engine: AuroraEngine;
  readonly databaseUser: string;
  /** The master user of a cluster. @default - not known */
  readonly masterUsername?: string;
}

/**
 * Lets a role connect as a database user with IAM authentication.
 *
 * @throws ValidationError for a name that IAM or the engine would take for something else, or a grantee without a role
 */
export function grantLogin(scope: Construct, grantee: IGrantable, login: DatabaseLogin): void {
  grantTo(scope, grantee, connectStatement(scope, login));
}

/** Aurora User Guide, "Creating and using an IAM policy for IAM database access". */
function connectStatement(scope: Construct, { resourceId, engine, databaseUser, masterUsername }: DatabaseLogin): PolicyStatement {
  const validator = new Validator(scope).props({ databaseUser }, { databaseUser: STRING });
  checkLoginName(validator, "databaseUser", databaseUser, engine);
  validator.check(
    "databaseUser",
    databaseUser,
    databaseUser !== masterUsername,
    "must not be the master user: one that logs in with IAM can't use its password any more",
    "Make a user: addUser.",
  );
  validator.throwIfInvalid();
  return {
    sid: `${scope.node.id}ConnectAs${pascalCase(databaseUser)}`,
    actions: ["rds-db:connect"],
    resources: [AwsEnvironment.of(scope).arn("rds-db", `dbuser:${resourceId}/${databaseUser}`)],
  };
}

/** Records a name that IAM or the engine would take for something else. */
export function checkLoginName(validator: Validator, prop: string, databaseUser: string, engine: AuroraEngine): void {
  const maxLength = MAX_USER_NAME_LENGTH[engine];
  validator.check(
    prop,
    databaseUser,
    /^[A-Za-z0-9_.$-]+$/.test(databaseUser) && databaseUser.length <= maxLength,
    `must be the name of one user, of at most ${maxLength} letters, digits and _.$-`,
    'Write it as "trading_api".',
  );
}

/** Lets a role read and decrypt the master user's secret. */
export function grantMasterSecret(scope: Construct, grantee: IGrantable, secretArn: string, encryptionKey: IEncryptionKey): void {
  grantTo(scope, grantee, {
    sid: `${scope.node.id}ReadSecret`,
    actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    resources: [secretArn],
  });
  encryptionKey.grantDecrypt(grantee, "secretsmanager");
}
