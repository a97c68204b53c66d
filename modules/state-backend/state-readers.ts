import { IEncryptionKey, PolicyStatement } from "../../src/core";
import { accountPrincipals } from "../../src/internal/account-principals";
import { pascalCase } from "../../src/internal/names";
import { PropTypes, STRINGS } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { viaService } from "../../src/internal/via-service";
import { checkKeyOfState } from "./state-key";
import { listConditions } from "./state-policies";

/** Who reads states from another account, as `terraform_remote_state` does. */
export interface StateReader {
  /**
   * ARNs of roles or users, or of a whole account, `arn:aws:iam::<account>:root`, which decides then itself who of it reads. Roles and users needn't
   * exist yet; one that is deleted and made again under the same name reads again. Their own policies must allow it as well: `statePlanPolicyJson`.
   */
  readonly principalArns: readonly string[];
  /** The object keys of the states that they read, as `stateKey` makes them. */
  readonly stateKeys: readonly string[];
}

/** Readers by a name for each. */
export type StateReaders = Readonly<Record<string, StateReader>>;

const READER: PropTypes<StateReader> = { principalArns: STRINGS, stateKeys: STRINGS };

/** Records readers that S3 or KMS would refuse, or that read nothing. */
export function checkReaders(validator: Validator, readers: StateReaders): void {
  for (const [name, reader] of Object.entries(readers)) {
    const prop = `readers[${JSON.stringify(name)}]`;
    validator
      .check("readers", name, /[A-Za-z0-9]/.test(name), "must have names with a letter or a digit", "Name each, as in { audit: { … } }.")
      .props(reader, READER, prop)
      .known(`${prop}.principalArns`, reader.principalArns)
      .known(`${prop}.stateKeys`, reader.stateKeys);
    checkNotEmpty(validator, `${prop}.principalArns`, reader.principalArns, "Name somebody, or remove the reader.");
    checkNotEmpty(validator, `${prop}.stateKeys`, reader.stateKeys, "Name a state, or remove the reader.");
    reader.principalArns.forEach((arn, index) =>
      validator.matches(
        `${prop}.principalArns[${index}]`,
        arn,
        /^arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/[^\s*?]+)$/,
        "must be the ARN of a role, a user or an account, without a wildcard",
        'Write it as "arn:aws:iam::111122223333:role/audit".',
      ),
    );
    reader.stateKeys.forEach((key, index) => checkKeyOfState(validator, `${prop}.stateKeys[${index}]`, key));
  }
}

/** What the bucket policy allows the readers. Pure. */
export function readerStatements(readers: StateReaders, bucketArn: string): PolicyStatement[] {
  return Object.entries(readers).flatMap(([name, { principalArns, stateKeys }]) => {
    const { principals, conditions } = accountPrincipals(principalArns);
    return [
      {
        sid: `Reader${pascalCase(name)}List`,
        principals,
        actions: ["s3:ListBucket"],
        resources: [bucketArn],
        conditions: { ...conditions, ...listConditions(stateKeys) },
      },
      {
        sid: `Reader${pascalCase(name)}Read`,
        principals,
        actions: ["s3:GetObject"],
        resources: stateKeys.map((key) => `${bucketArn}/${key}`),
        conditions,
      },
    ];
  });
}

/**
 * Lets the readers decrypt, through S3 and for these states alone: the encryption context is the bucket's ARN with an S3 Bucket Key, the
 * object's without one (S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys").
 */
export function allowReadersToDecrypt(key: IEncryptionKey, readers: StateReaders, bucketArn: string, region: string): void {
  for (const [name, { principalArns, stateKeys }] of Object.entries(readers)) {
    const { principals, conditions } = accountPrincipals(principalArns);
    key.addToPolicy({
      sid: `StateReader${pascalCase(name)}`,
      principals,
      actions: ["kms:Decrypt"],
      conditions: {
        ...conditions,
        StringLike: {
          ...viaService("s3", region).StringLike,
          "kms:EncryptionContext:aws:s3:arn": [bucketArn, ...stateKeys.map((stateKey) => `${bucketArn}/${stateKey}`)],
        },
      },
    });
  }
}

function checkNotEmpty(validator: Validator, prop: string, values: readonly string[], fix: string): void {
  validator.check(prop, values, values.length > 0, "must not be empty", fix);
}
