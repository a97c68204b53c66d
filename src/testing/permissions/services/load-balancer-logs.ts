import { Resource } from "../../configuration";
import { block } from "../../requests/arguments";
import { Place } from "../names";
import { ServiceNeed, ServiceRequest } from "./need";
import { actingFor, delivers, joinedPath, principalOf } from "./requests";
import { vendedToBucket } from "./vended-logs";
import { ServiceView } from "./view";

/** Kinds of logs, by the block that turns them on. */
const KINDS = { access_logs: "access logs", connection_logs: "connection logs", health_check_logs: "health check logs" } as const;

/** Where load balancers deliver by an account of AWS (Application Load Balancers guide of China, "Enable access logs"). */
const ACCOUNTS: Readonly<Record<string, string>> = {
  "cn-north-1": "638102146993",
  "cn-northwest-1": "037604701340",
};

/** Logs of load balancers. */
export const LOAD_BALANCER_LOGS: ServiceNeed = {
  id: "load-balancer-logs",
  page: 'Application Load Balancers guide, "Enable access logs" and "Enable connection logs", "Attach a policy to your S3 bucket"; Network Load Balancers guide, "Access logs"',
  types: ["aws_lb", "aws_alb", "aws_elb"],
  requests: (view, loadBalancer) =>
    Object.entries(KINDS).flatMap(([name, logs]) => {
      const settings = block(loadBalancer.args, name);
      const isOn = loadBalancer.type === "aws_elb" ? settings?.enabled !== false : settings?.enabled === true;
      return settings && isOn
        ? deliveries(view, loadBalancer, settings, `Elastic Load Balancing writes the ${logs} of ${loadBalancer.name}`)
        : [];
    }),
};

function deliveries(view: ServiceView, loadBalancer: Resource, settings: Record<string, unknown>, purpose: string): ServiceRequest[] {
  const place = view.place(loadBalancer);
  const prefix = view.text(loadBalancer, settings.prefix ?? settings.bucket_prefix);
  const below = joinedPath(prefix, "AWSLogs", place.accountId, "elasticloadbalancing", place.region, "2026/01/01/log.gz");
  if (loadBalancer.args.load_balancer_type === "network") {
    return vendedToBucket(view, loadBalancer, settings.bucket, { place, path: below, purpose });
  }
  const account = ACCOUNTS[place.region];
  return delivers(view, view.bucket(loadBalancer, settings.bucket), {
    principal: account === undefined ? principalOf("logdelivery.elasticloadbalancing") : rootOf(account, place),
    path: below,
    context: account === undefined ? actingFor(place, view.arnOf(loadBalancer)) : {},
    object: {},
    purpose,
  });
}

function rootOf(accountId: string, { partition }: Place): string {
  return `arn:${partition}:iam::${accountId}:root`;
}
