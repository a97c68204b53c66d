export { FlowLogs } from "./flow-logs";
export { type ImportedTier, type NetworkAttributes } from "./imported-network";
export {
  InterfaceEndpoints,
  type InterfaceEndpointPreset,
  type InterfaceEndpointService,
  type InterfaceEndpointServiceName,
  type PartnerEndpoint,
} from "./interface-endpoints";
export { NatGateways, type NatPlacement } from "./nat-gateways";
export { Network, type NetworkProps, type NetworkTier } from "./network";
export { NetworkAcls } from "./network-acls";
export { S3Endpoint } from "./s3-endpoint";
export { type TierSize, planSubnets, usableAddresses } from "./subnet-plan";
export { TierSubnets, type TierSubnet } from "./tier-subnets";
