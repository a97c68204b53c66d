import { Configuration, Resource } from "../../configuration";
import { block } from "../../requests/arguments";
import { SynthesizedStack } from "../../synthesized-stack";
import { Names, Place } from "../names";

/** A bucket that an argument names. */
export interface BucketTarget {
  readonly arn: string;
  readonly name: string;
  /** The bucket, if it is in the stacks. */
  readonly resource?: Resource;
  /** What follows the bucket in the argument, without slashes around it. */
  readonly prefix: string;
}

/** Something that an argument names by its ARN. */
export interface Target {
  readonly arn: string;
  /** It, if it is in the stacks. */
  readonly resource?: Resource;
}

const BUCKET_ARN = /^arn:[^:]*:s3:::([^/]*)\/?([\s\S]*)$/;
const KEYS = ["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"];
const ALIAS = /(?:^|:)(alias\/.+)$/;

/** What services' requests are read from. */
export class ServiceView {
  private readonly byArn = new Map<string, Map<string, Resource>>();
  private readonly byReference = new Map<string, ReadonlyMap<string, readonly Resource[]>>();

  constructor(
    public readonly configuration: Configuration,
    public readonly stacks: readonly SynthesizedStack[],
    private readonly names: Names,
  ) {}

  public all(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.configuration.all(type));
  }

  public place(resource: Resource): Place {
    return this.names.place(resource);
  }

  public arnOf(resource: Resource): string {
    return this.names.arn(resource);
  }

  /** A text with its references filled in; undefined for what is none. */
  public text(resource: Resource, value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? this.names.text(resource, value) : undefined;
  }

  /** What an argument names by a reference, an ARN, or a name. */
  public target(resource: Resource, value: unknown, ...types: readonly string[]): Target | undefined {
    const named = this.configuration.find(this.configuration.key(resource, value));
    if (named !== undefined && types.includes(named.type)) return { arn: this.arnOf(named), resource: named };
    const arn = this.text(resource, value)?.replace(/:\*$/, "");
    return arn === undefined ? undefined : { arn, resource: this.withArn(arn, types) };
  }

  /** The resources of a type that refer to another by an argument: the policy of a queue, the settings of a bucket. */
  public referringTo(resource: Resource, type: string, argument: string): readonly Resource[] {
    const index = `${type}.${argument}`;
    const known = this.byReference.get(index) ?? this.indexed(type, argument);
    this.byReference.set(index, known);
    return known.get(resource.key) ?? [];
  }

  /** A bucket by its name, its ARN, or a reference to either, with a prefix behind it. */
  public bucket(resource: Resource, value: unknown): BucketTarget | undefined {
    const text = this.text(resource, value);
    const named = this.configuration.find(this.configuration.key(resource, value));
    if (text === undefined) return undefined;
    const { partition } = this.place(resource);
    const [, name = text, prefix = ""] = BUCKET_ARN.exec(text) ?? [];
    const arn = named?.type === "aws_s3_bucket" ? this.arnOf(named) : `arn:${partition}:s3:::${name}`;
    const found = named?.type === "aws_s3_bucket" ? named : this.withArn(arn, ["aws_s3_bucket"]);
    return { arn, name: arn.replace(/^.*:::/, ""), resource: found, prefix: trimmed(prefix) };
  }

  /** The KMS key that a bucket encrypts new objects under, AWS's own for S3 if it names none; undefined for a bucket of SSE-S3. */
  public bucketKey(bucket: Resource | undefined): Target | undefined {
    if (bucket === undefined) return undefined;
    const [encryption] = this.referringTo(bucket, "aws_s3_bucket_server_side_encryption_configuration", "bucket");
    const byDefault = block(block(encryption?.args, "rule"), "apply_server_side_encryption_by_default");
    const algorithm: unknown = byDefault?.sse_algorithm;
    const isKms = typeof algorithm === "string" && algorithm.startsWith("aws:kms");
    return encryption && this.key(encryption, byDefault?.kms_master_key_id ?? (isKms ? "alias/aws/s3" : undefined));
  }

  /** A key by its ARN, its id, or an alias. */
  public key(resource: Resource, value: unknown): Target | undefined {
    const named = this.configuration.find(this.configuration.key(resource, value));
    if (named?.type === "aws_kms_alias") return this.key(named, named.args.target_key_id);
    const target = this.target(resource, value, ...KEYS);
    const [, alias] = ALIAS.exec(target?.arn ?? "") ?? [];
    if (target === undefined || alias === undefined || target.resource) return target;
    const owner = this.configuration.all("aws_kms_alias").find((other) => this.text(other, other.args.name) === alias);
    if (owner) return this.key(owner, owner.args.target_key_id);
    const { partition, region, accountId } = this.place(resource);
    return { arn: `arn:${partition}:kms:${region}:${accountId}:${alias}` };
  }

  /** A role by its ARN, its name, or a reference. */
  public role(resource: Resource, value: unknown): Target | undefined {
    return this.named(resource, value, "aws_iam_role", ({ partition, accountId }) => `arn:${partition}:iam::${accountId}:role/`);
  }

  /** A function by its ARN, its name, or a reference. */
  public lambdaFunction(resource: Resource, value: unknown): Target | undefined {
    const before = ({ partition, region, accountId }: Place): string => `arn:${partition}:lambda:${region}:${accountId}:function:`;
    return this.named(resource, value, "aws_lambda_function", before);
  }

  /** @param before what an ARN has before the name */
  private named(resource: Resource, value: unknown, type: string, before: (place: Place) => string): Target | undefined {
    const target = this.target(resource, value, type);
    if (target === undefined || target.arn.includes(":")) return target;
    const arn = `${before(this.place(resource))}${target.arn}`;
    return { arn, resource: this.withArn(arn, [type]) };
  }

  private indexed(type: string, argument: string): ReadonlyMap<string, readonly Resource[]> {
    const index = new Map<string, Resource[]>();
    for (const resource of this.configuration.all(type)) {
      const owner = this.ownerOf(resource, argument);
      if (owner) index.set(owner.key, [...(index.get(owner.key) ?? []), resource]);
    }
    return index;
  }

  private ownerOf(resource: Resource, argument: string): Resource | undefined {
    const value: unknown = resource.args[argument];
    const named = this.configuration.find(this.configuration.key(resource, value));
    if (named) return named;
    return argument === "bucket" ? this.bucket(resource, value)?.resource : undefined;
  }

  private withArn(arn: string, types: readonly string[]): Resource | undefined {
    return types.map((type) => this.arnsOf(type).get(arn)).find((resource) => resource !== undefined);
  }

  private arnsOf(type: string): ReadonlyMap<string, Resource> {
    const known = this.byArn.get(type) ?? new Map(this.configuration.all(type).map((resource) => [this.arnOf(resource), resource]));
    this.byArn.set(type, known);
    return known;
  }
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}
