import { Route } from "@cdktf/provider-aws/lib/route";
import { SubnetTier } from "../../src/core";
import { PlacedTier } from "./tier-subnets";

/** The route of a subnet for everything that no narrower route matches. */
export interface DefaultRoute {
  /** The name of the subnet's tier. */
  readonly tier: string;
  /** The subnet's AZ, by name. */
  readonly availabilityZone: string;
  /** `ipv4` for 0.0.0.0/0, `ipv6` for ::/0. */
  readonly family: "ipv4" | "ipv6";
  /** The route. */
  readonly resource: Route;
}

/** The gateways that default routes lead to. */
interface RouteTargets {
  readonly internetGatewayId: string;
  /** The NAT gateway of each AZ, by the AZ's key; empty without NAT. */
  readonly natGatewayIds: ReadonlyMap<string, string>;
  /** Undefined without IPv6. */
  readonly egressOnlyInternetGatewayId?: string;
  /** Whether the VPC has IPv6. */
  readonly ipv6: boolean;
}

/** The argument of a route that names its gateway. */
type Target = { readonly gatewayId: string } | { readonly natGatewayId: string } | { readonly egressOnlyGatewayId: string };

/** The default routes of the subnets of public and private tiers; an isolated tier has none. */
export function createDefaultRoutes(tiers: readonly PlacedTier[], targets: RouteTargets): DefaultRoute[] {
  return tiers.flatMap(({ name, kind, subnets }) =>
    subnets.flatMap(({ availabilityZone, azKey, routeTableId, scope }) => {
      const { ipv4, ipv6 } = targetsOf(kind, azKey, targets);
      const subnet = { tier: name, availabilityZone };
      const routes: DefaultRoute[] = [];
      if (ipv4) {
        const resource = new Route(scope, "DefaultRouteIpv4", { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...ipv4 });
        routes.push({ ...subnet, family: "ipv4", resource });
      }
      if (ipv6) {
        const resource = new Route(scope, "DefaultRouteIpv6", { routeTableId, destinationIpv6CidrBlock: "::/0", ...ipv6 });
        routes.push({ ...subnet, family: "ipv6", resource });
      }
      return routes;
    }),
  );
}

/** Where a tier of a kind sends what the VPC doesn't know; undefined for what stays within the VPC. Pure. */
function targetsOf(kind: SubnetTier, azKey: string, targets: RouteTargets): { readonly ipv4?: Target; readonly ipv6?: Target } {
  const { internetGatewayId, egressOnlyInternetGatewayId: egressOnlyGatewayId } = targets;
  const natGatewayId = targets.natGatewayIds.get(azKey);
  switch (kind) {
    case "public":
      return { ipv4: { gatewayId: internetGatewayId }, ipv6: targets.ipv6 ? { gatewayId: internetGatewayId } : undefined };
    case "private":
      return { ipv4: natGatewayId ? { natGatewayId } : undefined, ipv6: egressOnlyGatewayId ? { egressOnlyGatewayId } : undefined };
    case "isolated":
      return {};
  }
}
