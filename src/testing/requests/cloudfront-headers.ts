import { Message } from "./message";

/** What CloudFront knows of a viewer, as far as a simulation does. */
export interface KnownViewer {
  readonly ip?: string;
  readonly country?: string;
}

/** Stands for the value of a header that only CloudFront knows. */
const UNKNOWN_VALUE = "(set by CloudFront)";

/** The headers among these that CloudFront itself adds to a request, with their values (CloudFront Developer Guide, "Add CloudFront request headers"). Pure. */
export function cloudFrontHeaders(names: readonly string[], message: Message, { ip, country }: KnownViewer): Record<string, string> {
  const known: Readonly<Record<string, string | undefined>> = {
    "cloudfront-forwarded-proto": message.scheme,
    // The port isn't known.
    "cloudfront-viewer-address": ip && `${ip}:(port)`,
    "cloudfront-viewer-country": country,
  };
  const own = names.map((name) => name.toLowerCase()).filter((name) => name.startsWith("cloudfront-"));
  return Object.fromEntries([...new Set(own)].map((name) => [name, known[name] ?? UNKNOWN_VALUE]));
}
