import { gzipSync } from "node:zlib";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { PropTypes, STRING, oneOf } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { ServiceUnit, bootScript } from "./boot-script";

const CONTENT_TYPES = ["text/x-shellscript", "text/cloud-config", "text/cloud-boothook"] as const;

/** One part of a MIME multi-part user data (cloud-init documentation, "User data formats"). */
export interface CloudInitPart {
  /** How cloud-init reads the content. */
  readonly contentType: "text/x-shellscript" | "text/cloud-config" | "text/cloud-boothook";
  /** The script, or the configuration, as text. */
  readonly content: string;
}

const PART: PropTypes<CloudInitPart> = { contentType: oneOf(CONTENT_TYPES), content: STRING };

/** What a service's own user data may be. */
export type ServiceUserData = string | readonly CloudInitPart[];

/** EC2's limit for user data, before it is encoded (EC2 User Guide, "Run commands when you launch an EC2 instance with user data input"). */
const MAX_BYTES = 16_384;
/** What a reference may become: an endpoint's name, an ARN, an object's version. */
const LONGEST_VALUE = "x".repeat(256);

/**
 * Records user data that can't be read.
 *
 * @throws ValidationError for a part of another type
 */
export function checkUserData(validator: Validator, userData: ServiceUserData | undefined): void {
  const parts = typeof userData === "string" ? [] : (userData ?? []);
  validator.known("userData", parts);
  if (Token.isUnresolved(parts)) return;
  parts.forEach((part, index) => validator.props(part, PART, `userData[${index}]`));
}

/** A service's whole user data: the boot script, and before it what the service brings. Pure. */
export function serviceUserData(unit: ServiceUnit, userData?: ServiceUserData): string {
  if (userData === undefined || typeof userData === "string") return bootScript(unit, userData);
  return multipart([...userData, { contentType: "text/x-shellscript", content: bootScript(unit) }]);
}

/**
 * Whether user data has to be compressed to be sure of EC2's limit, whatever its references become. cloud-init decompresses gzip (cloud-init documentation, "User
 * data formats"). What fits is left as it is: base64 alone can be read in a plan. Pure.
 */
export function needsCompression(userData: string): boolean {
  return Buffer.byteLength(withReferencesAs(LONGEST_VALUE, userData)) > MAX_BYTES;
}

/** @throws ValidationError for user data that EC2 refuses even when it is compressed; what Terraform fills in isn't counted */
export function checkUserDataSize(service: Construct, userData: string): void {
  if (!needsCompression(userData)) return;
  const bytes = gzipSync(withReferencesAs("", userData), { level: 9 }).length;
  new Validator(service)
    .check(
      "userData",
      `${bytes} bytes`,
      bytes <= MAX_BYTES,
      `must fit, compressed and with the service's own boot script, into the ${MAX_BYTES} bytes that EC2 allows`,
      "Put long parts into the release or the image.",
    )
    .throwIfInvalid();
}

function withReferencesAs(value: string, userData: string): string {
  return userData.replace(/\$\{TfToken\[[^\]]*\]\}/g, value);
}

/** Parts of user data as one MIME message. Pure. */
function multipart(parts: readonly CloudInitPart[]): string {
  let boundary = "==part==";
  while (parts.some(({ content }) => content.includes(boundary))) boundary = `=${boundary}=`;
  const rendered = parts.flatMap(({ contentType, content }) => [
    `--${boundary}`,
    `Content-Type: ${contentType}; charset="utf-8"`,
    "MIME-Version: 1.0",
    "",
    content.trimEnd(),
  ]);
  return [`Content-Type: multipart/mixed; boundary="${boundary}"`, "MIME-Version: 1.0", "", ...rendered, `--${boundary}--`, ""].join("\n");
}
