import { Configuration, Resource } from "../configuration";
import { Certificate, covers } from "./certificates";
import { listenerCertificates, listenerOn } from "./listener-decision";
import { Origin } from "./origins";
import { Trace } from "./trace";

/** How CloudFront connects to an origin. */
export interface OriginConnection {
  readonly protocol: "http" | "https";
  readonly port: number;
  readonly certificate?: Certificate;
  /** The listener that takes the request; undefined for what isn't a load balancer of the stacks. */
  readonly listener?: Resource;
  /** Whether a connection can be made: otherwise CloudFront answers with 502. */
  readonly isMade: boolean;
}

/** The protocol and the port, by the origin's protocol policy ("Origin settings"); an S3 bucket is spoken to as the viewer speaks. Pure. */
export function protocolOf(
  { protocolPolicy, httpPort, httpsPort }: Origin,
  viewers: "http" | "https",
): Pick<OriginConnection, "protocol" | "port"> {
  const protocol = protocolPolicy === "match-viewer" ? viewers : protocolPolicy === "https-only" ? "https" : "http";
  return { protocol, port: protocol === "https" ? httpsPort : httpPort };
}

/**
 * Connects to an origin that isn't a bucket. Over HTTPS one of the names on its certificate must match the origin's domain name or, where it is forwarded,
 * Host; otherwise the handshake fails and CloudFront answers with 502 (CloudFront Developer Guide, "HTTP 502 status code (Bad Gateway)").
 *
 * @param origin the origin
 * @param viewers the protocol of the viewer's request
 * @param host the Host that the origin gets, which the handshake asks for as well
 */
export function connect(
  configuration: Configuration,
  origin: Origin,
  viewers: "http" | "https",
  host: string,
  trace: Trace,
): OriginConnection {
  const spoken = protocolOf(origin, viewers);
  const { protocol, port } = spoken;
  const { loadBalancer, domainName } = origin;
  if (!loadBalancer) {
    trace.assume(`${domainName} answers on port ${port} over ${protocol.toUpperCase()}, with a certificate for it`);
    return { ...spoken, isMade: true };
  }
  const failed = (sentence: string): OriginConnection => {
    trace.step("origin", loadBalancer.name, `${sentence}: CloudFront answers with 502`);
    return { ...spoken, isMade: false };
  };
  const listener = listenerOn(configuration, loadBalancer, port);
  if (!listener) return failed(`the load balancer has no listener on port ${port}`);
  if (String(listener.args.protocol).toLowerCase() !== protocol) {
    return failed(`its listener on port ${port} doesn't speak ${protocol.toUpperCase()}`);
  }
  if (protocol === "http") return { ...spoken, listener, isMade: true };
  const certificates = listenerCertificates(configuration, listener);
  // Elastic Load Balancing chooses by the name that is asked for, and shows the default certificate where none is for it.
  const certificate = certificates.find((one) => covers(one, host) === true) ?? certificates[0];
  if (certificate?.names === undefined) {
    trace.assume(`the certificate of ${loadBalancer.name} is for ${domainName}`);
    return { ...spoken, listener, certificate, isMade: true };
  }
  const names = [...new Set([domainName, host])];
  const matched = names.filter((name) => covers(certificate, name));
  const of = `${certificate.name} (${certificate.names.join(", ")})`;
  if (matched.length === 0) return failed(`the certificate ${of} is for neither ${names.join(" nor ")}`);
  const unmatched = names.filter((name) => !matched.includes(name));
  trace.step(
    "origin",
    loadBalancer.name,
    `HTTPS on port ${port}: the certificate ${of} is for ${matched.join(" and ")}${unmatched.length > 0 ? `, not for ${unmatched.join(", ")}` : ""}`,
  );
  return { ...spoken, listener, certificate, isMade: true };
}
