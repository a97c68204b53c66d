import { Configuration, Resource } from "../configuration";
import { block, isUnknown, texts } from "./arguments";
import { certificateOf, covers } from "./certificates";
import { Message } from "./message";
import { Trace, ViewerResponse } from "./trace";
import { aliasCovers } from "./wildcards";

/** The distribution that a request is for, or why there is none. */
export type Arrival = { readonly distribution: Resource } | { readonly refused: ViewerResponse };

const DISTRIBUTION = "aws_cloudfront_distribution";
const NO_CONNECTION: ViewerResponse = { status: undefined, headers: {}, from: "CloudFront" };
const FORBIDDEN: ViewerResponse = { status: 403, headers: {}, from: "CloudFront" };
/** Misdirected Request (RFC 9110, section 15.5.20). */
const MISDIRECTED: ViewerResponse = { status: 421, headers: {}, from: "CloudFront" };

/**
 * Which distribution a request is for: over HTTPS the connection by the name that the TLS handshake asks for, then the request by its Host (CloudFront
 * Developer Guide, "Use custom URLs by adding alternate domain names (CNAMEs)").
 */
export function findDistribution(configuration: Configuration, message: Message, serverName: string, trace: Trace): Arrival {
  const distribution = distributionOf(configuration, message.host, trace);
  if (message.scheme === "https") {
    const contacted = serverName === message.host ? distribution : distributionOf(configuration, serverName, trace);
    const refused = refusedHandshake(configuration, contacted, serverName, trace);
    if (refused) return { refused };
    if (distribution && contacted?.key !== distribution.key) {
      trace.step("distribution", distribution.name, `the TLS handshake asked for ${serverName}, which is another distribution's name`);
      return { refused: MISDIRECTED };
    }
  }
  if (!distribution) {
    trace.step("distribution", "CloudFront", `${nothingHas(configuration, message.host)}${listed(configuration)}`);
    return { refused: FORBIDDEN };
  }
  if (distribution.args.enabled === false) {
    trace.step("distribution", distribution.name, "the distribution is disabled");
    return { refused: FORBIDDEN };
  }
  trace.step("distribution", distribution.name, `the distribution has ${message.host} among its names`);
  return { distribution };
}

/** The distribution with a name: an exact one has precedence, then the longest wildcard. */
function distributionOf(configuration: Configuration, host: string, trace: Trace): Resource | undefined {
  const all = configuration.all(DISTRIBUTION);
  const candidates = all.flatMap((distribution) => aliasesOf(distribution).map((alias) => ({ distribution, alias })));
  const [best] = candidates
    .filter(({ alias }) => aliasCovers(alias, host))
    .sort((a, b) => Number(a.alias.startsWith("*")) - Number(b.alias.startsWith("*")) || b.alias.length - a.alias.length);
  if (best) return best.distribution;
  if (!host.endsWith(".cloudfront.net") || all.length !== 1) return undefined;
  trace.assume(`${host} is the domain name of ${all[0]!.name}, which CloudFront assigns`);
  return all[0];
}

function aliasesOf({ args }: Resource): readonly string[] {
  return texts(args.aliases).filter((alias) => !isUnknown(alias));
}

function nothingHas(configuration: Configuration, host: string): string {
  if (configuration.all(DISTRIBUTION).length === 0) return "there is no distribution in the stacks";
  return `no distribution has ${host} among its alternate domain names`;
}

/** The names that there are, where there is a distribution. */
function listed(configuration: Configuration): string {
  const all = configuration.all(DISTRIBUTION);
  const names = all.flatMap(aliasesOf).sort();
  return all.length === 0 ? "" : `: there are ${names.join(", ") || "none"}`;
}

/** The viewer ends a handshake whose certificate isn't for the name that it asked for. */
function refusedHandshake(
  configuration: Configuration,
  distribution: Resource | undefined,
  serverName: string,
  trace: Trace,
): ViewerResponse | undefined {
  if (!distribution) {
    trace.step(
      "distribution",
      "CloudFront",
      `${nothingHas(configuration, serverName)}${configuration.all(DISTRIBUTION).length > 0 ? ", so CloudFront has no certificate for it" : ""}`,
    );
    return NO_CONNECTION;
  }
  if (serverName.endsWith(".cloudfront.net")) return undefined;
  const viewerCertificate = block(distribution.args, "viewer_certificate");
  const certificate = certificateOf(configuration, distribution, viewerCertificate?.acm_certificate_arn);
  const covered = certificate && covers(certificate, serverName);
  if (covered === undefined) {
    trace.assume(`the certificate of ${distribution.name} is for ${serverName}`);
  } else if (!covered) {
    trace.step(
      "distribution",
      distribution.name,
      `${certificate!.name} isn't a certificate for ${serverName}: viewers end the TLS handshake`,
    );
    return NO_CONNECTION;
  }
  return undefined;
}

/** Whether CloudFront serves a country, before any web ACL is asked (AWS WAF Developer Guide, "Geographic match rule statement"). */
export function restrictedByGeography({ args, name }: Resource, country: string | undefined, trace: Trace): boolean {
  const restriction = block(block(args, "restrictions"), "geo_restriction");
  const type: unknown = restriction?.restriction_type ?? "none";
  const countries = texts(restriction?.locations);
  if (type === "none") return false;
  const list = type === "whitelist" ? "allow list" : "block list";
  if (country === undefined) {
    trace.assume(`the geo restriction of ${name} (${list}: ${countries.join(", ")}) serves the viewer's country`);
    return false;
  }
  const refused = countries.includes(country) !== (type === "whitelist");
  trace.step(
    "geo restriction",
    name,
    `${country} is ${countries.includes(country) ? "on" : "not on"} the ${list}: ${refused ? "refused" : "served"}`,
  );
  return refused;
}
