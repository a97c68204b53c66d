import { checkCidr } from "../internal/cidr";
import { FORMATS } from "../internal/formats";
import { WIDEST_PREFIX, isOpenToEverybody } from "../internal/ip-ranges";
import { PropTypes, STRING, oneOf, optional } from "../internal/prop-types";
import { Validator } from "../internal/validator";

/** The far end of a rule that isn't one of the platform's own constructs. */
export type Peer =
  | { readonly kind: "ipv4"; readonly cidr: string }
  | { readonly kind: "ipv6"; readonly cidr: string }
  | { readonly kind: "prefixList"; readonly id: string; readonly name: string; readonly key?: string }
  | { readonly kind: "internet"; readonly family: "ipv4" | "ipv6"; readonly reason: string };

/** The far ends of rules that aren't constructs of the platform. */
export const Peer = {
  /** An IPv4 range in its canonical form, a /8 or narrower: a wider one is the internet, see `Peer.internet`. */
  ipv4: (cidr: string): Peer => ({ kind: "ipv4", cidr }),
  /** An IPv6 range in its canonical form, a /16 or narrower, or one of fc00::/7: a wider one is the internet, see `Peer.internetIpv6`. */
  ipv6: (cidr: string): Peer => ({ kind: "ipv6", cidr }),
  /**
   * A managed prefix list, which the rule's description calls `name`. The rule's construct id has the list's id, or the `key` where one is given: for a list that
   * is looked up today and written out later.
   */
  prefixList: (id: string, name: string, key?: string): Peer => ({ kind: "prefixList", id, name, ...(key !== undefined && { key }) }),
  /** Everybody: 0.0.0.0/0. The reason lands in the rule's description, where an auditor reads it. */
  internet: (reason: string): Peer => ({ kind: "internet", family: "ipv4", reason }),
  /** Everybody: ::/0. The reason lands in the rule's description, where an auditor reads it. */
  internetIpv6: (reason: string): Peer => ({ kind: "internet", family: "ipv6", reason }),
};

type PeerOf<Kind extends Peer["kind"]> = Extract<Peer, { readonly kind: Kind }>;

const KIND = oneOf<Peer["kind"]>(["ipv4", "ipv6", "prefixList", "internet"]);
const RANGE: PropTypes<{ readonly kind: "ipv4" | "ipv6"; readonly cidr: string }> = {
  kind: oneOf(["ipv4", "ipv6"] as const),
  cidr: STRING,
};
const PREFIX_LIST: PropTypes<PeerOf<"prefixList">> = {
  kind: oneOf(["prefixList"] as const),
  id: STRING,
  name: STRING,
  key: optional(STRING),
};
const INTERNET: PropTypes<PeerOf<"internet">> = {
  kind: oneOf(["internet"] as const),
  family: oneOf(["ipv4", "ipv6"] as const),
  reason: STRING,
};

/**
 * Records a peer that a rule can't name.
 *
 * @throws ValidationError for a value of another type
 */
export function checkPeer(validator: Validator, peer: Peer): void {
  validator.props({ kind: peer.kind }, { kind: KIND }, "peer");
  switch (peer.kind) {
    case "ipv4":
    case "ipv6":
      return checkRange(validator.props(peer, RANGE, "peer"), peer);
    case "prefixList":
      validator.props(peer, PREFIX_LIST, "peer");
      return;
    case "internet":
      validator
        .props(peer, INTERNET, "peer")
        .check(
          "peer.reason",
          peer.reason,
          peer.reason.trim().length > 0,
          "must say why the internet is meant",
          "Give the reason in a few words.",
        );
  }
}

function checkRange(validator: Validator, { kind, cidr }: PeerOf<"ipv4" | "ipv6">): void {
  checkCidr(validator, "peer", cidr, kind === "ipv4" ? FORMATS.ipv4Cidr : FORMATS.ipv6Cidr).check(
    "peer",
    cidr,
    !isOpenToEverybody(cidr),
    "must not be open to everybody",
    `Name the range that is meant, a /${WIDEST_PREFIX[kind]} or narrower, or write Peer.${kind === "ipv4" ? "internet" : "internetIpv6"}("why") to open it to everybody.`,
  );
}

/** What a rule's construct id calls a peer: what it is, not what it is named. Pure. */
export function peerKey(peer: Peer): string {
  switch (peer.kind) {
    case "ipv4":
    case "ipv6":
      return peer.cidr;
    case "prefixList":
      return peer.key ?? peer.id;
    case "internet":
      return `internet-${peer.family}`;
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
