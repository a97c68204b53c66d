export { type PlacedAz } from "./availability-zones";
export { FlowLogs, type FlowLogsProps, flowLogSource } from "./flow-logs";
export { type ImportedTier, type NetworkAttributes } from "./imported-network";
export {
  InterfaceEndpoints,
  type InterfaceEndpointPreset,
  type InterfaceEndpointService,
  type InterfaceEndpointServiceName,
  type InterfaceEndpointsProps,
  type PartnerEndpoint,
} from "./interface-endpoints";
export { NatGateways, type NatGatewaysProps, type NatPlacement } from "./nat-gateways";
export { Network, type NetworkProps, type NetworkTier } from "./network";
export { NetworkAcls, type NetworkAclsProps } from "./network-acls";
export { S3Endpoint, type S3EndpointProps } from "./s3-endpoint";
export { type PlannedTier, type TierPlan, type TierSize, planSubnets, usableAddresses } from "./subnet-plan";
export { TierSubnets, type TierSubnet, type TierSubnetsProps } from "./tier-subnets";
