import { existsSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { AssetType, ITerraformDependable, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";

/** A file that Terraform uploads. */
export interface BucketObjectProps {
  /** The object's key, 1 to 1024 characters, without a slash at its beginning. */
  readonly key: string;
  /** The path of the file; a relative one begins in the folder of `cdktf.json`. */
  readonly source: string;
  /** The object's `Content-Type`. @default "application/octet-stream" */
  readonly contentType?: string;
  /** The object's `Cache-Control`. @default - none */
  readonly cacheControl?: string;
}

const PROPS: PropTypes<BucketObjectProps> = {
  key: STRING,
  source: STRING,
  contentType: optional(STRING),
  cacheControl: optional(STRING),
};

/** Records an object whose key S3 refuses or another one has, or whose file isn't there. */
export function checkBucketObject(validator: Validator, scope: Construct, id: string, props: BucketObjectProps): void {
  validator
    .props({ id }, { id: STRING })
    .props(props, PROPS)
    .check("id", id, scope.node.tryFindChild(nodeId(id)) === undefined, "must be unique in this bucket", "Choose another id.")
    .matches(
      "key",
      props.key,
      /^[^/].{0,1023}$/,
      "must be 1 to 1024 characters without a slash at the beginning",
      'Write it as "service/app.tar.gz".',
    )
    .known("source", props.source);
  const namesake = idOfKey(scope, props.key);
  validator.check(
    "key",
    props.key,
    namesake === undefined,
    `must be another key than that of "${namesake}": a key has one object, whichever is uploaded last`,
    "Choose another key, or add the object once.",
  );
  const folder = folderOf(scope, props.source);
  validator.check(
    "source",
    props.source,
    folder === undefined || isFile(resolve(folder, props.source)),
    `must be the path of a file that exists; it was looked for from ${folder} on`,
    "Build the file first, or correct its path.",
  );
  validator.check(
    "source",
    props.source,
    folder !== undefined,
    "must be an absolute path where no folder above has a cdktf.json, which relative paths begin at",
    "Run the app where its cdktf.json is, or use path.resolve(…).",
  );
}

/** An object whose content is a file; a changed file is a new version of it. */
export function createBucketObject(
  scope: Construct,
  id: string,
  props: BucketObjectProps,
  bucket: Pick<BucketIdentity, "bucketName" | "provider"> & {
    readonly encryptionKeyArn?: string;
    /** What must be created before objects are uploaded. */
    readonly dependencies: readonly ITerraformDependable[];
  },
): S3Object {
  const parent = new Construct(scope, nodeId(id));
  const asset = new TerraformAsset(parent, "Asset", { path: props.source, type: AssetType.FILE });
  return new S3Object(parent, "Resource", {
    bucket: bucket.bucketName,
    key: props.key,
    source: asset.path,
    sourceHash: asset.assetHash,
    contentType: props.contentType ?? "application/octet-stream",
    cacheControl: props.cacheControl,
    kmsKeyId: bucket.encryptionKeyArn,
    serverSideEncryption: "aws:kms",
    bucketKeyEnabled: true,
    provider: bucket.provider,
    dependsOn: [...bucket.dependencies],
  });
}

/** The id of the object that has a key already; undefined for none. */
function idOfKey(scope: Construct, key: string): string | undefined {
  const objects = scope.node.children.filter(({ node }) => node.id.startsWith(nodeId("")));
  return objects
    .find(({ node }) => (node.tryFindChild("Resource") as S3Object | undefined)?.keyInput === key)
    ?.node.id.slice(nodeId("").length);
}

function nodeId(id: string): string {
  return `Object-${id}`;
}

/** Where CDKTF begins to look for a file: relative paths begin where `cdktf.json` is. */
function folderOf(scope: Construct, source: string): string | undefined {
  if (isAbsolute(source)) return dirname(source);
  const settings = (scope.node.tryGetContext("cdktfJsonPath") as string | undefined) ?? fileAbove(process.cwd(), "cdktf.json");
  return settings === undefined ? undefined : resolve(dirname(settings));
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function fileAbove(folder: string, name: string): string | undefined {
  if (existsSync(join(folder, name))) return join(folder, name);
  return dirname(folder) === folder ? undefined : fileAbove(dirname(folder), name);
}
