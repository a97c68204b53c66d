import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Lazy, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { pathFromStack, shortHash } from "../internal/names";
import { PropType, PropTypes, STRING, like, optional, propType } from "../internal/prop-types";
import { checkReferenceAtSynthesis, warnOfTwoVpcs } from "../internal/security-group-reference";
import { consumerOf, writtenOut } from "../internal/stacks";
import { Validator, isKnown } from "../internal/validator";
import { Peer, checkPeer, peerKey, peerLabel, peerTarget } from "./peer";
import { PORT, Port, checkPort, portArguments, portKey } from "./port";

/** Anything that has network connections: a service, a load balancer, a database, a cache. */
export interface IConnectable {
  /** What may connect to and from it. */
  readonly connections: Connections;
}

/** The prop type of what has network connections. */
export const CONNECTABLE = like<IConnectable>("something with connections: a service, a load balancer, a database, a cache", [
  "connections",
]);

/** What connections are made of. */
export interface ConnectionsProps {
  /** The group that the rules are added to. */
  readonly securityGroupId: string;
  /** What the rules' descriptions call this end. @default - the path of the construct that owns it */
  readonly name?: string;
  /** The port that `allowDefaultPortFrom` opens. @default - none */
  readonly defaultPort?: Port;
  /** The VPC that the group is in. @default - unknown: nothing is said of connections to another VPC */
  readonly vpcId?: string;
}

/** The id of the group of a construct that has one. */
const GROUP_ID = "SecurityGroup";

const PROPS: PropTypes<ConnectionsProps> = {
  securityGroupId: STRING,
  name: optional(STRING),
  defaultPort: optional(PORT),
  vpcId: optional(STRING),
};

const PEER: PropType<IConnectable | Peer> = {
  ...propType<IConnectable | Peer>(
    "something with connections, or a Peer",
    'Give a construct such as a service, or a Peer such as Peer.ipv4("10.0.0.0/16").',
    (value) => typeof value === "object" && value !== null && ("connections" in value || "kind" in value),
  ),
  mayBeToken: false,
};

/** One rule of a security group. */
interface Rule {
  readonly direction: "Ingress" | "Egress";
  /** Whether this end is the one that is connected to. */
  readonly from: boolean;
  /** The far end, as ids name it. */
  readonly far: string;
  readonly port: Port;
  readonly securityGroupId: string;
  readonly target: {
    readonly cidrIpv4?: string;
    readonly cidrIpv6?: string;
    readonly prefixListId?: string;
    readonly referencedSecurityGroupId?: string;
  };
  readonly client: string;
  readonly server: string;
  readonly purpose?: string;
}

/** What has been said of a rule: whoever asks again may say something else, and may come first. */
interface Description {
  /** The group and the far end, as Terraform writes them. */
  readonly ends: string;
  /** Who connects to whom. */
  readonly connections: Set<string>;
  /** Why. */
  readonly purposes: Set<string>;
}

/** The descriptions of the rules below a construct, by their ids: it may make its connections anew for each call. */
const DESCRIPTIONS = new WeakMap<Construct, Map<string, Description>>();

/**
 * The rules of one security group, each added by naming its other end.
 *
 * A call creates one rule resource for each direction that it needs, with an id from both ends and a description that says who connects to whom
 * and why; the same call twice creates the same rules. Between two stacks both rules are in the one that is deployed after the other: it depends on
 * the other (`stack.addDependency`) or, where neither does, was made later. Nothing is added to the other stack. Two stacks of different regions or accounts
 * are an error at synthesis: their rules are by range or by prefix list (`Peer`).
 */
export class Connections implements IConnectable {
  /** The group that the rules are added to. */
  public readonly securityGroupId: string;
  /** The port that `allowDefaultPortFrom` opens; undefined where there is none. */
  public readonly defaultPort?: Port;
  /** What the rules' descriptions call this end. */
  public readonly name: string;
  /** What the rules' construct ids call this end: a name may change, and the rules stay. */
  private readonly key: string;
  private readonly vpcId?: string;

  /**
   * @param scope the construct that the rules are made below
   * @throws ValidationError for props of another type
   */
  constructor(
    private readonly scope: Construct,
    props: ConnectionsProps,
  ) {
    new Validator(scope).props(props, PROPS).throwIfInvalid();
    this.securityGroupId = props.securityGroupId;
    this.defaultPort = props.defaultPort;
    this.vpcId = props.vpcId;
    this.key = ownerPath(scope).join("-");
    this.name = props.name ?? this.key;
  }

  /** These connections themselves, which are accepted wherever something with connections is. */
  public get connections(): Connections {
    return this;
  }

  /**
   * Lets the other end open connections to this one.
   *
   * @param purpose why, for the rule's description
   * @throws ValidationError for a port that EC2 refuses, a range open to everybody or not in its canonical form, or two peers whose rules would have one id
   */
  public allowFrom(other: IConnectable | Peer, port: Port, purpose?: string): void {
    this.validate(other, port, purpose);
    if (isConnectable(other)) this.connect(other.connections, this, port, purpose);
    else this.addPeerRule("Ingress", other, port, purpose);
  }

  /** Lets this end open connections to the other one; the counterpart of `allowFrom`. */
  public allowTo(other: IConnectable | Peer, port: Port, purpose?: string): void {
    this.validate(other, port, purpose);
    if (isConnectable(other)) this.connect(this, other.connections, port, purpose);
    else this.addPeerRule("Egress", other, port, purpose);
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
    const validator = new Validator(this.scope).props({ peer: other, purpose }, { peer: PEER, purpose: optional(STRING) });
    checkPort(validator, port);
    if (!isConnectable(other)) checkPeer(validator, other);
    validator.throwIfInvalid();
  }

  /** A rule in each end's group; within a stack below that end, between two stacks both below the consumer's. */
  private connect(client: Connections, server: Connections, port: Port, purpose?: string): void {
    const consumer = consumerOf(client.scope, server.scope);
    if (consumer) checkReferenceAtSynthesis(consumer, consumer === client.scope ? server.scope : client.scope);
    warnOfTwoVpcs({ construct: client.scope, vpcId: client.vpcId }, { construct: server.scope, vpcId: server.vpcId });
    const isFar = (end: Connections): boolean => consumer !== undefined && consumer !== end.scope;
    const inStack = (end: Connections, name: string): string => (isFar(end) ? `${TerraformStack.of(end.scope).node.path}/${name}` : name);
    for (const direction of ["Ingress", "Egress"] as const) {
      const [own, other] = direction === "Ingress" ? [server, client] : [client, server];
      const below = isFar(own) ? other : own;
      const far = below === server ? client : server;
      below.addRule({
        direction,
        from: below === server,
        far: inStack(far, far.key),
        port,
        securityGroupId: own.securityGroupId,
        target: { referencedSecurityGroupId: other.securityGroupId },
        client: inStack(client, client.name),
        server: inStack(server, server.name),
        purpose,
      });
    }
  }

  private addPeerRule(direction: Rule["direction"], peer: Peer, port: Port, purpose?: string): void {
    const label = peerLabel(peer);
    const [client, server] = direction === "Ingress" ? [label, this.name] : [this.name, label];
    const from = direction === "Ingress";
    const { securityGroupId } = this;
    this.addRule({ direction, from, far: peerKey(peer), port, securityGroupId, target: peerTarget(peer), client, server, purpose });
  }

  private addRule({ direction, from, far, port, securityGroupId, target, client, server, purpose }: Rule): void {
    const id = `${direction}${from ? "From" : "To"}-${this.idPart(far)}-${portKey(port)}`;
    const descriptions = DESCRIPTIONS.get(this.scope) ?? new Map<string, Description>();
    DESCRIPTIONS.set(this.scope, descriptions);
    const ends = writtenOut(this.scope, [securityGroupId, ...Object.values(target)].join());
    const existing = descriptions.get(id);
    this.checkKey(far, existing === undefined || existing.ends === ends);
    const description = existing ?? { ends, connections: new Set<string>(), purposes: new Set<string>() };
    description.connections.add(`${client} to ${server}`);
    if (purpose) description.purposes.add(purpose);
    if (existing) return;

    descriptions.set(id, description);
    const config = {
      securityGroupId,
      ...portArguments(port),
      description: Lazy.stringValue({ produce: () => describe(description) }),
      ...target,
    };
    if (direction === "Ingress") new VpcSecurityGroupIngressRule(this.scope, id, config);
    else new VpcSecurityGroupEgressRule(this.scope, id, config);
  }

  private checkKey(key: string, isUnique: boolean): void {
    new Validator(this.scope)
      .check(
        "peer",
        isKnown(key) ? key : "a key that only Terraform knows",
        isUnique,
        "must have a construct id of its own, and another peer's rules have this one",
        "Give one of the two constructs another id, or one of the two prefix lists another key.",
      )
      .throwIfInvalid();
  }

  /** A construct id holds no slash, and one made of a token's number would change with the order of calls: those are hashed as Terraform writes them. */
  private idPart(text: string): string {
    if (isKnown(text)) return text.replace(/[/:.]/g, "_").replace(/[^A-Za-z0-9_-]/g, "");
    return `token-${shortHash(writtenOut(this.scope, text))}`;
  }
}

/** The ids of a construct below its stack, or of the one whose group it is. */
function ownerPath(scope: Construct): readonly string[] {
  const path = pathFromStack(scope).slice(1);
  return path.length > 1 && path.at(-1) === GROUP_ID ? path.slice(0, -1) : path;
}

function isConnectable(other: IConnectable | Peer): other is IConnectable {
  return "connections" in other;
}

/** Descriptions of rules hold up to 255 of the characters a-zA-Z0-9. _-:/()#,@[]+=&;{}!$* (EC2 API reference, IpRange). */
function describe({ connections, purposes }: Description): string {
  const said = [connections, purposes].map((texts) => [...texts].sort().join("; ")).filter(Boolean);
  const text = said.join(": ").replace(/[^a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]/g, "-");
  // Half a token is none.
  return isKnown(text) ? text.slice(0, 255) : text;
}
