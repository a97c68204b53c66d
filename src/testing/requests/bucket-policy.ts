import { Configuration, Resource } from "../configuration";
import { Context } from "../permissions/context";
import { Documents } from "../permissions/documents";
import { Names } from "../permissions/names";
import { Principal } from "../permissions/principals";
import { Statement } from "../permissions/statement";
import { Question, matchStatement } from "../permissions/statement-match";
import { BucketReader } from "./origins";

/** What CloudFront asks of a bucket. */
export interface BucketRequest {
  readonly distribution: Resource;
  readonly bucket: Resource;
  readonly action: string;
  /** The object's key; undefined for what is asked of the bucket itself. */
  readonly key?: string;
  readonly protocol: "http" | "https";
  readonly reader: BucketReader;
}

/** A statement of a bucket's policy. */
export interface BucketStatement {
  readonly policy: Resource;
  readonly statement: Statement;
  readonly hasVariables: boolean;
}

/** What a bucket's policy says of a request. */
export interface BucketDecision {
  readonly allowed: boolean;
  /** The statements of which only AWS knows whether they are about the request: those that allow are taken to be, those that deny not to be. */
  readonly assumed: readonly BucketStatement[];
}

/** Who reads by origin access control. */
const CLOUDFRONT: Principal = { kind: "service", label: "CloudFront", id: "cloudfront.amazonaws.com" };
/** Who reads by anything else. */
const NOBODY: Principal = { kind: "anonymous", label: "an anonymous user", id: "*" };
/** Who reads by an origin access identity. */
const ORIGIN_ACCESS_IDENTITY = /CloudFront Origin Access Identity|\.(?:iam_arn|s3_canonical_user_id)>$/;
/** What CloudFront speaks to S3 at least, where it speaks TLS. */
const TLS_VERSION = "1.2";

/** Reads the policies of buckets, and asks them for CloudFront. */
export class BucketPolicies {
  private readonly names: Names;
  private readonly documents: Documents;

  constructor(private readonly configuration: Configuration) {
    this.names = new Names(configuration);
    this.documents = new Documents(configuration, this.names);
  }

  /** The statements of a bucket's policy; undefined where the stacks don't have its text. */
  public statementsOf(bucket: Resource): readonly BucketStatement[] | undefined {
    const { configuration } = this;
    const policies = configuration
      .all("aws_s3_bucket_policy")
      .filter(
        (policy) =>
          configuration.named(policy, "aws_s3_bucket", policy.args.bucket)?.key === bucket.key || policy.args.bucket === bucket.args.bucket,
      );
    const read = policies.map((policy) => ({ policy, document: this.documents.read(policy, policy.args.policy) }));
    if (read.length === 0 || read.some(({ document }) => document === undefined)) return undefined;
    return read.flatMap(({ policy, document }) =>
      document!.statements.map((statement) => ({ policy, statement, hasVariables: document!.hasVariables })),
    );
  }

  /** Decides a request: a deny wins, and what no statement allows is denied (IAM User Guide, "Policy evaluation logic"). */
  public decide(statements: readonly BucketStatement[], request: BucketRequest): BucketDecision {
    const found = statements.map((one) => ({ one, isDeny: one.statement.effect === "Deny", known: this.known(one, request) }));
    const isDenied = found.some(({ isDeny, known }) => isDeny && known === true);
    const allows = found.filter(({ isDeny, known }) => !isDeny && known !== false);
    const isSure = allows.some(({ known }) => known === true);
    const allowed = !isDenied && allows.length > 0;
    const unknown = found.filter(({ isDeny, known }) => known === undefined && (isDeny ? allowed : allowed && !isSure));
    return { allowed, assumed: unknown.map(({ one }) => one) };
  }

  private known({ statement, hasVariables }: BucketStatement, request: BucketRequest): boolean | undefined {
    const { bucket, key, action, reader } = request;
    const resource = `${this.names.arn(bucket)}${key === undefined ? "" : `/${key}`}`;
    const context: Context = { hasVariables, values: this.valuesOf(request) };
    const question: Question = { principal: reader === "control" ? CLOUDFRONT : NOBODY, action, resource, context };
    return matchStatement(reader === "identity" ? readByIdentity(statement) : statement, question).match.known;
  }

  /** The condition keys that a request of CloudFront's has (IAM User Guide, "AWS global condition context keys"; Amazon S3 condition keys). */
  private valuesOf({ distribution, protocol, reader }: BucketRequest): Context["values"] {
    const isSecure = protocol === "https";
    const keys: Readonly<Record<string, readonly string[]>> = {
      "aws:sourcearn": reader === "control" ? [this.names.arn(distribution)] : [],
      "aws:securetransport": [String(isSecure)],
      "s3:tlsversion": isSecure ? [TLS_VERSION] : [],
    };
    return (key) => keys[key.toLowerCase()];
  }
}

/** An origin access identity is CloudFront as well. */
function readByIdentity(statement: Statement): Statement {
  const { principals } = statement;
  if (principals === undefined || principals === "*") return statement;
  const isIdentity = Object.values(principals).some((names) => names.some((name) => ORIGIN_ACCESS_IDENTITY.test(name)));
  return isIdentity ? { ...statement, principals: "*" } : statement;
}
