import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { FORMATS } from "../internal/formats";
import { CREATE_BEFORE_DESTROY } from "../internal/lifecycle";
import { namePrefix, pathFromStack } from "../internal/names";
import { PropTypes, STRING, optional } from "../internal/prop-types";
import { Validator } from "../internal/validator";
import { Connections, IConnectable } from "./connections";
import { PORT, Port } from "./port";

/** The choices for a security group. */
export interface SecurityGroupProps {
  /** The VPC that the group is in. */
  readonly vpcId: string;
  /** What the group is for, up to 255 characters. A changed description replaces the group. */
  readonly description: string;
  /** The port that `connections.allowDefaultPortFrom` opens. @default - none */
  readonly defaultPort?: Port;
  /** What the rules' descriptions call this end. @default - the construct's path */
  readonly peerName?: string;
}

const PROPS: PropTypes<SecurityGroupProps> = {
  vpcId: STRING,
  description: STRING,
  defaultPort: optional(PORT),
  peerName: optional(STRING),
};

/** What identifies a security group that exists already. */
export interface SecurityGroupAttributes {
  /** The group's id: `sg-…`. */
  readonly securityGroupId: string;
  /** The port that `connections.allowDefaultPortFrom` opens. @default - none */
  readonly defaultPort?: Port;
  /** What the rules' descriptions call this end. @default - the construct's path */
  readonly peerName?: string;
  /** The VPC that the group is in. @default - unknown: nothing is said at synthesis of connections to another VPC */
  readonly vpcId?: string;
}

const ATTRIBUTES: PropTypes<SecurityGroupAttributes> = {
  securityGroupId: STRING,
  defaultPort: optional(PORT),
  peerName: optional(STRING),
  vpcId: optional(STRING),
};

/**
 * A security group without rules: no traffic is allowed in or out until `connections` allows it.
 *
 * A replacement is created before the old group goes, since groups in use can't be deleted.
 */
export class SecurityGroup extends Construct implements IConnectable {
  /**
   * A group that exists already; rules are added to it, and the group itself is left as it is.
   *
   * @throws ValidationError for anything but a security group's id
   */
  public static fromAttributes(scope: Construct, id: string, attributes: SecurityGroupAttributes): ImportedSecurityGroup {
    return new ImportedSecurityGroup(scope, id, attributes);
  }

  /** The group's id. */
  public readonly securityGroupId: string;
  /** What may connect to and from the group's members. */
  public readonly connections: Connections;
  /** The security group. */
  public readonly resource: AwsSecurityGroup;

  /** @throws ValidationError for a description that EC2 refuses */
  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    new Validator(this)
      .props(props, PROPS)
      .matches(
        "description",
        props.description,
        /^[A-Za-z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
        "must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
        "Shorten it, or remove the other characters.",
      )
      .throwIfInvalid();
    this.resource = new AwsSecurityGroup(this, "Resource", {
      namePrefix: namePrefix(this, { maxLength: 255 }),
      description: props.description,
      vpcId: props.vpcId,
      revokeRulesOnDelete: true,
      tags: { Name: pathFromStack(this).join("/") },
      lifecycle: CREATE_BEFORE_DESTROY,
    });
    this.securityGroupId = this.resource.id;
    this.connections = new Connections(this, {
      securityGroupId: this.securityGroupId,
      name: props.peerName,
      defaultPort: props.defaultPort,
      vpcId: props.vpcId,
    });
  }
}

/** A security group that exists: `SecurityGroup.fromAttributes`. */
export class ImportedSecurityGroup extends Construct implements IConnectable {
  /** The group's id. */
  public readonly securityGroupId: string;
  /** What may connect to and from the group's members. */
  public readonly connections: Connections;

  /** @throws ValidationError for anything but a security group's id */
  constructor(scope: Construct, id: string, attributes: SecurityGroupAttributes) {
    super(scope, id);
    new Validator(this)
      .props(attributes, ATTRIBUTES)
      .format("securityGroupId", attributes.securityGroupId, FORMATS.securityGroupId)
      .throwIfInvalid();
    this.securityGroupId = attributes.securityGroupId;
    this.connections = new Connections(this, {
      securityGroupId: this.securityGroupId,
      name: attributes.peerName,
      defaultPort: attributes.defaultPort,
      vpcId: attributes.vpcId,
    });
  }
}
