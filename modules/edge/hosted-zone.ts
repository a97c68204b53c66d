import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import { HostedZoneAttributes, Removal } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";
import { removalLifecycle } from "../../src/internal/removal";
import { Validator } from "../../src/internal/validator";

export interface HostedZoneProps {
  /** The zone's name, such as `example.com`. */
  readonly zoneName: string;
  /** The id of the public zone that exists. @default - a zone is made; its name servers have to be entered at the registrar */
  readonly zoneId?: string;
  /** What happens to a zone made here. @default "protect" */
  readonly removal?: Removal;
}

/** A public hosted zone: the one that exists, or one made here. */
export class HostedZone extends Construct implements HostedZoneAttributes {
  public readonly zoneName: string;
  public readonly zoneId: string;
  /** Undefined for a zone that exists. */
  public readonly resource?: Route53Zone;

  constructor(scope: Construct, id: string, props: HostedZoneProps) {
    super(scope, id);
    new Validator(this)
      .matches(
        "zoneName",
        props.zoneName,
        /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]{2,63}$/,
        "must be a lower-case domain name without a dot at its end",
        'Write it as "example.com".',
      )
      .matches("zoneId", props.zoneId, /^Z[A-Z0-9]{1,31}$/, "must be a hosted zone's id", 'Copy the one that begins with "Z".')
      .throwIfInvalid();
    this.zoneName = props.zoneName;
    if (props.zoneId !== undefined) {
      this.zoneId = props.zoneId;
      return;
    }
    const removal = props.removal ?? "protect";
    this.resource = new Route53Zone(this, "Resource", {
      name: props.zoneName,
      comment: pathFromStack(this).join("/"),
      forceDestroy: removal === "destroy",
      lifecycle: removalLifecycle(removal),
    });
    this.zoneId = this.resource.zoneId;
  }
}
