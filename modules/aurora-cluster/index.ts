export { type AuroraAlarm } from "./aurora-alarms";
export { AuroraCluster } from "./aurora-cluster";
export { type IAuroraCluster } from "./aurora-cluster-interface";
export {
  type AuroraClusterProps,
  type AuroraCustomEndpoint,
  type AuroraReaderAutoScaling,
  type AuroraReaderProps,
  type AuroraRestore,
  type AuroraServerlessCapacity,
} from "./aurora-cluster-props";
export { AuroraProxy, type AuroraProxyProps } from "./aurora-proxy";
export { type AuroraEngine, type AuroraLogType, type AuroraParameter } from "./aurora-engine";
export { type AuroraClusterAttributes } from "./imported-aurora-cluster";
export { ReaderAutoScaling, type ReaderAutoScalingProps } from "./reader-auto-scaling";
