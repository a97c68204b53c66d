import { gunzipSync } from "node:zlib";
import { Failure } from "../support/failure";

/** A part of user data that cloud-init runs. */
export interface UserDataPart {
  readonly contentType: string;
  readonly content: string;
}

const GZIP = [0x1f, 0x8b];
const SCRIPT = "text/x-shellscript";

/**
 * What cloud-init makes of an instance's user data: it is decompressed where it is gzip, and taken apart where it is a MIME message (cloud-init documentation, "User
 * data formats"). Pure.
 *
 * @param base64 as a launch template has it
 * @throws Failure for a format that cloud-init doesn't run
 */
export function userDataParts(base64: string): readonly UserDataPart[] {
  const bytes = Buffer.from(base64, "base64");
  const text = (GZIP.every((byte, index) => bytes[index] === byte) ? gunzipSync(bytes) : bytes).toString("utf8");
  if (text.startsWith("#!")) return [{ contentType: SCRIPT, content: text }];
  const [, boundary] = /^Content-Type: multipart\/mixed; boundary="([^"]+)"/i.exec(text) ?? [];
  if (boundary === undefined) throw new Failure(`cloud-init runs no user data that begins with ${JSON.stringify(text.slice(0, 40))}.`);
  return messageParts(text, boundary);
}

/** RFC 2046, section 5.1.1: the line break before a delimiter belongs to the delimiter. */
function messageParts(text: string, boundary: string): UserDataPart[] {
  const [body = ""] = text.split(`\n--${boundary}--`);
  return body
    .split(`\n--${boundary}\n`)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n\n");
      const [, contentType] = /^Content-Type: ([^;\s]+)/im.exec(part.slice(0, end)) ?? [];
      return { contentType: contentType ?? "text/plain", content: part.slice(end + 2) };
    });
}

/** The scripts of user data, in the order in which they are run: the other formats configure what a sandbox doesn't have. */
export function scriptsOf(base64: string): readonly string[] {
  const parts = userDataParts(base64);
  const other = parts.find(({ contentType }) => contentType !== SCRIPT);
  if (other) throw new Failure(`A sandbox runs scripts alone, and the user data has a part of the type ${other.contentType}.`);
  return parts.map(({ content }) => content);
}
