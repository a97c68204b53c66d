export { type AvailabilityZoneKeys } from "./availability-zones";
export { type DefaultRoute } from "./default-routes";
export { type FlowLog, type FlowLogIntervalSeconds, type FlowLogSourceOptions, type FlowLogTraffic, flowLogSource } from "./flow-logs";
export { type ImportedNetwork, type ImportedTier, type NetworkAttributes } from "./imported-network";
export {
  type InterfaceEndpointPreset,
  type InterfaceEndpointService,
  type InterfaceEndpointServiceName,
  type PartnerEndpoint,
} from "./interface-endpoints";
export { type NatPlacement } from "./nat-gateways";
export { Network } from "./network";
export { type NetworkProps } from "./network-props";
export { type VpcPublicAccessExclusion } from "./public-access-exclusion";
export { type TierSize } from "./subnet-plan";
export { type NetworkTier, type TierSubnet, type TierSubnets } from "./tier-subnets";
export { VpcBlockPublicAccess, type VpcBlockPublicAccessProps, type VpcPublicAccessBlock } from "./vpc-block-public-access";
