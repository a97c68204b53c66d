import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { DefaultTokenResolver, Lazy, StringConcat, Tokenization } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "../internal/formats";
import { peerName, shortHash } from "../internal/names";
import { PropType, STRING, like, oneOf, optional, propType } from "../internal/prop-types";
import { Validator, isKnown } from "../internal/validator";

/** Anything that has network connections: a service, a load balancer, a database, a cache. */
export interface IConnectable {
  /** What may connect to and from it. */
  readonly connections: Connections;
}

/** The prop type of what has network connections. */
export const CONNECTABLE = like<IConnectable>("something with connections: a service, a load balancer, a database, a cache", [
  "connections",
]);

/** The ports that a rule opens. */
export interface Port {
  /** The protocol, as EC2 calls it. */
  readonly protocol: "tcp" | "udp";
  /** First port, 0 to 65535. */
  readonly fromPort: number;
  /** Last port, `fromPort` to 65535. */
  readonly toPort: number;
}

/** Ports by protocol. */
export const Port = {
  /** One TCP port, 0 to 65535. */
  tcp: (port: number): Port => ({ protocol: "tcp", fromPort: port, toPort: port }),
  /** TCP ports from the first to the last, both included. */
  tcpRange: (fromPort: number, toPort: number): Port => ({ protocol: "tcp", fromPort, toPort }),
  /** One UDP port, 0 to 65535. */
  udp: (port: number): Port => ({ protocol: "udp", fromPort: port, toPort: port }),
};

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
  /** A managed prefix list, which the rule's description and id call `name`. */
  prefixList: (id: string, name: string): Peer => ({ kind: "prefixList", id, name }),
  /** Everybody: 0.0.0.0/0. The reason lands in the rule's description, where an auditor reads it. */
  internet: (reason: string): Peer => ({ kind: "internet", family: "ipv4", reason }),
  /** Everybody: ::/0. The reason lands in the rule's description, where an auditor reads it. */
  internetIpv6: (reason: string): Peer => ({ kind: "internet", family: "ipv6", reason }),
};

/** What connections are made of. */
export interface ConnectionsProps {
  /** The group that the rules are added to. */
  readonly securityGroupId: string;
  /** What rules call this end; readable, unique in the stack. @default - the path of the construct that owns it */
  readonly name?: string;
  /** The port that `allowDefaultPortFrom` opens. @default - none */
  readonly defaultPort?: Port;
}

const PEER: PropType<IConnectable | Peer> = {
  ...propType<IConnectable | Peer>(
    "something with connections, or a Peer",
    'Give a construct such as a service, or a Peer such as Peer.ipv4("10.0.0.0/16").',
    (value) => typeof value === "object" && value !== null && ("connections" in value || "kind" in value),
  ),
  mayBeToken: false,
};
const KINDS: readonly Peer["kind"][] = ["ipv4", "ipv6", "prefixList", "internet"];
const PORT: PropType<Port> = like<Port>("a Port", ["protocol", "fromPort", "toPort"]);

type Direction = "Ingress" | "Egress";

interface FarEnd {
  readonly key: string;
  readonly label: string;
  readonly target: {
    readonly cidrIpv4?: string;
    readonly cidrIpv6?: string;
    readonly prefixListId?: string;
    readonly referencedSecurityGroupId?: string;
  };
}

/**
 * The rules of one security group, each added by naming its other end.
 *
 * A call creates one rule resource for each direction that it needs, with an id from both ends and a description that says who connects to whom
 * and why; the same call twice creates the same rules.
 */
export class Connections implements IConnectable {
  /** The group that the rules are added to. */
  public readonly securityGroupId: string;
  /** The port that `allowDefaultPortFrom` opens; undefined where there is none. */
  public readonly defaultPort?: Port;
  /** What rules call this end. */
  public readonly name: string;

  /** Why each rule is there, by the rule's id. */
  private readonly purposes = new Map<string, Set<string>>();

  /** @param scope the construct that the rules are made below */
  constructor(
    private readonly scope: Construct,
    props: ConnectionsProps,
  ) {
    this.securityGroupId = props.securityGroupId;
    this.defaultPort = props.defaultPort;
    this.name = props.name ?? peerName(scope);
  }

  /** These connections themselves, which are accepted wherever something with connections is. */
  public get connections(): Connections {
    return this;
  }

  /**
   * Lets the other end open connections to this one.
   *
   * @param purpose why, for the rule's description
   * @throws ValidationError for a port outside 0 to 65535, a range that ends before it begins, or a range open to everybody
   */
  public allowFrom(other: IConnectable | Peer, port: Port, purpose?: string): void {
    this.validate(other, port, purpose);
    this.addRule("Ingress", this.farEnd(other), port, purpose);
    if (isConnectable(other)) other.connections.addRule("Egress", this.farEnd(this), port, purpose);
  }

  /** Lets this end open connections to the other one; the counterpart of `allowFrom`. */
  public allowTo(other: IConnectable | Peer, port: Port, purpose?: string): void {
    this.validate(other, port, purpose);
    this.addRule("Egress", this.farEnd(other), port, purpose);
    if (isConnectable(other)) other.connections.addRule("Ingress", this.farEnd(this), port, purpose);
  }

  /**
   * Lets the other end connect to the port that this one serves.
   *
   * @throws ValidationError if this end has no default port
   */
  public allowDefaultPortFrom(other: IConnectable | Peer, purpose?: string): void {
    if (this.defaultPort === undefined) {
      new Validator(this.scope)
        .check("connections", this.name, false, "must have a default port", "Use allowFrom(peer, Port.tcp(…)) instead.")
        .throwIfInvalid();
      return;
    }
    this.allowFrom(other, this.defaultPort, purpose);
  }

  private validate(other: IConnectable | Peer, port: Port, purpose?: string): void {
    const validator = new Validator(this.scope)
      .props({ peer: other, port, purpose }, { peer: PEER, port: PORT, purpose: optional(STRING) })
      .oneOf("port.protocol", port.protocol, ["tcp", "udp"])
      .known("port.fromPort", port.fromPort)
      .known("port.toPort", port.toPort)
      .integerBetween("port.fromPort", port.fromPort, 0, 65535)
      .integerBetween("port.toPort", port.toPort, 0, 65535)
      .check(
        "port",
        [port.fromPort, port.toPort],
        port.fromPort <= port.toPort,
        "must not end before it begins",
        "Swap fromPort and toPort.",
      );
    if (!isConnectable(other)) validatePeer(validator, other);
    validator.throwIfInvalid();
  }

  private farEnd(other: IConnectable | Peer): FarEnd {
    if (isConnectable(other)) {
      const { name, securityGroupId } = other.connections;
      return { key: this.idPart(name), label: name, target: { referencedSecurityGroupId: securityGroupId } };
    }
    switch (other.kind) {
      case "ipv4":
        return { key: this.idPart(other.cidr), label: other.cidr, target: { cidrIpv4: other.cidr } };
      case "ipv6":
        return { key: this.idPart(other.cidr), label: other.cidr, target: { cidrIpv6: other.cidr } };
      case "prefixList":
        return { key: this.idPart(other.name), label: other.name, target: { prefixListId: other.id } };
      case "internet": {
        const target = other.family === "ipv4" ? { cidrIpv4: "0.0.0.0/0" } : { cidrIpv6: "::/0" };
        return { key: `internet-${other.family}`, label: `the internet (${other.reason})`, target };
      }
    }
  }

  /** A construct id holds no slash, and one made of a token's number would change with the order of calls: those are hashed as Terraform writes them. */
  private idPart(text: string): string {
    if (isKnown(text)) return text.replace(/[/:.]/g, "_").replace(/[^A-Za-z0-9_-]/g, "");
    const resolver = new DefaultTokenResolver(new StringConcat());
    return `token-${shortHash(String(Tokenization.resolve(text, { scope: this.scope, resolver })))}`;
  }

  private addRule(direction: Direction, other: FarEnd, port: Port, purpose?: string): void {
    const ports = port.fromPort === port.toPort ? `${port.fromPort}` : `${port.fromPort}-${port.toPort}`;
    const preposition = direction === "Ingress" ? "From" : "To";
    const id = `${direction}${preposition}-${other.key}-${port.protocol}-${ports}`;
    const purposes = this.purposes.get(id) ?? new Set<string>();
    if (purpose) purposes.add(purpose);
    this.purposes.set(id, purposes);
    if (this.scope.node.tryFindChild(id)) return;

    const [client, server] = direction === "Ingress" ? [other.label, this.name] : [this.name, other.label];
    const config = {
      securityGroupId: this.securityGroupId,
      ipProtocol: port.protocol,
      fromPort: port.fromPort,
      toPort: port.toPort,
      // Whoever asks again may have another purpose, and may come first.
      description: Lazy.stringValue({
        produce: () => describe([`${client} to ${server}`, [...purposes].sort().join("; ")].filter(Boolean).join(": ")),
      }),
      ...other.target,
    };
    if (direction === "Ingress") new VpcSecurityGroupIngressRule(this.scope, id, config);
    else new VpcSecurityGroupEgressRule(this.scope, id, config);
  }
}

function isConnectable(other: IConnectable | Peer): other is IConnectable {
  return "connections" in other;
}

function validatePeer(validator: Validator, peer: Peer): void {
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

/** Descriptions of rules hold up to 255 of the characters a-zA-Z0-9. _-:/()#,@[]+=&;{}!$* (EC2 API reference, IpRange). */
function describe(text: string): string {
  return text.replace(/[^a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]/g, "-").slice(0, 255);
}
