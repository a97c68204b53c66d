import { FORMATS } from "../internal/formats";
import { STRING, oneOf } from "../internal/prop-types";
import { Validator } from "../internal/validator";

/** The far end of a rule that isn't one of the platform's own constructs. */
export type Peer =
  | { readonly kind: "ipv4"; readonly cidr: string }
  | { readonly kind: "ipv6"; readonly cidr: string }
  | { readonly kind: "prefixList"; readonly id: string; readonly name: string }
  | { readonly kind: "internet"; readonly family: "ipv4" | "ipv6"; readonly reason: string };

/** The far ends of rules that aren't constructs of the platform. */
export const Peer = {
  /** An IPv4 range; 0.0.0.0/0 is refused here, see `Peer.internet`. */
  ipv4: (cidr: string): Peer => ({ kind: "ipv4", cidr }),
  /** An IPv6 range; ::/0 is refused here, see `Peer.internet`. */
  ipv6: (cidr: string): Peer => ({ kind: "ipv6", cidr }),
  /** A managed prefix list, which the rule's description and id call `name`: one name for each list. */
  prefixList: (id: string, name: string): Peer => ({ kind: "prefixList", id, name }),
  /** Everybody: 0.0.0.0/0. The reason lands in the rule's description, where an auditor reads it. */
  internet: (reason: string): Peer => ({ kind: "internet", family: "ipv4", reason }),
  /** Everybody: ::/0. The reason lands in the rule's description, where an auditor reads it. */
  internetIpv6: (reason: string): Peer => ({ kind: "internet", family: "ipv6", reason }),
};

const KINDS: readonly Peer["kind"][] = ["ipv4", "ipv6", "prefixList", "internet"];

/**
 * Records a peer that a rule can't name.
 *
 * @throws ValidationError for a value of another type
 */
export function checkPeer(validator: Validator, peer: Peer): void {
  const { kind } = peer;
  validator.props({ kind }, { kind: oneOf(KINDS) }, "peer");
  if (peer.kind === "prefixList") {
    validator.props({ id: peer.id, name: peer.name }, { id: STRING, name: STRING }, "peer");
  } else if (peer.kind === "ipv4" || peer.kind === "ipv6") {
    validator
      .props({ cidr: peer.cidr }, { cidr: STRING }, "peer")
      .format("peer", peer.cidr, peer.kind === "ipv4" ? FORMATS.ipv4Cidr : FORMATS.ipv6Cidr)
      .check(
        "peer",
        peer.cidr,
        !peer.cidr.endsWith("/0"),
        "must not be open to everybody",
        'Name the range that is meant, or write Peer.internet("why") to open it to everybody.',
      );
  } else if (peer.kind === "internet") {
    validator
      .props({ reason: peer.reason }, { reason: STRING }, "peer")
      .check(
        "peer.reason",
        peer.reason,
        peer.reason.trim().length > 0,
        "must say why the internet is meant",
        "Give the reason in a few words.",
      );
  }
}

/** What a peer is called in descriptions. Pure. */
export function peerLabel(peer: Peer): string {
  if (peer.kind === "prefixList") return peer.name;
  return peer.kind === "internet" ? `the internet (${peer.reason})` : peer.cidr;
}

/** A peer as the argument of a rule. Pure. */
export function peerTarget(peer: Peer): { readonly cidrIpv4?: string; readonly cidrIpv6?: string; readonly prefixListId?: string } {
  switch (peer.kind) {
    case "ipv4":
      return { cidrIpv4: peer.cidr };
    case "ipv6":
      return { cidrIpv6: peer.cidr };
    case "prefixList":
      return { prefixListId: peer.id };
    case "internet":
      return peer.family === "ipv4" ? { cidrIpv4: "0.0.0.0/0" } : { cidrIpv6: "::/0" };
  }
}
