/** What ends where a resource is deleted, or replaced: who uses it notices, though no data is lost. Each in words that follow "would be deleted: ". */
export interface Ending {
  readonly deleted: string;
  /** @default - as where it is deleted, until the new one is there */
  readonly replaced?: string;
}

const NAME_ENDS: Ending = {
  deleted: "its DNS name is answered no more, and connections to it end",
  replaced: "the new one has another DNS name, and connections to the old one end",
};
const APART: Ending = { deleted: "the networks that it connects are apart" };
const NO_INTERNET: Ending = { deleted: "nothing of its VPC has a way to the internet by it" };
const PORT_ENDS: Ending = { deleted: "nothing answers at its port" };
const RULE_ENDS: Ending = { deleted: "what it takes goes to other rules, or to the default action" };
const TARGETS: Ending = { deleted: "nothing is sent to its targets", replaced: "targets of the new one are served once they are healthy" };

/** By type: what the services' guides say that the deletion of each deletes. */
export const ENDINGS: Readonly<Record<string, Ending>> = {
  aws_alb: NAME_ENDS,
  aws_alb_listener: PORT_ENDS,
  aws_alb_listener_rule: RULE_ENDS,
  aws_alb_target_group: TARGETS,
  aws_api_gateway_rest_api: NAME_ENDS,
  aws_apigatewayv2_api: NAME_ENDS,
  aws_cloudfront_distribution: NAME_ENDS,
  aws_db_proxy: NAME_ENDS,
  aws_ec2_transit_gateway_vpc_attachment: APART,
  aws_ecs_service: { deleted: "its tasks are stopped" },
  aws_egress_only_internet_gateway: NO_INTERNET,
  aws_elb: NAME_ENDS,
  aws_instance: {
    deleted: "it is terminated, with its instance store and the volumes that are deleted with it",
    replaced: "the old one is terminated, with its instance store and the volumes that are deleted with it",
  },
  aws_internet_gateway: NO_INTERNET,
  aws_kms_alias: { deleted: "requests that name the key by it fail" },
  aws_lambda_function: { deleted: "nothing can invoke it" },
  aws_lb: NAME_ENDS,
  aws_lb_listener: PORT_ENDS,
  aws_lb_listener_rule: RULE_ENDS,
  aws_lb_target_group: TARGETS,
  aws_nat_gateway: {
    deleted: "what has routes to it alone has no way out, and its address is no longer the one that others may allow",
    replaced: "connections through the old one end, and a new address may not be allowed by others",
  },
  aws_route: { deleted: "what it is for takes another route, or none" },
  aws_route53_hosted_zone_dnssec: { deleted: "resolvers that validate refuse the zone while its parent has a DS record" },
  aws_route53_key_signing_key: { deleted: "resolvers that validate refuse the zone while its parent has a DS record" },
  aws_route53_record: {
    deleted: "its name is answered no more once resolvers' caches have run out",
    replaced: "its old name or type is answered no more once resolvers' caches have run out",
  },
  aws_subnet: {
    deleted: "EC2 refuses that while an instance, a node of a database or cache, or anything else with a network interface is in it",
    replaced: "EC2 refuses to delete the old one while anything with a network interface is in it",
  },
  aws_vpc_endpoint: { deleted: "what reached the service by it takes another way, or none" },
  aws_vpc_peering_connection: APART,
  aws_vpn_connection: APART,
};

/** Attributes that stop a service where they become this, in words that follow a name. */
export const STOPS: Readonly<Record<string, readonly [attribute: string, value: string, says: string]>> = {
  aws_autoscaling_group: ["max_size", "0", "runs no instance any more"],
  aws_cloudfront_distribution: ["enabled", "false", "answers no request any more"],
  aws_ecs_service: ["desired_count", "0", "runs no task any more"],
  aws_lambda_function: ["reserved_concurrent_executions", "0", "is never invoked: every invocation is throttled"],
};
