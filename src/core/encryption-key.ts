import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "../internal/formats";
import { grantTo } from "../internal/grant";
import { pascalCase, placedName } from "../internal/names";
import { PolicyDocument } from "../internal/policy-document";
import { checkStatement } from "../internal/policy-statement";
import { BOOLEAN, NUMBER, PropTypes, STRING, like, optional } from "../internal/prop-types";
import { PROVIDER, checkPlacement, placedRegion } from "../internal/region";
import { REMOVAL, removalLifecycle, removalOf } from "../internal/removal";
import { RequiredPolicy } from "../internal/required-policy";
import { Validator, isGiven, isKnown } from "../internal/validator";
import { viaService } from "../internal/via-service";
import { AwsEnvironment } from "./aws-environment";
import { PolicyStatement } from "./policy-statement";
import { Removal } from "./removal";
import { IGrantable } from "./role";

/** A statement of a key policy: the resource is always the key itself. */
export type KeyPolicyStatement = Omit<PolicyStatement, "resources">;

/** A customer-managed KMS key, made here or elsewhere. */
export interface IEncryptionKey {
  /** The key's ARN. */
  readonly keyArn: string;
  /** The key's region: a key serves no other. */
  readonly region: string;
  /** Lets a role encrypt and decrypt with the key. @param throughService the service that uses it for the role, such as `s3`; any way where it is left out */
  grantEncryptDecrypt(grantee: IGrantable, throughService?: string): void;
  /** Lets a role decrypt with the key. @param throughService the service that uses it for the role, such as `s3`; any way where it is left out */
  grantDecrypt(grantee: IGrantable, throughService?: string): void;
  /** Adds a statement to the key policy, or to `requiredPolicyJson` where the key exists already. */
  addToPolicy(statement: KeyPolicyStatement): void;
}

/** The prop type of keys. */
export const ENCRYPTION_KEY = like<IEncryptionKey>(
  "an EncryptionKey",
  ["keyArn", "region", "addToPolicy", "grantDecrypt"],
  "EncryptionKey.fromArn",
);

/** The choices for a customer-managed key. */
export interface EncryptionKeyProps {
  /** What the key protects. @default - the construct's path */
  readonly description?: string;
  /** Days between rotations of the key material, 90 to 2560. @default 365 */
  readonly rotationPeriodDays?: number;
  /** Whether replicas in other regions can share the key material. A change replaces the key. @default false */
  readonly multiRegion?: boolean;
  /** Days between a deletion and its execution, 7 to 30. @default 30 */
  readonly deletionWindowDays?: number;
  /** Names the key, 1 to 250 letters, digits, slashes, underscores and dashes. @default - the construct's path */
  readonly aliasName?: string;
  /** What happens to the key when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
  /** The provider of another region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`, where the provider takes it from its surroundings. @default - as the provider says */
  readonly region?: string;
}

const PROPS: PropTypes<EncryptionKeyProps> = {
  description: optional(STRING),
  rotationPeriodDays: optional(NUMBER),
  multiRegion: optional(BOOLEAN),
  deletionWindowDays: optional(NUMBER),
  aliasName: optional(STRING),
  removal: REMOVAL,
  provider: optional(PROVIDER),
  region: optional(STRING),
};

/**
 * A customer-managed KMS key with rotation, an alias, and a key policy that allows a service only once a module asks
 * for it. One for the platform is enough: every module accepts it.
 *
 * The account's IAM policies decide on principals of the account (the key policy names the account's root); services
 * are allowed one by one, limited to this account.
 */
export class EncryptionKey extends Construct implements IEncryptionKey {
  /**
   * A key that exists already. Its policy belongs to its owner: the statements that it needs are in `requiredPolicyJson`.
   *
   * @throws ValidationError for anything but a key's ARN
   */
  public static fromArn(scope: Construct, id: string, arn: string): ImportedEncryptionKey {
    return new ImportedEncryptionKey(scope, id, arn);
  }

  /** The key's ARN. */
  public readonly keyArn: string;
  /** The key's id, the last part of its ARN. */
  public readonly keyId: string;
  /** The alias, without `alias/`. */
  public readonly aliasName: string;
  /** The key's region. */
  public readonly region: string;
  /** Days between rotations of the key material. */
  public readonly rotationPeriodDays: number;
  /** Days between a deletion and its execution. */
  public readonly deletionWindowDays: number;
  /** Whether replicas in other regions can share the key material. */
  public readonly multiRegion: boolean;
  /** What happens to the key when it leaves the configuration. */
  public readonly removal: Removal;
  /** The key. */
  public readonly resource: KmsKey;
  /** The key's alias. */
  public readonly alias: KmsAlias;

  private readonly policy = new PolicyDocument();

  /** @throws ValidationError for a value out of its range, or a region without its provider */
  constructor(scope: Construct, id: string, props: EncryptionKeyProps = {}) {
    super(scope, id);
    checkKey(this, props);
    this.rotationPeriodDays = props.rotationPeriodDays ?? 365;
    this.deletionWindowDays = props.deletionWindowDays ?? 30;
    this.multiRegion = props.multiRegion ?? false;
    this.removal = removalOf(this, props.removal);
    this.aliasName = props.aliasName ?? placedName(this, { maxLength: 250, punctuation: "-_" }, props.provider);
    const environment = AwsEnvironment.of(this);
    this.region = placedRegion(this, props);

    this.addToPolicy({
      sid: "AccountAdministration",
      principals: { aws: [`arn:${environment.partition}:iam::${environment.accountId}:root`] },
      actions: ["kms:*"],
    });
    this.resource = new KmsKey(this, "Resource", {
      description: props.description ?? `Encrypts ${this.node.path}`,
      enableKeyRotation: true,
      rotationPeriodInDays: this.rotationPeriodDays,
      multiRegion: this.multiRegion,
      deletionWindowInDays: this.deletionWindowDays,
      policy: this.policy.toLazyJson(),
      provider: props.provider,
      lifecycle: removalLifecycle(this.removal),
    });
    this.alias = new KmsAlias(this, "Alias", {
      name: `alias/${this.aliasName}`,
      targetKeyId: this.resource.keyId,
      provider: props.provider,
    });
    this.keyArn = this.resource.arn;
    this.keyId = this.resource.keyId;
  }

  /** Lets a role encrypt and decrypt with the key. @param throughService the service that uses it for the role, such as `s3`; any way where it is left out */
  public grantEncryptDecrypt(grantee: IGrantable, throughService?: string): void {
    grantKey(this, grantee, { sid: "EncryptDecrypt", actions: ENCRYPT_DECRYPT_ACTIONS }, throughService);
  }

  /** Lets a role decrypt with the key. @param throughService the service that uses it for the role, such as `s3`; any way where it is left out */
  public grantDecrypt(grantee: IGrantable, throughService?: string): void {
    grantKey(this, grantee, { sid: "Decrypt", actions: ["kms:Decrypt"] }, throughService);
  }

  /** Adds a statement to the key policy; the same one again changes nothing. */
  public addToPolicy(statement: KeyPolicyStatement): void {
    checkStatement(this, statement);
    this.policy.add({ ...statement, resources: ["*"] });
  }
}

/** A key that exists: `EncryptionKey.fromArn`. The statements that its policy needs are in `requiredPolicyJson`, for its owner to add. */
export class ImportedEncryptionKey extends Construct implements IEncryptionKey {
  /** The key's ARN. */
  public readonly keyArn: string;
  /** The key's region. */
  public readonly region: string;
  private readonly required: RequiredPolicy;

  /** @throws ValidationError for anything but a key's ARN */
  constructor(scope: Construct, id: string, arn: string) {
    super(scope, id);
    new Validator(this).props({ arn }, { arn: STRING }).format("arn", arn, FORMATS.keyArn).throwIfInvalid();
    this.keyArn = arn;
    this.region = isKnown(arn) ? arn.split(":")[3]! : AwsEnvironment.of(this).region;
    this.required = new RequiredPolicy(this, "key");
  }

  /** The statements that the key's owner adds to its policy, as JSON; no statement where none is needed. */
  public get requiredPolicyJson(): string {
    return this.required.toJson();
  }

  /** Lets a role encrypt and decrypt with the key. @param throughService the service that uses it for the role, such as `s3`; any way where it is left out */
  public grantEncryptDecrypt(grantee: IGrantable, throughService?: string): void {
    grantKey(this, grantee, { sid: "EncryptDecrypt", actions: ENCRYPT_DECRYPT_ACTIONS }, throughService);
  }

  /** Lets a role decrypt with the key. @param throughService the service that uses it for the role, such as `s3`; any way where it is left out */
  public grantDecrypt(grantee: IGrantable, throughService?: string): void {
    grantKey(this, grantee, { sid: "Decrypt", actions: ["kms:Decrypt"] }, throughService);
  }

  /** Adds a statement to `requiredPolicyJson`. */
  public addToPolicy(statement: KeyPolicyStatement): void {
    checkStatement(this, statement);
    this.required.add({ ...statement, resources: ["*"] });
  }
}

/** What a principal needs that writes and reads under a key. */
const ENCRYPT_DECRYPT_ACTIONS = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

function grantKey(
  key: Construct & IEncryptionKey,
  grantee: IGrantable,
  { sid, actions }: Pick<PolicyStatement, "sid" | "actions">,
  service: string | undefined,
): void {
  new Validator(key)
    .props({ throughService: service }, { throughService: optional(STRING) })
    .matches("throughService", service, /^[a-z0-9-]+$/, "must be the name of a service", 'Write it as "s3".')
    .throwIfInvalid();
  const through = isGiven(service) && { sid: `${sid}Through${pascalCase(service)}`, conditions: viaService(service, key.region) };
  grantTo(key, grantee, { sid, actions, resources: [key.keyArn], ...through });
}

function checkKey(key: EncryptionKey, props: EncryptionKeyProps): void {
  const validator = new Validator(key)
    .props(props, PROPS)
    .integerBetween("rotationPeriodDays", props.rotationPeriodDays, 90, 2560, "days")
    .integerBetween("deletionWindowDays", props.deletionWindowDays, 7, 30, "days")
    .matches(
      "aliasName",
      props.aliasName,
      /^(?!alias\/|aws\/)[A-Za-z0-9/_-]{1,250}$/,
      "must be 1 to 250 letters, digits, slashes, underscores and dashes, without alias/ or aws/ before them",
      'Write it as "trading-prod".',
    );
  checkPlacement(validator, props, "key");
  validator.throwIfInvalid();
}
