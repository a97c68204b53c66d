import { coversDomainName } from "../../src/internal/certificate-names";
import { Validator, isKnown } from "../../src/internal/validator";
import { Behavior } from "./behavior";
import { keyedByHeader } from "./cache-policy";
import { Origins, isLoadBalancerOrigin, originsBehind } from "./origin";

/**
 * Records load balancers that get the viewer's Host and whose certificate doesn't hold it: CloudFront compares the certificate with the Host that it forwards as
 * well as with the origin's domain name, and answers with 502 (CloudFront Developer Guide, "HTTP 502 status code"). A certificate that exists already, whose
 * names aren't known, passes.
 *
 * @param prop the prop that has the names
 */
export function checkForwardedHosts(
  validator: Validator,
  prop: string,
  domainNames: readonly string[],
  behaviors: readonly Behavior[],
  origins: Origins,
): void {
  const forwarding = behaviors.filter(forwardsHost);
  const reached = new Set(forwarding.flatMap(({ origin }) => originsBehind(origins, origin)).filter(isLoadBalancerOrigin));
  validator.check(
    prop,
    domainNames,
    reached.size === 0 || domainNames.length > 0,
    "must hold a name where Host is forwarded to a load balancer: no certificate of yours holds CloudFront's own name",
    'Give a name and its certificate, or have the behavior forward: "everythingButHost".',
  );
  for (const { loadBalancer } of reached) {
    const held = loadBalancer.certificateDomainNames;
    const missing = held?.every(isKnown) ? domainNames.filter((name) => isKnown(name) && !coversDomainName(held, name)) : [];
    validator.check(
      prop,
      missing,
      missing.length === 0,
      `must be on the load balancer's certificate, which holds ${held?.join(", ")}: CloudFront forwards the viewer's Host and compares the two`,
      `Give the ApplicationLoadBalancer viewerDomainNames: ${JSON.stringify(domainNames)}.`,
    );
  }
}

/** Whether the origin gets the viewer's Host: with all that the viewer sends, or as a part of the cache key. Pure. */
export function forwardsHost({ forward, cache }: Behavior): boolean {
  return forward === "everything" || keyedByHeader(cache, "host");
}
