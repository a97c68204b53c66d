import { Configuration, Resource } from "../configuration";
import { isUnknown, texts } from "./arguments";
import { certificateCovers } from "./wildcards";

/** A certificate of ACM, as far as the stacks say. */
export interface Certificate {
  readonly name: string;
  /** Its names; undefined for one whose names the stacks don't have. */
  readonly names: readonly string[] | undefined;
}

/** The certificate that an argument refers to, by itself or by its validation. */
export function certificateOf(configuration: Configuration, owner: Resource, arn: unknown): Certificate | undefined {
  const key = configuration.key(owner, arn);
  if (key === undefined) return undefined;
  const resource = configuration.find(key);
  if (resource?.type === "aws_acm_certificate_validation") return certificateOf(configuration, resource, resource.args.certificate_arn);
  const { domain_name: domainName, domain, subject_alternative_names: alternatives } = resource?.args ?? {};
  const names = texts(domainName ?? domain).concat(texts(alternatives));
  return { name: configuration.nameOf(key), names: names.length > 0 && !names.some(isUnknown) ? names : undefined };
}

/** Whether a certificate has a name for a host; undefined where its names aren't known. Pure. */
export function covers({ names }: Certificate, host: string): boolean | undefined {
  return names?.some((name) => certificateCovers(name, host));
}
