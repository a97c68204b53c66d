import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { Connections, IConnectable, Port } from "./connections";
import { namePrefix, pathFromStack } from "./names";

export interface SecurityGroupProps {
  readonly vpcId: string;
  /** What the group is for, up to 255 characters. A changed description replaces the group. */
  readonly description: string;
  /** The port that `connections.allowDefaultPortFrom` opens. @default - none */
  readonly defaultPort?: Port;
}

export interface SecurityGroupAttributes {
  readonly securityGroupId: string;
  /** @default - none */
  readonly defaultPort?: Port;
}

/**
 * A security group without a rule in it: nothing comes in and nothing goes out until `connections` says so.
 *
 * A replacement is created before the old group goes, since groups in use can't be deleted.
 */
export class SecurityGroup extends Construct implements IConnectable {
  /** A group that exists already; rules are added to it, and the group itself is left as it is. */
  public static fromAttributes(scope: Construct, id: string, attributes: SecurityGroupAttributes): IConnectable {
    const imported = new Construct(scope, id);
    return new Connections(imported, attributes);
  }

  public readonly securityGroupId: string;
  public readonly connections: Connections;
  public readonly resource: AwsSecurityGroup;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    this.resource = new AwsSecurityGroup(this, "Resource", {
      namePrefix: namePrefix(this, { maxLength: 255 }),
      description: props.description,
      vpcId: props.vpcId,
      revokeRulesOnDelete: true,
      tags: { Name: pathFromStack(this).join("/") },
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = this.resource.id;
    // Rules name the construct that owns the group: "TradingApi to Database", not "TradingApi-SecurityGroup to …".
    const owner = id === "SecurityGroup" ? scope : this;
    this.connections = new Connections(this, {
      securityGroupId: this.securityGroupId,
      name: pathFromStack(owner).slice(1).join("-"),
      defaultPort: props.defaultPort,
    });
  }
}
