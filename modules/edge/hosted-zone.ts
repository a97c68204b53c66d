import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import { HostedZoneAttributes, Removal } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { pathText } from "../../src/internal/names";
import { PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { Validator } from "../../src/internal/validator";

/** The choices for a public hosted zone. */
export interface HostedZoneProps {
  /** The zone's name, such as `example.com`. */
  readonly zoneName: string;
  /** The id of the public zone that exists. @default - a zone is created; its name servers must be entered at the registrar */
  readonly zoneId?: string;
  /** What happens to the zone, where it is created here, when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<HostedZoneProps> = { zoneName: STRING, zoneId: optional(STRING), removal: REMOVAL };

/** A public hosted zone: the one that exists already, or one that is created here. */
export class HostedZone extends Construct implements HostedZoneAttributes {
  /** The zone's name. */
  public readonly zoneName: string;
  /** The zone's id. */
  public readonly zoneId: string;
  /** What happens to the zone when it leaves the configuration; undefined for one that exists already. */
  public readonly removal?: Removal;
  /** The zone; undefined for one that exists already. */
  public readonly resource?: Route53Zone;

  /** @throws ValidationError for a name or an id that Route 53 doesn't have */
  constructor(scope: Construct, id: string, props: HostedZoneProps) {
    super(scope, id);
    new Validator(this)
      .props(props, PROPS)
      .format("zoneName", props.zoneName, FORMATS.zoneName)
      .format("zoneId", props.zoneId ?? undefined, FORMATS.hostedZoneId)
      .throwIfInvalid();
    this.zoneName = props.zoneName;
    if (props.zoneId) {
      this.zoneId = props.zoneId;
      return;
    }
    this.removal = removalOf(this, props.removal);
    this.resource = new Route53Zone(this, "Resource", {
      name: props.zoneName,
      comment: pathText(this, 256),
      forceDestroy: this.removal === "destroy",
      lifecycle: removalLifecycle(this.removal),
    });
    this.zoneId = this.resource.zoneId;
  }
}
